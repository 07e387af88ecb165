const firstMs = 500;
const longestMs = 15_000;
/** From this many failures on it is seconds from one to the next. */
export const fewSignInAtOnce = 3;
/** How long the messages of a frame are gathered by the server, in milliseconds. */
const batchMs = 50;

/**
 * The inspector's feed, for as long as the page is open: a lost connection is made again, ever more
 * slowly, until the server is back, also when it was started anew.
 *
 * A page is not told why a handshake was refused, so that the server is asked once more by a request
 * of which it is.
 *
 * @param {object} options
 * @param {string} options.feed the WebSocket's address, which may be a path
 * @param {string} options.api what answers 401 or leads away where the person is signed out
 * @param {() => void} options.onOpen what was known may be old: the whole tree follows
 * @param {(messages: any[]) => void} options.onMessages
 * @param {(state: 'live' | 'lost' | 'out') => void} options.onState
 */
export function followFeed({ feed, api, onOpen, onMessages, onState }) {
  const address = addressOf(feed);
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  const connect = () => {
    clearTimeout(waiting);
    waiting = undefined;
    const socket = new WebSocket(address);
    let isOpened = false;
    socket.addEventListener('open', () => {
      isOpened = true;
      onOpen();
      onState('live');
    });
    socket.addEventListener('message', ({ data }) => {
      // Only a server that speaks counts as back: one that ends each connection does not.
      failures = 0;
      const messages = JSON.parse(data);
      onMessages(Array.isArray(messages) ? messages : [messages]);
    });
    socket.addEventListener('close', () => void mend(isOpened));
  };

  /** @param {boolean} wasOpened */
  const mend = async (wasOpened) => {
    const isOut = !wasOpened && (await isSignedOut(api));
    onState(isOut ? 'out' : 'lost');
    // A person takes a while to sign in.
    if (isOut) failures = Math.max(failures, fewSignInAtOnce);
    waiting = setTimeout(connect, waitMs(failures));
    failures += 1;
  };

  // Who comes back to the page need not wait for what it is waiting for.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && waiting !== undefined) connect();
  });
  connect();
}

/**
 * @param {number} failures so far, one after the other
 * @param {number} [chance] from 0 to 1
 * @returns {number} milliseconds; half of them by chance, so that many pages do not come back in step
 */
export function waitMs(failures, chance = Math.random()) {
  const wait = Math.min(longestMs, firstMs * 2 ** failures);
  return wait / 2 + (chance * wait) / 2;
}

/** @param {string} feed */
function addressOf(feed) {
  const address = new URL(feed, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  address.searchParams.set('batch', String(batchMs));
  // The drawings come from the server.
  address.searchParams.set('definitions', 'no');
  address.searchParams.set('brief', 'yes');
  return address;
}

/**
 * @param {string} api an address that answers 401 or leads away where the person is signed out
 * @returns {Promise<boolean>} never rejects
 */
export async function isSignedOut(api) {
  try {
    const headers = { Accept: 'text/html' };
    const { type, status } = await fetch(api, {
      method: 'HEAD',
      redirect: 'manual',
      cache: 'no-store',
      headers,
    });
    return type === 'opaqueredirect' || status === 401;
  } catch {
    // It is away, and has refused nobody.
    return false;
  }
}
