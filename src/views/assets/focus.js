import { focusRow } from './keys.js';

/** When the row that has the focus goes, whoever works by keyboard goes on in the next one. */
export function keepPlace() {
  /** @type {{ row: Element, heirs: Element[] } | null} */
  let place = null;
  document.addEventListener('htmx:beforeSwap', () => {
    const row = document.activeElement?.closest('[data-row]');
    place = row ? { row, heirs: heirsOf(row) } : null;
  });
  document.addEventListener('htmx:afterSwap', () => {
    if (!place || place.row.isConnected) return;
    const heir = place.heirs.find((other) => other.isConnected);
    place = null;
    if (heir instanceof HTMLElement) focusRow(heir);
    else document.getElementById('main')?.focus();
  });
}

/**
 * The rows behind it and then those before it, nearest first: several may go at once, and a page may
 * have more than one list.
 * @param {Element} row
 */
function heirsOf(row) {
  const all = [...document.querySelectorAll('[data-row]')];
  const at = all.indexOf(row);
  return [...all.slice(at + 1), ...all.slice(0, at).toReversed()];
}
