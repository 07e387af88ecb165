import { make, makeButton, setText } from './dom.js';

/** Beyond this it is shown without colours, in characters: each coloured word is an element. */
const mostColoured = 30_000;
/** How long a button says that it was done, in milliseconds. */
const thanksMs = 1_500;

/** A value in full, as JSON: coloured, to be scrolled and copied. */
export class JsonBlock {
  element = make('section', 'i-json');
  #pre = make('pre');
  #text = '';

  /** @param {string} title */
  constructor(title) {
    const head = make('h3', '', title);
    this.#pre.tabIndex = 0;
    this.#pre.setAttribute('role', 'region');
    this.#pre.setAttribute('aria-label', title);
    const bar = make('div', 'i-json-head');
    bar.append(head);
    // Browsers keep it from pages that came over an open line.
    if (navigator.clipboard) bar.append(copyButton(title, () => this.#text));
    this.element.append(bar, this.#pre);
  }

  /** @param {unknown} value */
  show(value) {
    const text = JSON.stringify(value, null, 2) ?? String(value);
    // What a person has marked would be taken out of their hands.
    if (text === this.#text || this.#isMarked()) return;
    this.#text = text;
    if (text.length > mostColoured) this.#pre.textContent = text;
    else this.#pre.replaceChildren(...coloured(text));
  }

  #isMarked() {
    const selection = getSelection();
    return selection?.isCollapsed === false && selection.containsNode(this.#pre, true);
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
