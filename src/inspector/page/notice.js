import { make, setText } from './dom.js';

/** @typedef {{ text: string, href: string }} Lead */

/** What a person should know of all that is shown: a line for each matter, as long as it holds. */
export class Notice {
  element = make('div', 'i-notice');
  /** @type {Map<string, { line: HTMLElement, words: HTMLElement, link: HTMLAnchorElement }>} */
  #lines = new Map();

  constructor() {
    this.element.hidden = true;
  }

  /**
   * @param {string} matter
   * @param {string} text empty: there is nothing to say of it any more
   * @param {Lead | null} [lead] what to do about it
   */
  say(matter, text, lead = null) {
    if (text === '' && !this.#lines.has(matter)) return;
    const { line, words, link } = this.#lines.get(matter) ?? this.#add(matter);
    setText(words, text);
    line.hidden = text === '';
    link.hidden = lead === null;
    setText(link, lead?.text ?? '');
    if (lead) link.href = lead.href;
    this.element.hidden = [...this.#lines.values()].every((one) => one.line.hidden);
  }

  /** @param {string} matter */
  #add(matter) {
    const line = make('p');
    const words = make('span');
    const link = make('a');
    line.append(words, ' ', link);
    this.element.append(line);
    const added = { line, words, link };
    this.#lines.set(matter, added);
    return added;
  }
}
