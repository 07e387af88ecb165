import { ActorCard } from './detail-actor.js';
import { edgeCard, StateCard } from './detail-drawing.js';
import { passageCard, stepCard } from './detail-step.js';
import { make } from './dom.js';

/** @typedef {import('./legend.js').Legend} Legend */
/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {import('./store.js').Store} Store */
/**
 * Where the details lead.
 *
 * @typedef {object} Leads
 * @property {(actor: Actor) => void} onActor
 * @property {(key: string) => void} onMachine
 * @property {(state: string) => void} onState
 * @property {(edge: string) => void} onEdge
 * @property {() => void} onLive
 */
/**
 * What to tell about.
 *
 * @typedef {{ kind: 'actor', actor: Actor, note: string | null }
 *   | { kind: 'step' } & import('./detail-step.js').Past
 *   | { kind: 'passage', passage: import('./store.js').Passage }
 *   | { kind: 'state', legend: Legend, chart: string, state: string }
 *   | { kind: 'edge', legend: Legend, edge: string }
 *   | { kind: 'hint', title: string, text: string }} Told
 */

/** The pane that tells in full of what was chosen. */
export class DetailView {
  #root;
  #leads;
  /** @type {Told | null} */
  #told = null;
  /** What goes on while it is shown. @type {ActorCard | StateCard | null} */
  #live = null;

  /** @param {HTMLElement} root @param {Leads} leads */
  constructor(root, leads) {
    this.#root = root;
    this.#leads = leads;
  }

  /** Called whenever something may have changed. @param {Told} told @param {Store} store */
  show(told, store) {
    if (!this.#told || !isSame(told, this.#told)) this.#open(told, store);
    this.#told = told;
    if (this.#live instanceof ActorCard && told.kind === 'actor') this.#live.show(told, store);
    if (this.#live instanceof StateCard && told.kind === 'state') {
      this.#live.show(store.actors.values(), told.chart);
    }
  }

  /** @param {Told} told @param {Store} store */
  #open(told, store) {
    const card = this.#cardOf(told, store);
    this.#live = card instanceof HTMLElement ? null : card;
    this.#root.replaceChildren(card instanceof HTMLElement ? card : card.element);
    this.#root.scrollTop = 0;
  }

  /** @param {Told} told @param {Store} store @returns {HTMLElement | ActorCard | StateCard} */
  #cardOf(told, store) {
    switch (told.kind) {
      case 'actor':
        return new ActorCard(this.#leads);
      case 'step':
        return stepCard(told, this.#leads);
      case 'passage':
        return passageCard(told.passage, store, this.#leads);
      case 'state':
        return new StateCard(told.legend, told.state, this.#leads);
      case 'edge':
        return edgeCard(told.legend, told.edge, this.#leads);
      default:
        return hintCard(told.title, told.text);
    }
  }
}

/** @param {string} title @param {string} text */
function hintCard(title, text) {
  const card = make('article');
  card.append(make('h2', '', title), make('p', 'i-hint', text));
  return card;
}

/** Whether the card of the one is that of the other. @param {Told} a @param {Told} b */
function isSame(a, b) {
  const [ofA, ofB] = [subjectOf(a), subjectOf(b)];
  return a.kind === b.kind && ofA.every((part, i) => part === ofB[i]);
}

/** What a card is about. @param {Told} told @returns {unknown[]} */
function subjectOf(told) {
  if (told.kind === 'actor') return [told.actor.id];
  if (told.kind === 'step') return [told.step];
  if (told.kind === 'passage') return [told.passage];
  if (told.kind === 'state') return [told.legend, told.state];
  if (told.kind === 'edge') return [told.legend, told.edge];
  return [told.title, told.text];
}
