import { make, setText } from './dom.js';
import { matches } from './slots.js';
import { addGroup, makeTwist, TreeRow } from './tree-row.js';

/** @typedef {import('./store.js').Actor} Actor */

const mostRows = 60;
/** How often the list of those that ended is put in order, in milliseconds. */
const orderMs = 500;

/** The machines that ended lately, folded, the latest first. */
export class EndedGroup {
  element = make('li');
  item = make('span', 'i-row i-fold');
  #count = make('span', 'i-number');
  #list;
  /** @type {TreeRow[]} */
  #rows = [];
  /** Who stands in which row. @type {Map<HTMLElement, Actor>} */
  #actors = new Map();
  #ordered = 0;
  #words = '';
  /** Opened for what is searched, and to be closed with the search. */
  #isOpened = false;

  constructor() {
    const { element, item } = this;
    item.append(makeTwist(), 'Ended lately ', this.#count);
    item.setAttribute('role', 'treeitem');
    item.setAttribute('tabindex', '-1');
    item.setAttribute('aria-selected', 'false');
    item.ariaExpanded = 'false';
    element.setAttribute('role', 'none');
    element.hidden = true;
    element.append(item);
    this.#list = addGroup(element, item);
  }

  toggle() {
    this.item.ariaExpanded = this.item.ariaExpanded === 'true' ? 'false' : 'true';
  }

  /** @param {HTMLElement} item */
  actorOf(item) {
    return this.#actors.get(item) ?? null;
  }

  /** @param {string | null} id */
  itemOf(id) {
    for (const [item, actor] of this.#actors) if (actor.id === id) return item;
    return null;
  }

  /**
   * @param {import('./store.js').Store} store
   * @param {{ words: string, now: number }} view
   * @returns {{ matches: number, total: number }}
   */
  draw(store, { words, now }) {
    const ended = [...store.actors.values()].filter((actor) => actor.ended && actor.chart !== null);
    const found = words ? ended.filter((actor) => matches(actor, words)) : ended;
    this.element.hidden = found.length === 0;
    setText(this.#count, String(found.length));
    this.#openFor(words, found.length);
    const isAsked = words !== this.#words;
    this.#words = words;
    const isOpen = this.item.ariaExpanded === 'true';
    if (isOpen && (isAsked || (now - this.#ordered >= orderMs && !this.#isPointedAt()))) {
      this.#ordered = now;
      this.#order(found);
    }
    return { matches: found.length, total: ended.length };
  }

  /** What is searched for should be seen, also where it has ended. @param {string} words @param {number} found */
  #openFor(words, found) {
    const isOpen = this.item.ariaExpanded === 'true';
    if (words && words !== this.#words && found > 0 && !isOpen) {
      this.toggle();
      this.#isOpened = true;
    }
    if (words || !this.#isOpened) return;
    if (isOpen) this.toggle();
    this.#isOpened = false;
  }

  /** Rows that move away from under a pointer or a focus cannot be chosen. */
  #isPointedAt() {
    if (this.#actors.size === 0) return false;
    return this.#list.matches(':hover') || this.#list.contains(document.activeElement);
  }

  /** @param {Actor[]} ended */
  #order(ended) {
    const latest = ended.toSorted((a, b) => endOf(b) - endOf(a)).slice(0, mostRows);
    while (this.#rows.length < latest.length) {
      const row = new TreeRow();
      this.#rows.push(row);
      this.#list.append(row.element);
    }
    this.#actors.clear();
    for (const [i, row] of this.#rows.entries()) {
      const actor = latest[i];
      row.element.hidden = !actor;
      if (!actor) continue;
      row.show(actor);
      this.#actors.set(row.item, actor);
    }
  }
}

/** @param {Actor} actor */
function endOf({ steps, since }) {
  return steps.at(-1)?.at ?? since;
}
