/**
 * Brings a region to what the server rendered, touching only what differs: focus, selection and
 * what a screen reader is saying survive.
 * @param {HTMLElement} region
 * @param {HTMLElement} fresh
 * @returns {number} how many table rows are new
 */
export function patch(region, fresh) {
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const body = region.querySelector('tbody');
  const freshBody = fresh.querySelector('tbody');
  let added = 0;
  if (body && freshBody) {
    added = patchRows(body, freshBody);
    // The rows are done: the rest is compared as if they had been equal all along.
    freshBody.replaceWith(body.cloneNode(true));
  }
  patchChildren(region, fresh);
  if (focused && document.activeElement !== focused) focusLike(region, focused);
  return added;
}

/**
 * @param {Element} region
 * @param {Element} fresh
 */
function patchChildren(region, fresh) {
  const olds = [...region.children];
  const news = [...fresh.children];
  for (const [index, child] of news.entries()) {
    const old = olds[index];
    if (!old) region.append(child);
    else if (!old.isEqualNode(child)) old.replaceWith(child);
  }
  for (const old of olds.slice(news.length)) old.remove();
}

/**
 * Rows are matched by `data-key`.
 * @param {HTMLTableSectionElement} body
 * @param {HTMLTableSectionElement} fresh
 */
function patchRows(body, fresh) {
  const known = new Map([...body.rows].map((row) => [row.dataset['key'], row]));
  let added = 0;
  /** @type {Element | null} where the next row belongs: before this one */
  let at = body.firstElementChild;
  // A copy, for a row leaves the live collection when it is moved.
  for (const row of Array.from(fresh.rows)) {
    const old = known.get(row.dataset['key']);
    known.delete(row.dataset['key']);
    if (!old) {
      added += 1;
      body.insertBefore(row, at);
      highlight(row);
      continue;
    }
    if (old !== at) body.insertBefore(old, at);
    else at = old.nextElementSibling;
    if (!old.isEqualNode(row)) old.replaceWith(row);
  }
  for (const gone of known.values()) gone.remove();
  return added;
}

/** @param {HTMLElement} row */
function highlight(row) {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  row.animate({ backgroundColor: ['var(--fresh)', 'transparent'] }, 1_600);
}

/**
 * @param {HTMLElement} region
 * @param {Element} lost the element that had the focus before it was replaced or moved
 */
function focusLike(region, lost) {
  const same = [...region.querySelectorAll('a, button')].find(
    (element) => identity(element) === identity(lost),
  );
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
}

/** @param {Element} element */
function identity(element) {
  return element.getAttribute('href') ?? element.getAttribute('data-post');
}
