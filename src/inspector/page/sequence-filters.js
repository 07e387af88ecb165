import { make, setText } from './dom.js';
import { KindsMenu } from './sequence-kinds.js';
import { shorten } from './sequence-rows.js';

/** @typedef {import('./sequence-rows.js').Scope} Scope */

const longest = 24;

/** The row of filters above the diagram. */
export class Filters {
  element = make('div', 'sequence-filters');
  #scope = make('select');
  #housekeeping = make('input');
  #timers = make('input');
  #hidden = make('span', 'sequence-hidden');
  #kinds;
  /** @type {Record<'own' | 'children', HTMLOptionElement>} */
  #ofActor = { own: make('option'), children: make('option') };
  /** What the person chose; null: nothing yet. @type {Scope | null} */
  #chosen = null;

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#kinds = new KindsMenu(onChange);
    const all = make('option', '', 'Events of all machines');
    all.value = 'all';
    for (const scope of /** @type {const} */ (['own', 'children'])) {
      this.#ofActor[scope].value = scope;
    }
    this.#scope.setAttribute('aria-label', 'Whose events');
    this.#scope.append(this.#ofActor.own, this.#ofActor.children, all);
    this.#scope.addEventListener('change', () => {
      this.#chosen = /** @type {Scope} */ (this.#scope.value);
      onChange();
    });
    const housekeeping = makeSwitch(this.#housekeeping, 'Housekeeping', onChange);
    housekeeping.title = 'That actors start and stop, and that calls end';
    const timers = makeSwitch(this.#timers, 'Timers', onChange);
    timers.title = 'What actors send themselves when a clock runs out, such as for the next poll';
    timers.append(this.#hidden);
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', 'Filters of the sequence');
    this.element.append(this.#scope, this.#kinds.element, housekeeping, timers);
    this.name(null);
  }

  /** Whose events are shown while this actor is selected. @param {string | null} selected @returns {Scope} */
  scope(selected) {
    return selected === null ? 'all' : (this.#chosen ?? 'children');
  }

  get housekeeping() {
    return this.#housekeeping.checked;
  }

  get timers() {
    return this.#timers.checked;
  }

  /** @returns {ReadonlySet<string>} */
  get without() {
    return this.#kinds.without;
  }

  /** The selected actor, by its name; null: none is. @param {string | null} name */
  name(name) {
    const { own, children } = this.#ofActor;
    const shown = name === null ? 'the selected actor' : shorten(name, longest);
    setText(own, `Events of ${shown}`);
    setText(children, `Events of ${shown} and its children`);
    own.disabled = children.disabled = name === null;
    this.#scope.value = this.scope(name);
  }

  /** @param {{ kinds: ReadonlyMap<string, number>, timers: number }} seen `timers`: those hidden */
  count({ kinds, timers }) {
    this.#kinds.show(kinds);
    setText(this.#hidden, timers > 0 ? `${timers.toLocaleString('en')} hidden` : '');
  }

  /** Everything is shown, but for the calls, whose switch is the page's. */
  reset() {
    this.#chosen = 'all';
    this.#scope.value = 'all';
    this.#housekeeping.checked = true;
    this.#timers.checked = true;
    this.#kinds.reset();
  }
}

/** @param {HTMLInputElement} box @param {string} text @param {() => void} onChange */
function makeSwitch(box, text, onChange) {
  box.type = 'checkbox';
  box.addEventListener('change', onChange);
  const label = make('label', 'sequence-switch');
  label.append(box, make('span', '', text));
  return label;
}
