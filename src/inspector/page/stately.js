import { fewSignInAtOnce, isSignedOut, waitMs } from './feed.js';

/**
 * Shows the feed in Stately's inspector: a page of another origin, which says that it is there by a
 * message to the window that opened it, and is sent the feed's messages from then on.
 *
 * @typedef {'closed' | 'blocked' | 'opening' | 'silent' | 'live' | 'lost' | 'out' | 'full' | 'over'} State
 */

/** What `createBrowserReceiver` of `@statelyai/inspect` says to its opener. */
const handshake = '@statelyai.connected';
/** How long its page may take before a person is told that something may be wrong. */
const patienceMs = 10_000;
/** Nothing tells when a window of another origin is closed; it can only be looked at. */
const lookMs = 500;

/** One window of theirs, from its opening to its end. */
class Forwarding {
  /** Messages that were sent, by their type. @type {Map<string, number>} */
  sent = new Map();
  /** @type {State} */
  state = 'opening';

  /** @type {Window} */
  #window;
  /** The only origin that gets anything. @type {string} */
  #origin;
  /** @type {URL} */
  #feed;
  /** @type {WebSocket | null} */
  #socket = null;
  /** Messages before the feed has said whether it is redacted; null: it is. @type {object[] | null} */
  #held = [];
  #failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  #looking = setInterval(() => this.#look(), lookMs);
  #opened = Date.now();

  /**
   * @param {Window} opened
   * @param {{ origin: string, feed: URL }} ends
   */
  constructor(opened, { origin, feed }) {
    this.#window = opened;
    this.#origin = origin;
    this.#feed = feed;
    window.addEventListener('message', this.#hear);
  }

  /** @param {State} state */
  end(state) {
    this.state = state;
    window.removeEventListener('message', this.#hear);
    clearInterval(this.#looking);
    this.#disconnect();
  }

  /** @param {MessageEvent} event */
  #hear = ({ source, origin, data }) => {
    if (source !== this.#window || origin !== this.#origin || data?.type !== handshake) return;
    // Also when it was loaded again: it knows nothing, and a new connection begins with the whole tree.
    this.#disconnect();
    this.#connect();
  };

  #look() {
    if (this.#window.closed) this.end('over');
    else if (this.state === 'opening' && Date.now() - this.#opened > patienceMs) {
      this.state = 'silent';
    }
  }

  #connect() {
    const socket = new WebSocket(this.#feed);
    this.#socket = socket;
    this.#held = [];
    let isOpened = false;
    socket.addEventListener('open', () => (isOpened = true));
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#take(JSON.parse(data));
    });
    socket.addEventListener('close', () => void this.#mend(socket, isOpened));
  }

  #disconnect() {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** @param {WebSocket} socket @param {boolean} wasOpened */
  async #mend(socket, wasOpened) {
    const isOut = !wasOpened && (await isSignedOut(location.pathname));
    // Ended, or another one was made meanwhile.
    if (socket !== this.#socket) return;
    this.state = isOut ? 'out' : 'lost';
    if (isOut) this.#failures = Math.max(this.#failures, fewSignInAtOnce);
    this.#retry = setTimeout(() => this.#connect(), waitMs(this.#failures));
    this.#failures += 1;
  }

  /** @param {any} message of the feed, see `../wire.ts` */
  #take(message) {
    if (message.type === '@agent.hello') this.#greet(message);
    // What is ours means nothing to them.
    if (!message.type.startsWith('@xstate.')) return;
    const { _agent, ...theirs } = message;
    if (this.#held) this.#held.push(theirs);
    else this.#post(theirs);
  }

  /** The tree comes before it, and is held back until it is known that it may be sent. */
  #greet({ full = true }) {
    if (full) {
      this.end('full');
      return;
    }
    this.state = 'live';
    this.#failures = 0;
    for (const message of this.#held ?? []) this.#post(message);
    this.#held = null;
  }

  /** @param {any} message */
  #post(message) {
    this.#window.postMessage(message, this.#origin);
    this.sent.set(message.type, (this.sent.get(message.type) ?? 0) + 1);
  }
}

/** @type {Record<State, { text: string, tone: string }>} */
const words = {
  closed: { text: 'Nothing is sent.', tone: 'quiet' },
  blocked: {
    text: 'The browser did not open the page: allow this one to open windows.',
    tone: 'bad',
  },
  opening: { text: 'Waiting for the page to say that it is there.', tone: 'busy' },
  silent: {
    text: 'The page has not said that it is there, so nothing is sent. Did it load, and is it where INSPECT_STATELY_URL says?',
    tone: 'warn',
  },
  live: { text: 'Sending what happens.', tone: 'good' },
  lost: { text: 'The feed was lost; it is tried again.', tone: 'warn' },
  out: {
    text: 'You are signed out: nothing is sent until you have signed in again.',
    tone: 'warn',
  },
  full: {
    text: 'Nothing is sent: the feed holds the text of mail. Unset INSPECT_FULL and start the process again.',
    tone: 'bad',
  },
  over: { text: 'The page was closed. Nothing is sent.', tone: 'quiet' },
};

/** How often the figures are written; while their page is in front, nobody draws this one. */
const tellMs = 250;

/** @param {HTMLElement} root with data-url, the page that is opened, and data-feed */
function openStately(root) {
  const url = new URL(root.dataset['url'] ?? '');
  const feed = new URL(root.dataset['feed'] ?? '', location.href);
  feed.protocol = feed.protocol === 'https:' ? 'wss:' : 'ws:';
  const button = /** @type {HTMLButtonElement} */ (root.querySelector('[data-open]'));
  const told = /** @type {HTMLElement} */ (root.querySelector('[data-told]'));
  /** @type {NodeListOf<HTMLElement>} */
  const counts = root.querySelectorAll('[data-count]');
  /** @type {Forwarding | null} */
  let forwarding = null;

  /** @param {State} state */
  const tell = (state) => {
    root.dataset['state'] = state;
    const { text, tone } = words[state];
    if (told.textContent !== text) told.textContent = text;
    if (told.parentElement) told.parentElement.dataset['tone'] = tone;
    for (const count of counts) {
      const number = forwarding?.sent.get(count.dataset['count'] ?? '') ?? 0;
      count.textContent = number.toLocaleString('en');
    }
  };

  button.hidden = false;
  button.addEventListener('click', () => {
    forwarding?.end('over');
    // Without `noopener`: their page answers to the window that opened it.
    const opened = window.open(url, 'stately-inspector');
    forwarding = opened && new Forwarding(opened, { origin: url.origin, feed });
    tell(opened ? 'opening' : 'blocked');
  });
  setInterval(() => {
    if (forwarding) tell(forwarding.state);
  }, tellMs);
}

const root = document.querySelector('.stately');
if (root instanceof HTMLElement) openStately(root);
