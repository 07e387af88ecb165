import { setAttribute } from './dom.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Writes on the labels of delayed transitions how long it is until they are taken. */
export class Countdown {
  /** Labels by the event that their clock sends. @type {Map<string, Element[]>} */
  #labels = new Map();
  /** What is written behind a label now. @type {Map<Element, SVGTextElement>} */
  #written = new Map();
  /** How wide the pills behind labels are without it. @type {Map<Element, string>} */
  #widths = new Map();
  /** What labels are called without it. @type {WeakMap<Element, string>} */
  #names = new WeakMap();
  /** How wide a character of it is, all being equally wide; 0: not known yet. */
  #advance = 0;
  /** @type {import('./store.js').Timer[]} */
  #timers = [];
  #now = Date.now;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #interval;

  constructor() {
    document.addEventListener('visibilitychange', () => this.#run());
  }

  /** Another drawing. @param {SVGSVGElement | null} svg */
  show(svg) {
    this.#labels.clear();
    this.#written.clear();
    this.#widths.clear();
    this.#advance = 0;
    this.set([], Date.now);
    for (const label of svg?.querySelectorAll('.label-line[data-delay]') ?? []) {
      const event = label.getAttribute('data-event') ?? '';
      const others = this.#labels.get(event);
      if (others) others.push(label);
      else this.#labels.set(event, [label]);
    }
  }

  /** @param {import('./store.js').Timer[]} timers @param {() => number} now the clock of `due` */
  set(timers, now) {
    this.#timers = timers;
    this.#now = now;
    this.#run();
  }

  #run() {
    const isNeeded = this.#timers.length > 0 && !document.hidden;
    if (isNeeded) this.#interval ??= setInterval(() => this.#write(), 1_000);
    else {
      clearInterval(this.#interval);
      this.#interval = undefined;
    }
    if (!document.hidden) this.#write();
  }

  #write() {
    const now = this.#now();
    const running = new Set();
    for (const { event, due } of this.#timers) {
      for (const label of this.#labels.get(event) ?? []) {
        if (running.has(label)) continue;
        running.add(label);
        const text = this.#written.get(label) ?? this.#append(label);
        const words = `\u00a0· ${remainingText(due - now)}`;
        if (text.textContent === words) continue;
        text.textContent = words;
        this.#name(label, words);
        this.#widen(label, text);
      }
    }
    for (const [label, text] of this.#written) {
      if (running.has(label)) continue;
      text.remove();
      this.#written.delete(label);
      this.#name(label, '');
      this.#narrow(label);
    }
  }

  /**
   * The pill behind a label reaches as far as what is written; the drawing keeps that room free.
   * @param {Element} label
   * @param {SVGTextElement} text
   */
  #widen(label, text) {
    const pill = label.querySelector('rect.label-back');
    const first = label.querySelector('text');
    if (!pill || !first) return;
    const own = this.#widths.get(pill) ?? pill.getAttribute('width') ?? '0';
    this.#widths.set(pill, own);
    const left = Number(pill.getAttribute('x') ?? 0);
    const padding = Number(first.getAttribute('x') ?? 0) - left;
    const end = Number(text.getAttribute('x') ?? 0) + this.#lengthOf(text) + padding;
    setAttribute(pill, 'width', String(Math.max(Number(own), Math.ceil(end - left))));
  }

  /** Measured once, for to measure has the browser lay the page out. @param {SVGTextElement} text */
  #lengthOf(text) {
    const characters = text.textContent.length;
    if (this.#advance === 0 && characters > 0)
      this.#advance = text.getComputedTextLength() / characters;
    return this.#advance * characters;
  }

  /** @param {Element} label */
  #narrow(label) {
    const pill = label.querySelector('rect.label-back');
    const own = pill && this.#widths.get(pill);
    if (pill && own !== undefined) setAttribute(pill, 'width', own);
  }

  /** What can be read of a label is part of its name. @param {Element} label @param {string} words */
  #name(label, words) {
    const name = this.#names.get(label) ?? label.getAttribute('aria-label');
    if (name === null) return;
    this.#names.set(label, name);
    label.setAttribute('aria-label', name + words);
  }

  /** A text of its own: the label's is stretched to the width that the server measured. @param {Element} label */
  #append(label) {
    const written = document.createElementNS(svgNamespace, 'text');
    written.setAttribute('class', 'countdown');
    const first = label.querySelector('text');
    if (first) {
      written.setAttribute('x', String(endOf(first)));
      written.setAttribute('y', first.getAttribute('y') ?? '0');
    }
    label.append(written);
    this.#written.set(label, written);
    return written;
  }
}

/** @param {SVGTextElement} text */
function endOf(text) {
  const width = Number(text.getAttribute('textLength')) || text.getComputedTextLength();
  return Number(text.getAttribute('x') ?? 0) + width;
}

/**
 * @param {number} ms
 * @returns {string} `0:07`, or in whole hours or days when that is long; `due` when nothing remains
 */
export function remainingText(ms) {
  if (ms <= 0) return 'due';
  const seconds = Math.ceil(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  const hours = Math.round(minutes / 60);
  return hours < 100 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}
