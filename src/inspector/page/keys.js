/**
 * What has `data-key` is pressed, or focused if it is a field, by that key; unless the page around
 * knows such keys itself, and has done so.
 * @param {HTMLElement} root
 */
export function listenForKeys(root) {
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping =
      target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
    if (isTyping || document.querySelector('dialog[open]')) return;
    const found = root.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!(found instanceof HTMLElement) || !found.checkVisibility()) return;
    event.preventDefault();
    if (found instanceof HTMLInputElement) found.select();
    else found.click();
  });
}
