import { setAttribute } from './dom.js';
import { eventText } from './event-text.js';

/** @typedef {{ state: string } | { edge: string }} Pick */

/** Where an arrow key looks, to the right and down. @type {Record<string, [number, number]>} */
const ways = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Makes the states and labels of a drawing buttons: clicked, or gone to with the arrow keys and
 * pressed. The drawing is one stop of the Tab key, at what had the focus last.
 */
export class Picking {
  #pane;
  #onPick;
  /** @type {Map<Element, Pick>} */
  #items = new Map();
  /** What Tab goes to. @type {Element | null} */
  #stop = null;
  /** @type {Element | null} */
  #picked = null;

  /** @param {HTMLElement} pane @param {(pick: Pick | null) => void} onPick */
  constructor(pane, onPick) {
    this.#pane = pane;
    this.#onPick = onPick;
    pane.addEventListener('click', ({ target }) => this.#click(target));
    pane.addEventListener('keydown', (event) => this.#key(event));
    pane.addEventListener('focusin', ({ target }) => this.#settle(target));
  }

  /** Another drawing. @param {SVGSVGElement | null} svg */
  show(svg) {
    this.#items.clear();
    this.#picked = null;
    this.#stop = null;
    for (const group of svg?.querySelectorAll('.state, .label-line') ?? []) {
      const [item, pick, name] = itemOf(group);
      this.#items.set(item, pick);
      item.setAttribute('role', 'button');
      item.setAttribute('aria-label', name);
      item.setAttribute('tabindex', '-1');
    }
    this.#settle(this.#items.keys().next().value ?? null);
  }

  /** @param {EventTarget | null} target */
  #settle(target) {
    if (!(target instanceof Element) || !this.#items.has(target)) return;
    this.#stop?.setAttribute('tabindex', '-1');
    this.#stop = target;
    target.setAttribute('tabindex', '0');
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const group = target instanceof Element ? target.closest(pickable) : null;
    if (!group || !this.#pane.contains(group)) return this.#pick(null, null);
    // The line of an arrow stands for its first label.
    const label = group.matches('.edge') ? group.querySelector('.label-line') : group;
    if (!label) return;
    const [item, pick] = itemOf(label);
    this.#pick(item, pick);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Escape' && this.#picked) return this.#pick(null, null);
    const pick = target instanceof Element ? this.#items.get(target) : undefined;
    if (!(target instanceof SVGElement) || !pick) return;
    const way = ways[key];
    if (way) nearest(target, this.#items.keys(), way)?.focus();
    else if (key === 'Enter' || key === ' ') this.#pick(target, pick);
    else return;
    event.preventDefault();
  }

  /** @param {Element | null} item @param {Pick | null} pick */
  #pick(item, pick) {
    this.#picked?.classList.remove('is-picked');
    this.#picked = item;
    item?.classList.add('is-picked');
    this.#onPick(pick);
  }
}

const pickable = '.label-line, .edge, .state';

/**
 * What of a group can have the focus, what it stands for and its name. Of a state it is the box,
 * since its group holds labels that are buttons themselves.
 * @param {Element} group
 * @returns {[item: Element, pick: Pick, name: string]}
 */
function itemOf(group) {
  const state = group.getAttribute('data-state');
  if (state !== null) {
    const item = group.querySelector(':scope > .box') ?? group;
    return [item, { state }, state === '' ? 'The machine' : `State ${state}`];
  }
  // What can be read of it, so that it can also be said to it.
  const rows = [...group.querySelectorAll('text.label')].map(({ textContent }) => textContent);
  const title = group.querySelector('title')?.textContent?.split('\n', 1)[0];
  const name = rows.join(' ') || title || eventText(group.getAttribute('data-event') ?? '');
  return [group, { edge: group.getAttribute('data-edge') ?? '' }, `Transition ${name}`];
}

/** Tells who listens whether a state is active. @param {Element} group @param {boolean} isActive */
export function nameActive(group, isActive) {
  const item = group.querySelector(':scope > .box') ?? group;
  setAttribute(item, 'aria-current', isActive ? 'true' : null);
}

/**
 * The item that is closest in a direction; what lies aside counts as further away.
 * @param {Element} from
 * @param {Iterable<Element>} items
 * @param {[number, number]} way
 * @returns {SVGElement | null}
 */
function nearest(from, items, [right, down]) {
  const start = markOf(from);
  let best = null;
  let least = Infinity;
  for (const item of items) {
    if (item === from || !(item instanceof SVGElement)) continue;
    const { x, y } = markOf(item);
    const along = (x - start.x) * right + (y - start.y) * down;
    const aside = Math.abs((x - start.x) * down) + Math.abs((y - start.y) * right);
    const distance = along + 2 * aside;
    if (along <= 1 || distance >= least) continue;
    least = distance;
    best = item;
  }
  return best;
}

/** Where its name begins: containers overlap what they contain, their names do not. @param {Element} item */
function markOf(item) {
  const { x, y, width } = item.getBoundingClientRect();
  return { x: x + Math.min(width / 2, 60), y: y + 8 };
}
