import { make, makeButton } from './dom.js';
import { percent } from './sequence-row.js';
import { shorten } from './sequence-rows.js';
import { calls, outside } from './sequence-places.js';

/**
 * @typedef {import('./sequence-lanes.js').Lanes} Lanes
 * @typedef {import('./sequence-places.js').Place} Place
 */

/** A lane is at least as wide as so many characters of a head. */
const least = 10;
/** A character of a head with its share of the margins, in pixels. */
const characterPx = 8.5;

/** The names of the lanes, and the lines down from them. */
export class Heads {
  /** What the lanes have to share, in pixels. */
  width = 0;
  #heads;
  #lines;
  #onActor;
  /** @type {{ head: HTMLElement, place: Place | null }[]} */
  #shown = [];

  /**
   * @param {HTMLElement} heads
   * @param {HTMLElement} lines
   * @param {(id: string) => void} onActor
   */
  constructor(heads, lines, onActor) {
    this.#heads = heads;
    this.#lines = lines;
    this.#onActor = onActor;
  }

  /** Draws all of them anew. @param {Lanes} lanes */
  draw(lanes) {
    const most = Math.max(least, Math.floor(this.width / lanes.size / characterPx) - 2);
    this.#shown = lanes.list.map((place) => ({ head: this.#head(place, most), place }));
    if (lanes.others.size > 0) this.#shown.push({ head: make('span'), place: null });
    const slots = this.#shown.map(({ head }, i) => {
      const slot = make('div', 'sequence-lane');
      slot.style.left = percent(i / lanes.size);
      slot.style.width = percent(1 / lanes.size);
      slot.append(head);
      return slot;
    });
    const lines = this.#shown.map(({ place }, i) => {
      const line = make('div', place === null || isGathered(place) ? 'is-gathered' : '');
      line.style.left = percent((i + 0.5) / lanes.size);
      return line;
    });
    this.#heads.replaceChildren(...slots);
    this.#lines.replaceChildren(...lines);
  }

  /**
   * Which of them is the selected actor's, and how many share the lane of the others.
   * @param {Lanes} lanes
   * @param {Place | null} selected
   */
  mark(lanes, selected) {
    for (const { head, place } of this.#shown) {
      if (place === null) markOthers(head, lanes);
      else if (head instanceof HTMLButtonElement) {
        const isSelected = selected?.key === place.key;
        head.setAttribute('aria-pressed', String(isSelected));
      }
    }
  }

  /**
   * @param {Place} place
   * @param {number} most characters
   */
  #head(place, most) {
    const text = shorten(place.label, most);
    const isActor = place.session !== null && !place.isCall;
    const head = isActor
      ? makeButton('', text, () => place.session !== null && this.#onActor(place.session))
      : make('span', '', text);
    head.title = place.isCall ? `${place.label}, a call` : place.label;
    return head;
  }
}

/** @param {Place} place */
function isGathered(place) {
  return place.key === outside.key || place.key === calls.key;
}

/**
 * @param {HTMLElement} head
 * @param {Lanes} lanes
 */
function markOthers(head, { others }) {
  const text = `others (${others.size})`;
  if (head.textContent === text) return;
  head.textContent = text;
  head.title = [...others.values()].map(({ label }) => label).join(', ');
}
