import { make, makeButton, setText } from './dom.js';

/** A list of what is known of a thing, whose lines come and go with what there is to say. */
export class Facts {
  element = make('dl', 'i-facts');
  /** @type {Map<string, { line: HTMLElement, value: HTMLElement }>} */
  #lines = new Map();
  /** Where the lines lead that lead somewhere. @type {Map<string, () => void>} */
  #goals = new Map();

  /** @param {string} term @param {string | null | undefined} text empty: no line */
  say(term, text) {
    const { line, value } = this.#lineOf(term);
    line.hidden = !text;
    setText(value, text ?? '');
  }

  /**
   * A line whose value leads somewhere; the address is asked for when it is clicked.
   * @param {string} term
   * @param {string | null} text null: no line
   * @param {() => void} onClick
   */
  link(term, text, onClick) {
    const { line, value } = this.#lineOf(term);
    line.hidden = text === null;
    const isNew = !this.#goals.has(term);
    this.#goals.set(term, onClick);
    if (isNew) value.replaceChildren(makeButton('i-link', '', () => this.#goals.get(term)?.()));
    setText(value.firstElementChild ?? value, text ?? '');
  }

  /** @param {string} term */
  #lineOf(term) {
    let known = this.#lines.get(term);
    if (!known) {
      const line = make('div');
      const value = make('dd');
      line.append(make('dt', '', term), value);
      this.element.append(line);
      this.#lines.set(term, (known = { line, value }));
    }
    return known;
  }
}

/** @typedef {{ text: string, more?: string, onClick?: () => void }} Link */

/** A list of things to go to, under a heading; not there while it is empty. */
export class Links {
  element = make('section', 'i-links');
  #list = make('ul');
  #rest = make('p', 'i-quiet');
  /** @type {{ item: HTMLElement, button: HTMLButtonElement, more: HTMLElement }[]} */
  #rows = [];
  /** @type {Link[]} */
  #links = [];
  #most;

  /** @param {string} title @param {number} [most] how many are listed */
  constructor(title, most = 30) {
    this.#most = most;
    this.element.append(make('h3', '', title), this.#list, this.#rest);
    this.element.hidden = true;
  }

  /** @param {Link[]} links */
  show(links) {
    this.element.hidden = links.length === 0;
    const rest = links.length - this.#most;
    this.#rest.hidden = rest <= 0;
    setText(this.#rest, rest > 0 ? `and ${rest.toLocaleString('en')} more` : '');
    const shown = links.slice(0, this.#most);
    this.#links = shown;
    while (this.#rows.length < shown.length) this.#add();
    for (const [i, { item, button, more }] of this.#rows.entries()) {
      const link = shown[i];
      item.hidden = !link;
      if (!link) continue;
      setText(button, link.text);
      button.disabled = !link.onClick;
      setText(more, link.more ?? '');
    }
  }

  #add() {
    const item = make('li');
    const at = this.#rows.length;
    const button = makeButton('i-link', '', () => this.#links[at]?.onClick?.());
    const more = make('span', 'i-quiet');
    item.append(button, ' ', more);
    this.#list.append(item);
    this.#rows.push({ item, button, more });
  }
}
