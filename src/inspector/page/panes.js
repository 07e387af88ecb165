import { make, makeButton, setAttribute } from './dom.js';

/** @typedef {'actors' | 'chart' | 'sequence'} Pane */

/** Below this the actors are a tab of their own; the stylesheet has the same. */
const narrow = matchMedia('(max-width: 46rem)');

/** The parts of the page and where they stand: beside each other, or behind tabs. */
export class Panes {
  element = make('div', 'i-panes');
  actors = make('section', 'i-side');
  head = make('header', 'i-head');
  chart = make('section', 'i-stage');
  sequence = make('section', 'i-stage');
  detail = make('div', 'i-detail-body');
  #drawer = make('aside', 'i-detail');
  #tabs = make('div', 'i-tabs');
  #toggle;
  #wide;
  #onView;
  /** @type {Map<Pane, HTMLButtonElement>} */
  #buttons = new Map();
  /** @type {'chart' | 'sequence'} */
  #view = 'chart';
  #isAside = false;

  /** @param {{ onView: (view: 'chart' | 'sequence') => void }} options a person chose one */
  constructor({ onView }) {
    this.#onView = onView;
    this.#toggle = makeButton('i-details', 'Details', () => this.openDetail(!this.isDetailOpen));
    this.#toggle.setAttribute('aria-controls', 'i-detail');
    this.#toggle.setAttribute('aria-expanded', 'false');
    this.#wide = makeButton('i-wide', 'Wide', () => this.#widen());
    this.#wide.setAttribute('aria-pressed', 'false');
    this.#wide.title = 'Room for the drawing alone';
    this.#buildTabs();
    this.#buildDrawer();
    this.actors.setAttribute('aria-label', 'Machines and actors');
    this.element.append(
      this.actors,
      this.#tabs,
      this.head,
      this.chart,
      this.sequence,
      this.#drawer,
    );
    narrow.addEventListener('change', () => this.#show());
    this.#show();
  }

  /** Goes to the actors, where they are not in view anyway. */
  aside() {
    this.#isAside = true;
    this.#show();
  }

  /** @param {'chart' | 'sequence'} view */
  show(view) {
    const hadFocus = this.actors.contains(document.activeElement);
    this.#view = view;
    this.#isAside = false;
    this.#show();
    if (hadFocus && !this.actors.checkVisibility()) this.#buttons.get(view)?.focus();
  }

  get isDetailOpen() {
    return this.#drawer.hasAttribute('data-open');
  }

  /** Where there is room for it, it is always open. @param {boolean} isOpen */
  openDetail(isOpen) {
    const hadFocus = this.#drawer.contains(document.activeElement);
    this.#drawer.toggleAttribute('data-open', isOpen);
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen && hadFocus && this.#toggle.checkVisibility()) this.#toggle.focus();
  }

  #buildTabs() {
    const panes = /** @type {const} */ ([
      ['actors', 'Actors', this.actors],
      ['chart', 'Chart', this.chart],
      ['sequence', 'Sequence', this.sequence],
    ]);
    const list = make('div', 'i-tablist');
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', 'Views');
    list.addEventListener('keydown', (event) => this.#onKey(event));
    for (const [name, text, pane] of panes) {
      pane.id = `i-${name}`;
      const button = makeButton('', text, () => this.#choose(name));
      button.id = `i-tab-${name}`;
      button.setAttribute('role', 'tab');
      button.setAttribute('aria-controls', pane.id);
      if (name !== 'actors') {
        pane.setAttribute('role', 'tabpanel');
        pane.setAttribute('aria-labelledby', button.id);
      }
      this.#buttons.set(name, button);
      list.append(button);
    }
    const switches = make('div', 'i-switches');
    switches.append(this.#toggle, this.#wide);
    this.#tabs.append(list, switches);
  }

  /** The drawing alone, or again what stands beside it. */
  #widen() {
    const isWide = this.element.toggleAttribute('data-wide');
    this.#wide.setAttribute('aria-pressed', String(isWide));
    if (isWide) this.openDetail(false);
  }

  #buildDrawer() {
    this.#drawer.id = 'i-detail';
    this.#drawer.setAttribute('aria-label', 'Details');
    const close = makeButton('i-plain i-close', '×', () => this.openDetail(false));
    close.setAttribute('aria-label', 'Close the details');
    this.#drawer.append(close, this.detail);
    this.#drawer.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.isDetailOpen) return;
      event.preventDefault();
      this.openDetail(false);
    });
  }

  /** @param {Pane} name */
  #choose(name) {
    if (name === 'actors') return this.aside();
    const isOther = name !== this.#view;
    this.show(name);
    if (isOther) this.#onView(name);
  }

  #show() {
    const now = this.#isAside && narrow.matches ? 'actors' : this.#view;
    this.element.dataset['pane'] = now;
    for (const [name, button] of this.#buttons) {
      setAttribute(button, 'aria-selected', String(name === now));
      setAttribute(button, 'tabindex', name === now ? '0' : '-1');
    }
    this.chart.hidden = now !== 'chart';
    this.sequence.hidden = now !== 'sequence';
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const shown = [...this.#buttons].filter(([, button]) => button.checkVisibility());
    const at = shown.findIndex(([, button]) => button === event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const [name, button] = shown[(to + shown.length) % shown.length] ?? [];
    if (!name) return;
    this.#choose(name);
    button?.focus();
  }
}
