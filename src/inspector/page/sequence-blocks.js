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

  /** @param {number} count how many rows, the oldest first */
  dropFirst(count) {
    let left = count;
    while (left > 0) {
      const block = this.element.firstElementChild;
      if (!(block instanceof HTMLElement)) return;
      const all = block.childElementCount;
      if (all <= left) block.remove();
      else {
        for (const row of [...block.children].slice(0, left)) row.remove();
        measure(block);
      }
      left -= all;
    }
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
  block.style.setProperty('--rows', String(block.childElementCount));
}
