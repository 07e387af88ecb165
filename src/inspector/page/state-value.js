/**
 * The states that a value stands for, by the names of the drawing and with all that contain them:
 * `{ connected: 'watching' }` is `''`, `connected` and `connected.watching`.
 * @param {unknown} value
 * @returns {string[]}
 */
export function statesOf(value) {
  return ['', ...innerStates(value, '')];
}

/**
 * @param {unknown} value
 * @param {string} prefix
 * @returns {string[]}
 */
function innerStates(value, prefix) {
  if (typeof value === 'string') return [prefix + value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    prefix + name,
    ...innerStates(inner, `${prefix}${name}.`),
  ]);
}

/**
 * A state value in words: `connected.watching`; regions of a parallel state are joined.
 * @param {unknown} value
 * @returns {string}
 */
export function stateText(value) {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return '';
  return Object.entries(value)
    .map(([name, inner]) => [name, stateText(inner)].filter(Boolean).join('.'))
    .join(' | ');
}

/** The same for equal state values. @param {unknown} value */
export function keyOf(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
