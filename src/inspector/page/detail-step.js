import { make, makeButton } from './dom.js';
import { eventText } from './event-text.js';
import { Facts, Links } from './facts.js';
import { JsonBlock } from './json.js';
import { stepWords } from './step-words.js';

/** @typedef {import('./store.js').Step & { note?: string | null }} Step */
/** @typedef {import('./detail.js').Leads} Leads */

/**
 * @typedef {object} Past a step among its neighbours
 * @property {Step} step
 * @property {Step} [before]
 * @property {Step} [next]
 * @property {number} index
 * @property {number} count
 * @property {boolean} isStory whether it was stored, and not seen
 * @property {boolean} isOver whether nothing more can come
 * @property {import('./legend.js').Legend} [legend] of its drawing
 */

/**
 * A step of an actor in the past: what it took in, which way it went, and what it knew then.
 * @param {Past} past
 * @param {Leads} leads
 */
export function stepCard({ step, before, next, index, count, isStory, isOver, legend }, leads) {
  const element = make('article');
  const { time, event, from, to, stay, note } = stepWords(step, before, next);
  const facts = new Facts();
  facts.say('Step', `${index + 1} of ${count}`);
  facts.say('At', time);
  facts.say('From', from);
  facts.say('To', to);
  facts.say('Stayed', stay);
  facts.say('Note', note);
  facts.say('Status', step.status === 'active' ? '' : step.status);
  facts.say('Event', event === step.event ? '' : step.event);
  const taken = new Links('Transitions taken');
  taken.show(
    step.taken.map((id) => ({
      text: legend?.edges.get(id)?.lines[0] ?? edgeText(id),
      onClick: () => leads.onEdge(id),
    })),
  );
  const live = makeButton('', isOver ? 'To its end' : 'Back to live', () => leads.onLive());
  live.hidden = !next;
  const head = make('div', 'i-card-head');
  head.append(make('h2', '', event), live);
  element.append(head, facts.element, taken.element);
  if (isStory) element.append(hint('What was stored of it says no more than this.'));
  else {
    element.append(...full('Event', step.content), ...full('Snapshot', step.snapshot));
  }
  return element;
}

/**
 * An event on its way between two actors.
 * @param {import('./store.js').Passage} passage
 * @param {import('./store.js').Store} store
 * @param {Leads} leads
 */
export function passageCard({ type, at, from, to, content }, store, leads) {
  const element = make('article');
  const facts = new Facts();
  const ends = /** @type {const} */ ([
    ['From', from],
    ['To', to],
  ]);
  facts.say('At', stepWords(stepAt(at, type), undefined, undefined).time);
  for (const [term, id] of ends) {
    const actor = id === null ? undefined : store.actors.get(id);
    if (actor) facts.link(term, actor.actor, () => leads.onActor(actor));
    else facts.say(term, id === null ? 'outside, or nobody knows' : `${id}, gone since`);
  }
  const plain = eventText(type);
  facts.say('Type', plain === type ? '' : type);
  element.append(make('h2', '', plain), facts.element, ...full('Event', content));
  return element;
}

/** @param {number} at @param {string} event @returns {Step} */
function stepAt(at, event) {
  return { seq: 0, at, event, value: '', status: 'active', taken: [] };
}

/** @param {string} title @param {unknown} value undefined: it is not kept */
function full(title, value) {
  if (value === undefined) {
    const why =
      `${title} not kept: it happened before this page was opened, or so many came since ` +
      'that it was let go.';
    return [hint(why)];
  }
  const block = new JsonBlock(title);
  block.show(value);
  return [block.element];
}

/** @param {string} text */
function hint(text) {
  return make('p', 'i-hint', text);
}

/** `state|event|index` in words. @param {string} id */
function edgeText(id) {
  const [state = '', event = ''] = id.split('|');
  return `${state || 'the machine'}: ${eventText(event)}`;
}
