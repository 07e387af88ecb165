/** Longer than this a person does not wait, in milliseconds. */
const patienceMs = 10_000;

/**
 * What the server said.
 * @typedef {object} Answer
 * @property {number} status 0: nothing came back
 * @property {any} body null: none that is JSON
 * @property {string} message what is to be said where it is no success
 */

/**
 * @param {string} url
 * @param {{ signal?: AbortSignal, body?: object }} options
 * @returns {Promise<Answer>}
 */
export async function ask(url, { signal, body }) {
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }) },
      cache: 'no-store',
      signal: AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(patienceMs)]),
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.json().catch(() => null);
    const { status } = response;
    return { status, body: answer, message: messageOf(answer) ?? `The server said ${status}.` };
  } catch {
    return { status: 0, body: null, message: 'The server could not be reached.' };
  }
}

/** @param {any} answer @returns {string | null} */
function messageOf(answer) {
  const message = answer?.error?.message;
  return typeof message === 'string' && message !== '' ? message : null;
}
