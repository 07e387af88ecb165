/** An answer of the REST API that is no success, with its own words. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Calls the REST API.
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 * @returns {Promise<any>}
 * @throws {Refused} what the server said, or status 0 when it could not be reached
 */
export async function request(method, url, body) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, {
      method,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused(0, 'The server could not be reached. Try again in a moment.');
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Refused(
    response.status,
    answer?.error?.message ?? `The server said ${response.status}`,
  );
}
