import { make } from './dom.js';
import { eventText } from './event-text.js';
import { Facts, Links } from './facts.js';
import { stateText, statesOf } from './store.js';

/** @typedef {import('./legend.js').Legend} Legend */
/** @typedef {import('./legend.js').EdgeLegend} EdgeLegend */
/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {import('./detail.js').Leads} Leads */

/** A state of the drawing: what it is for, what leads in and out, and who is there now. */
export class StateCard {
  element = make('article');
  #key;
  #here = new Links('Here now');
  #leads;

  /** @param {Legend} legend @param {string} key @param {Leads} leads */
  constructor(legend, key, leads) {
    this.#key = key;
    this.#leads = leads;
    const state = legend.states.get(key);
    const facts = new Facts();
    facts.say('Machine', key === '' ? '' : legend.machine);
    facts.say('Kind', state?.kind ?? '');
    const all = [...legend.edges.values()];
    const out = new Links('Leads out');
    out.show(all.filter(({ from }) => from === key).map((edge) => this.#linkTo(edge)));
    const into = new Links('Leads in');
    const isInto = (/** @type {EdgeLegend} */ { from, to }) => from !== key && to.includes(key);
    into.show(all.filter(isInto).map((edge) => this.#linkTo(edge)));
    this.element.append(make('h2', '', key || legend.machine || 'The machine'));
    this.element.append(...(state?.lines ?? []).map((line) => make('p', '', line)));
    this.element.append(facts.element, this.#here.element, out.element, into.element);
  }

  /** @param {Iterable<Actor>} actors @param {string} chart the key of the drawing */
  show(actors, chart) {
    /** @type {Actor[]} */
    const here = [];
    for (const actor of actors) {
      if (actor.chart !== chart || actor.ended) continue;
      if (statesOf(actor.value).includes(this.#key)) here.push(actor);
    }
    this.#here.show(
      here.map((actor) => ({
        text: actor.actor,
        more: [actor.subject, stateText(actor.value)].filter(Boolean).join(' · '),
        onClick: () => this.#leads.onActor(actor),
      })),
    );
  }

  /** @param {EdgeLegend} edge */
  #linkTo({ id, event, from, to, lines }) {
    const isStay = to.length === 1 && to[0] === from;
    const way = isStay ? 'stays' : from === this.#key ? `→ ${to.join(', ')}` : `from ${from}`;
    const text = lines[0] ?? eventText(event);
    return { text, more: way, onClick: () => this.#leads.onEdge(id) };
  }
}

/**
 * A transition of the drawing.
 * @param {Legend} legend
 * @param {string} id
 * @param {Leads} leads
 */
export function edgeCard(legend, id, leads) {
  const element = make('article');
  const edge = legend.edges.get(id);
  if (!edge) {
    element.append(
      make('h2', '', 'Transition'),
      make('p', 'i-hint', 'The drawing does not show it.'),
    );
    return element;
  }
  const facts = new Facts();
  const nameOf = (/** @type {string} */ key) => key || legend.machine || 'the machine';
  facts.link('From', nameOf(edge.from), () => leads.onState(edge.from));
  const target = edge.to.length === 1 ? edge.to[0] : undefined;
  if (target === edge.from) facts.say('To', 'stays there');
  else if (target !== undefined) facts.link('To', nameOf(target), () => leads.onState(target));
  else facts.say('To', edge.to.map(nameOf).join(', '));
  const plain = eventText(edge.event);
  facts.say('Event', plain === edge.event ? '' : edge.event);
  element.append(make('h2', '', plain), facts.element);
  element.append(...edge.lines.map((line) => make('p', '', line)));
  return element;
}
