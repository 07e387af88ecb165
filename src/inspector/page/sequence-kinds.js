import { make, makeButton, setText } from './dom.js';
import { eventText } from './event-text.js';

/** The list of the kinds of events seen, of which each can be left out, behind a button. */
export class KindsMenu {
  element = make('details', 'sequence-kinds');
  /** Those left out. @type {Set<string>} */
  without = new Set();
  #summary = make('summary');
  #list = make('div', 'sequence-kinds-list');
  /** @type {Map<string, { box: HTMLInputElement, count: HTMLElement }>} */
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
    for (const kind of this.#kinds.keys()) if (!this.#items.has(kind)) this.#add(kind);
    for (const [kind, { count }] of this.#items) {
      setText(count, (this.#kinds.get(kind) ?? 0).toLocaleString('en'));
    }
  }

  /** @param {string} kind */
  #add(kind) {
    const label = make('label');
    const box = make('input');
    const text = make('span', 'sequence-kind', eventText(kind));
    const count = make('span', 'sequence-count');
    box.type = 'checkbox';
    box.checked = !this.without.has(kind);
    box.addEventListener('change', () => this.#check(kind, box.checked));
    label.title = kind;
    label.append(box, text, count);
    this.#items.set(kind, { box, count });
    const next = [...this.#list.children].find(
      (item) => (item.textContent ?? '') > eventText(kind),
    );
    this.#list.insertBefore(label, next ?? null);
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
