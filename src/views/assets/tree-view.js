import { make } from './elements.js';
import { clockText } from './times.js';

/** @typedef {import('./actors.js').Actor} Actor */
/**
 * @typedef {object} Node
 * @property {HTMLLIElement} item
 * @property {HTMLElement} name
 * @property {HTMLElement} state
 * @property {HTMLElement} subject
 * @property {HTMLTimeElement} time
 * @property {HTMLUListElement} children
 * @property {string} text what the filter looks in
 * @property {string | null} parent
 */

/** The actor tree in the page: one item an actor, each touched only when its actor has changed. */
export class TreeView {
  /** @type {Map<string, Node>} */
  #nodes = new Map();
  #root;
  #onSelect;

  /**
   * @param {HTMLUListElement} root
   * @param {(id: string) => void} onSelect
   */
  constructor(root, onSelect) {
    this.#root = root;
    this.#onSelect = onSelect;
    root.replaceChildren();
  }

  /**
   * @param {Map<string, Actor>} actors
   * @param {Set<string> | null} changed null for all
   * @param {boolean} calls whether invoked promises and callbacks are shown too
   */
  draw(actors, changed, calls) {
    for (const id of changed ?? new Set([...this.#nodes.keys(), ...actors.keys()])) {
      const actor = actors.get(id);
      if (actor && (actor.machine || calls)) this.#show(actor);
      else this.#remove(id);
    }
  }

  /**
   * Hides what neither matches nor leads to a match.
   * @param {string} words lower case; empty shows all
   * @returns {boolean} whether anything is left
   */
  filter(words) {
    if (!words) {
      for (const { item } of this.#nodes.values()) item.hidden = false;
      return this.#nodes.size > 0;
    }
    const shown = new Set();
    for (const [id, { text }] of this.#nodes) {
      if (!text.includes(words)) continue;
      /** @type {string | null} */
      let at = id;
      while (at !== null && !shown.has(at)) {
        shown.add(at);
        at = this.#nodes.get(at)?.parent ?? null;
      }
    }
    for (const [id, { item }] of this.#nodes) item.hidden = !shown.has(id);
    return shown.size > 0;
  }

  /** @param {Actor} actor */
  #show(actor) {
    const node = this.#nodes.get(actor.id) ?? this.#add(actor);
    setText(node.name, actor.name);
    setText(node.state, actor.state);
    node.state.dataset['tone'] = actor.tone;
    setText(node.subject, actor.subject);
    setText(node.time, clockText(actor.since));
    node.text = `${actor.name} ${actor.state} ${actor.subject} ${actor.id}`.toLowerCase();
  }

  /** @param {Actor} actor */
  #add({ id, parent }) {
    const button = make('button', 'actor');
    button.type = 'button';
    button.addEventListener('click', () => this.#onSelect(id));
    const node = {
      item: make('li'),
      name: make('b'),
      state: make('span', 'state'),
      subject: make('span', 'subject'),
      time: make('time'),
      children: make('ul'),
      text: '',
      parent,
    };
    button.append(node.name, node.state, node.subject, node.time);
    node.item.append(button, node.children);
    (this.#nodes.get(parent ?? '')?.children ?? this.#root).append(node.item);
    this.#nodes.set(id, node);
    return node;
  }

  /** @param {string} id */
  #remove(id) {
    this.#nodes.get(id)?.item.remove();
    this.#nodes.delete(id);
  }
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
