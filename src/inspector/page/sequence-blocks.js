import { make } from './dom.js';

/** A screen or less, for what is in view is drawn by whole blocks. */
const rowsInBlock = 20;

/**
 * The rows of the list in blocks, of which only those in view cost anything: were each row to look
 * out for itself, the browser would have as many of them to watch.
 */
export class Blocks {
  element = make('div', 'sequence-rows');

  clear() {
    this.element.replaceChildren();
  }

  /** @param {HTMLElement[]} rows */
  append(rows) {
    let from = 0;
    while (from < rows.length) {
      const last = this.element.lastElementChild;
      const room = last ? rowsInBlock - last.childElementCount : 0;
      const block = last instanceof HTMLElement && room > 0 ? last : this.#add();
      const more = rows.slice(from, from + (room > 0 ? room : rowsInBlock));
      block.append(...more);
      measure(block);
      from += more.length;
    }
  }

  /**
   * Takes the oldest away, by whole blocks: what is left of one would move all that is below it, and
   * all of that be painted anew.
   * @param {number} count so many rows at least
   * @returns {number} how many
   */
  dropFirst(count) {
    let dropped = 0;
    while (dropped < count && this.element.firstElementChild) {
      dropped += this.element.firstElementChild.childElementCount;
      this.element.firstElementChild.remove();
    }
    return dropped;
  }

  #add() {
    const block = make('div', 'sequence-block');
    block.setAttribute('role', 'none');
    this.element.append(block);
    return block;
  }
}

/** Its height is known without a look at what is in it. @param {HTMLElement} block */
function measure(block) {
  // A custom property would be inherited, and every row in it styled anew.
  block.style.height = `calc(${block.childElementCount} * var(--s-row))`;
}
