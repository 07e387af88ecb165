import { make, setAttribute } from './dom.js';
import { EndedGroup } from './ended.js';
import { Slots } from './slots.js';
import { TreeKeys } from './tree-keys.js';
import { TreeRow } from './tree-row.js';

/** @typedef {import('./slots.js').Slot} Slot */
/** @typedef {import('./store.js').Actor} Actor */

/** How long the row of an actor that ended waits for the next one in its place, in milliseconds. */
const graceMs = 1_500;
/** Rows that are made at once; the others follow. */
const mostNew = 15;
/** Beyond this many rows it pays to have the browser watch which of them are in view. */
const large = 200;

/** The actor tree: one item a place, each touched only when something about it has changed. */
export class TreeView {
  #slots = new Slots(graceMs);
  /** @type {Map<Slot, TreeRow>} */
  #rows = new Map();
  /** @type {WeakMap<HTMLElement, Slot>} */
  #bySlot = new WeakMap();
  /** Places whose rows are still to be made, parents first. @type {Set<Slot>} */
  #waiting = new Set();
  #list = make('ul', 'i-tree');
  #ended;
  #keys;
  #words = '';
  /** @type {HTMLElement | null} */
  #selected = null;

  /**
   * @param {HTMLElement} root
   * @param {{ onSelect: (actor: Actor) => void, onFold: () => void }} options `onFold`: something was
   *   opened or closed, so that it must be drawn
   */
  constructor(root, { onSelect, onFold }) {
    this.#list.setAttribute('role', 'tree');
    this.#list.setAttribute('aria-label', 'Actors');
    this.#ended = new EndedGroup();
    this.#list.append(this.#ended.element);
    root.append(this.#list);
    this.#keys = new TreeKeys(this.#list, {
      onSelect: (item) => {
        const actor = this.#bySlot.get(item)?.actor ?? this.#ended.actorOf(item);
        if (actor) onSelect(actor);
        else if (item === this.#ended.item) this.#ended.toggle();
      },
    });
    new MutationObserver(onFold).observe(this.#ended.item, { attributeFilter: ['aria-expanded'] });
  }

  /** Whether it must be drawn again though nothing new was told. */
  get isBehind() {
    return this.#slots.isSettling || this.#waiting.size > 0;
  }

  /**
   * @param {import('./store.js').Store} store
   * @param {Set<string> | null} changed the ids of actors; null: all
   * @param {{ words: string, calls: boolean, selected: string | null, now: number }} view words to
   *   search for, in lower case; milliseconds
   * @returns {{ matches: number, total: number }}
   */
  draw(store, changed, { words, calls, selected, now }) {
    const {
      added,
      changed: touched,
      removed,
    } = this.#slots.update(store.actors, changed, {
      calls,
      now,
    });
    for (const slot of removed) this.#remove(slot);
    for (const slot of added) this.#waiting.add(slot);
    this.#build(touched);
    for (const slot of touched) this.#show(slot);
    const found = this.#search(words, touched.size + added.length > 0);
    this.#list.classList.toggle('is-large', this.#rows.size > large);
    const ended = this.#ended.draw(store, { words, now });
    this.#select(selected);
    this.#keys.settle();
    return { matches: found + ended.matches, total: this.#slots.size + ended.total };
  }

  /** @param {Set<Slot>} touched */
  #build(touched) {
    let made = 0;
    for (const slot of this.#waiting) {
      if ((made += 1) > mostNew) return;
      this.#waiting.delete(slot);
      const row = new TreeRow();
      this.#rows.set(slot, row);
      this.#bySlot.set(row.item, slot);
      const parent = slot.parent && this.#rows.get(slot.parent);
      (parent?.group ?? this.#list).insertBefore(row.element, this.#after(slot));
      parent?.mark(true);
      touched.add(slot);
    }
  }

  /** The element before which a place's is put. @param {Slot} slot */
  #after(slot) {
    const siblings = slot.parent?.children ?? this.#slots.roots;
    for (let i = siblings.indexOf(slot) + 1; i < siblings.length; i += 1) {
      const row = this.#rows.get(/** @type {Slot} */ (siblings[i]));
      if (row) return row.element;
    }
    return slot.parent ? null : this.#ended.element;
  }

  /** @param {Slot} slot */
  #show(slot) {
    const row = this.#rows.get(slot);
    if (!row) return;
    row.show(slot.actor);
    row.mark(slot.children.length > 0);
  }

  /** @param {Slot} slot */
  #remove(slot) {
    this.#waiting.delete(slot);
    const row = this.#rows.get(slot);
    if (!row) return;
    this.#keys.leave(row.element);
    row.element.remove();
    this.#rows.delete(slot);
  }

  /** @param {string} words @param {boolean} isChanged @returns {number} how many match */
  #search(words, isChanged) {
    const isNew = words !== this.#words;
    this.#words = words;
    const { shown, matches } = this.#slots.find(words);
    if (!isNew && !(shown && isChanged)) return matches;
    for (const [slot, { element, item }] of this.#rows) {
      element.hidden = shown !== null && !shown.has(slot);
      if (isNew && shown?.has(slot) && item.ariaExpanded !== null) item.ariaExpanded = 'true';
    }
    return matches;
  }

  /** @param {string | null} id */
  #select(id) {
    const slot = id === null ? undefined : this.#slots.of(id);
    const row = slot && this.#rows.get(slot);
    const item = row?.item ?? this.#ended.itemOf(id);
    if (item === this.#selected) return;
    if (this.#selected) setAttribute(this.#selected, 'aria-selected', 'false');
    item?.setAttribute('aria-selected', 'true');
    this.#selected = item;
  }
}
