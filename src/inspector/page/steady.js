/**
 * Keeps an element as high as it has ever been at its width, so that what stands beside it does not
 * move, and need not be laid out anew, each time a text in it takes a line more or less.
 * @param {HTMLElement} element
 */
export function keepHeight(element) {
  let kept = { width: 0, height: 0 };
  new ResizeObserver(() => {
    const { offsetWidth: width, offsetHeight: height } = element;
    // Not in view, it has none.
    if (width === 0 || (width === kept.width && height <= kept.height)) return;
    const isOther = width !== kept.width && kept.height > 0;
    kept = { width, height: isOther ? 0 : height };
    // At another width it finds its own height first, and is then seen here again.
    element.style.minHeight = isOther ? '' : `${height}px`;
  }).observe(element);
}
