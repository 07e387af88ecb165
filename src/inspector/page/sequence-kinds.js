import { make, makeButton, setText } from './dom.js';
import { eventText } from './event-text.js';

/**
 * What an event's type says beyond its text: the state that a clock or a nameless call belongs to,
 * which begins with the machine's name.
 */
const origin = /^xstate\.(?:after\.[^.]+\.|(?:done|error)\.(?:state\.|actor\.\d+\.))(.+)$/;

/** The list of the kinds of events seen, of which each can be left out, behind a button. */
export class KindsMenu {
  element = make('details', 'sequence-kinds');
  /** Those left out. @type {Set<string>} */
  without = new Set();
  #summary = make('summary');
  #list = make('div', 'sequence-kinds-list');
  /** @type {Map<string, { label: HTMLElement, box: HTMLInputElement, text: HTMLElement, count: HTMLElement }>} */
  #items = new Map();
  /** @type {ReadonlyMap<string, number>} */
  #kinds = new Map();
  #onChange;

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
    const panel = make('div', 'sequence-kinds-panel');
    const deeds = make('div', 'sequence-kinds-deeds');
    deeds.append(
      makeButton('', 'All', () => this.#checkAll(true)),
      makeButton('', 'None', () => this.#checkAll(false)),
    );
    this.#list.setAttribute('role', 'group');
    this.#list.setAttribute('aria-label', 'Types of events');
    panel.append(deeds, this.#list);
    this.element.append(this.#summary, panel);
    this.element.addEventListener('toggle', () => this.#draw());
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.element.open) return;
      event.stopPropagation();
      this.element.open = false;
      this.#summary.focus();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.element.contains(target)) this.element.open = false;
    });
    this.#name();
  }

  /** @param {ReadonlyMap<string, number>} kinds how often each was seen */
  show(kinds) {
    this.#kinds = kinds;
    if (this.element.open) this.#draw();
  }

  /** All are shown again. */
  reset() {
    this.#checkAll(true);
  }

  #draw() {
    const fresh = [...this.#kinds.keys()].filter((kind) => !this.#items.has(kind));
    for (const kind of fresh) this.#add(kind);
    if (fresh.length > 0) this.#arrange();
    for (const [kind, { count }] of this.#items) {
      setText(count, (this.#kinds.get(kind) ?? 0).toLocaleString('en'));
    }
  }

  /** @param {string} kind */
  #add(kind) {
    const label = make('label');
    const box = make('input');
    const text = make('span', 'sequence-kind');
    const count = make('span', 'sequence-count');
    box.type = 'checkbox';
    box.checked = !this.without.has(kind);
    box.addEventListener('change', () => this.#check(kind, box.checked));
    label.title = kind;
    label.append(box, text, count);
    this.#items.set(kind, { label, box, text, count });
  }

  /** Named so that no two are the same, and in the order of their names. */
  #arrange() {
    const names = namesOf([...this.#items.keys()]);
    const items = [...this.#items].map(([kind, item]) => ({
      ...item,
      name: names.get(kind) ?? kind,
    }));
    items.sort((one, other) => compare(one.name, other.name));
    for (const [i, { label, text, name }] of items.entries()) {
      setText(text, name);
      // One that stands there already keeps the focus.
      const there = this.#list.children[i];
      if (there !== label) this.#list.insertBefore(label, there ?? null);
    }
  }

  /**
   * @param {string} kind
   * @param {boolean} isShown
   */
  #check(kind, isShown) {
    if (isShown) this.without.delete(kind);
    else this.without.add(kind);
    this.#name();
    this.#onChange();
  }

  /** @param {boolean} areShown */
  #checkAll(areShown) {
    this.#draw();
    this.without = new Set(areShown ? [] : this.#items.keys());
    for (const { box } of this.#items.values()) box.checked = areShown;
    this.#name();
    this.#onChange();
  }

  #name() {
    const { size } = this.without;
    setText(this.#summary, size === 0 ? 'Types' : `Types (${size} hidden)`);
  }
}

const { compare } = new Intl.Collator('en', { numeric: true });

/**
 * Kinds in plain words, with the machine where two would read the same, or with the whole state where
 * both are of one machine.
 * @param {string[]} kinds
 * @returns {Map<string, string>} by kind
 */
export function namesOf(kinds) {
  let names = new Map(kinds.map((kind) => [kind, eventText(kind)]));
  for (const depth of [1, Infinity]) {
    const all = [...names.values()];
    const shared = new Set(all.filter((name, i) => all.indexOf(name) !== i));
    names = new Map(
      [...names].map(([kind, name]) => {
        const place = origin.exec(kind)?.[1]?.split('.').slice(0, depth).join('.');
        return [kind, !shared.has(name) || !place ? name : `${eventText(kind)} · ${place}`];
      }),
    );
  }
  return names;
}
