import { focusRow } from './keys.js';

/** When the row that has the focus goes, whoever works by keyboard goes on in the next one. */
export function keepPlace() {
  /** @type {{ row: Element, heirs: (Element | null)[] } | null} */
  let place = null;
  document.addEventListener('htmx:beforeSwap', () => {
    const row = document.activeElement?.closest('[data-row]');
    place = row ? { row, heirs: [row.nextElementSibling, row.previousElementSibling] } : null;
  });
  document.addEventListener('htmx:afterSwap', () => {
    if (!place || place.row.isConnected) return;
    const heir = place.heirs.find((other) => other?.isConnected);
    place = null;
    if (heir instanceof HTMLElement) focusRow(heir);
    else document.getElementById('main')?.focus();
  });
}
