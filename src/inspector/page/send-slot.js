import { make } from './dom.js';

/**
 * Where the menu of events to be sent stands. Most servers take none, so that it is fetched from the
 * first that does.
 */
export class SendSlot {
  element = make('div');
  #options;
  #isAsked = false;

  /** @param {Parameters<typeof import('./send.js').sendMenu>[0]} options */
  constructor(options) {
    this.#options = options;
    this.element.hidden = true;
  }

  /** @param {boolean} isShown */
  show(isShown) {
    this.element.hidden = !isShown;
    if (isShown && !this.#isAsked) void this.#fetch();
  }

  async #fetch() {
    this.#isAsked = true;
    try {
      const { sendMenu } = await import('./send.js');
      this.element.append(sendMenu(this.#options));
    } catch {
      // The server is away, as the page says; asked again when it is back.
      this.#isAsked = false;
    }
  }
}
