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
    this.#housekeeping.type = 'checkbox';
    this.#housekeeping.addEventListener('change', onChange);
    const label = make('label', 'sequence-switch');
    label.title = 'That actors start and stop, and that calls end';
    label.append(this.#housekeeping, make('span', '', 'Housekeeping'));
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', 'Filters of the sequence');
    this.element.append(this.#scope, this.#kinds.element, label);
    this.name(null);
  }

  /** Whose events are shown while this actor is selected. @param {string | null} selected @returns {Scope} */
  scope(selected) {
    return selected === null ? 'all' : (this.#chosen ?? 'children');
  }

  get housekeeping() {
    return this.#housekeeping.checked;
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

  /** @param {ReadonlyMap<string, number>} kinds */
  count(kinds) {
    this.#kinds.show(kinds);
  }

  /** Everything is shown, but for the calls, whose switch is the page's. */
  reset() {
    this.#chosen = 'all';
    this.#scope.value = 'all';
    this.#housekeeping.checked = true;
    this.#kinds.reset();
  }
}
