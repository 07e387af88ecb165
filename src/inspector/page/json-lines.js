import { make } from './dom.js';

/** Some more than fit the pane, for what is in view is coloured by whole blocks. */
const linesInBlock = 25;

/** Each coloured word is an element: nothing that is out of view is coloured where this is told. */
const isTold = 'oncontentvisibilityautostatechange' in HTMLElement.prototype;

/**
 * The lines of a JSON text in blocks: only those are touched that have changed, and only those in
 * view have colours.
 */
export class JsonLines {
  #root;
  /** @type {Block[]} */
  #blocks = [];

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** @param {string[]} lines */
  show(lines) {
    const count = Math.ceil(lines.length / linesInBlock);
    for (const { element } of this.#blocks.splice(count)) element.remove();
    while (this.#blocks.length < count) {
      const block = new Block();
      this.#blocks.push(block);
      this.#root.append(block.element);
    }
    for (const [i, block] of this.#blocks.entries()) {
      block.show(lines.slice(i * linesInBlock, (i + 1) * linesInBlock));
    }
    // What is in view is cut at the block's edge, and what is not has no width of its own.
    const widest = Math.max(...lines.map(columnsOf));
    this.#root.style.setProperty('--columns', String(widest));
  }
}

class Block {
  element = make('span', 'i-json-block');
  #text = '';
  #isInView = !isTold;

  constructor() {
    this.element.addEventListener('contentvisibilityautostatechange', (event) => {
      const isInView = !(/** @type {ContentVisibilityAutoStateChangeEvent} */ (event).skipped);
      if (isInView === this.#isInView) return;
      this.#isInView = isInView;
      if (isInView) this.#write();
    });
  }

  /** @param {string[]} lines */
  show(lines) {
    const text = `${lines.join('\n')}\n`;
    if (text === this.#text) return;
    this.#text = text;
    this.element.style.setProperty('--lines', String(lines.length));
    this.#write();
  }

  #write() {
    if (this.#isInView) this.element.replaceChildren(...coloured(this.#text));
    else this.element.textContent = this.#text;
  }
}

/** How wide a line is at most, in characters of the usual width. @param {string} line */
function columnsOf(line) {
  let columns = line.length;
  // Those of many scripts are twice as wide.
  for (const character of line) if (character > '\u1100') columns += 1;
  return columns;
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** @param {string} json */
function coloured(json) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let from = 0;
  for (const match of json.matchAll(token)) {
    const [whole, string, colon] = match;
    const kind = string === undefined ? 'i-literal' : colon === undefined ? 'i-string' : 'i-key';
    parts.push(json.slice(from, match.index), make('span', kind, string ?? whole));
    from = match.index + (string ?? whole).length;
  }
  parts.push(json.slice(from));
  return parts;
}
