import { make, makeButton, setText } from './dom.js';
import { JsonLines } from './json-lines.js';

/** Nobody reads a text that changes more often, in milliseconds. */
const everyMs = 1_000;
/** How long a button says that it was done, in milliseconds. */
const thanksMs = 1_500;

/** Kept, for to ask the selection itself has the browser lay the page out. */
let isAnyMarked = false;
document.addEventListener('selectionchange', () => {
  isAnyMarked = getSelection()?.isCollapsed === false;
});

/** A value in full, as JSON: coloured, to be scrolled and copied. */
export class JsonBlock {
  element = make('section', 'i-json');
  #pre = make('pre');
  #text = '';
  #lines;
  /** @type {unknown} */
  #value;
  #drawnAt = -everyMs;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /** @param {string} title */
  constructor(title) {
    const head = make('h3', '', title);
    this.#lines = new JsonLines(this.#pre);
    this.#pre.tabIndex = 0;
    this.#pre.setAttribute('role', 'region');
    this.#pre.setAttribute('aria-label', title);
    const bar = make('div', 'i-json-head');
    bar.append(head);
    // Browsers keep it from pages that came over an open line.
    if (navigator.clipboard) bar.append(copyButton(title, () => this.#text));
    this.element.append(bar, this.#pre);
  }

  /** @param {unknown} value which does not change in itself; soon, if another was shown just now */
  show(value) {
    if (value === this.#value && this.#text !== '') return;
    this.#value = value;
    const wait = this.#drawnAt + everyMs - performance.now();
    if (wait <= 0) this.#draw();
    else this.#later ??= setTimeout(() => this.#draw(), wait);
  }

  #draw() {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#drawnAt = performance.now();
    // What a person has marked would be taken out of their hands.
    if (this.#isMarked()) this.#later = setTimeout(() => this.#draw(), everyMs);
    else this.#write(JSON.stringify(this.#value, null, 2) ?? String(this.#value));
  }

  /** @param {string} text */
  #write(text) {
    if (text === this.#text) return;
    this.#text = text;
    this.#lines.show(text.split('\n'));
  }

  #isMarked() {
    return isAnyMarked && getSelection()?.containsNode(this.#pre, true) === true;
  }
}

/** @param {string} title @param {() => string} textOf */
function copyButton(title, textOf) {
  const button = makeButton('i-plain', 'Copy', async () => {
    const isDone = await navigator.clipboard.writeText(textOf()).then(
      () => true,
      () => false,
    );
    setText(button, isDone ? 'Copied' : 'Not allowed');
    setTimeout(() => setText(button, 'Copy'), thanksMs);
  });
  button.setAttribute('aria-label', `Copy: ${title}`);
  return button;
}
