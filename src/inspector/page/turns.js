/**
 * Lets the browser do what else there is to do. What takes long is done in turns, for in one it would
 * keep the page from all else, and many times as long where other programs want the same cores.
 * @returns {Promise<void>}
 */
export function nextTurn() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Once all that was changed is laid out. @returns {Promise<void>} */
export function afterFrame() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
