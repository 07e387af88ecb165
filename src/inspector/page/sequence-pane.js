import { make, makeButton } from './dom.js';

/**
 * @typedef {import('./sequence.js').View} View
 * @typedef {import('./store.js').Store} Store
 */

/** Where the sequence diagram stands. Its modules are many, and fetched when it is first looked at. */
export class SequencePane {
  #root;
  #options;
  /** @type {import('./sequence.js').SequenceView | null} */
  #view = null;
  #isAsked = false;
  /** What to draw as soon as they have come. @type {[store: Store, view: View] | null} */
  #wanted = null;

  /** @param {HTMLElement} root @param {import('./sequence.js').Options} options */
  constructor(root, options) {
    this.#root = root;
    this.#options = options;
  }

  /** Called while it is looked at, see `SequenceView`. @param {Store} store @param {View} view */
  draw(store, view) {
    if (this.#view) return this.#view.draw(store, view);
    this.#wanted = [store, view];
    if (!this.#isAsked) void this.#fetch();
  }

  /** Draws some more of what `draw` was told, see `onBehind`. */
  goOn() {
    this.#view?.goOn();
  }

  async #fetch() {
    this.#isAsked = true;
    this.#root.replaceChildren();
    try {
      const { SequenceView } = await import('./sequence.js');
      this.#view = new SequenceView(this.#root, this.#options);
      if (this.#wanted) this.#view.draw(...this.#wanted);
      this.#wanted = null;
    } catch {
      this.#fail();
    }
  }

  #fail() {
    const blank = make('div', 'i-blank');
    const again = makeButton('', 'Try again', () => void this.#fetch());
    blank.append(make('p', '', 'The sequence could not be loaded.'), again);
    this.#root.replaceChildren(blank);
  }
}
