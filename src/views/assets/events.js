/**
 * What changed on the server, as each open page hears it.
 *
 * A browser allows six connections to a host over HTTP/1.1, and a stream holds one for good: the
 * seventh tab would never load. So only visible tabs follow, and of those one at a time (whoever
 * holds the lock) has the stream and tells the others.
 */

import { lookAgain, signedIn } from './session.js';

/**
 * @typedef {object} Change
 * @property {'change'} kind
 * @property {string} type the event's type; `all` when events may have been missed
 * @property {number | null} message the message it is about
 * @property {{ id: number, version: number } | null} draft the draft as it is now, for `draft.*`
 */
/** @typedef {'live' | 'lost'} LinkState */
/** @typedef {Change | { kind: 'state', state: LinkState }} Note */
/**
 * @typedef {object} Follower
 * @property {(change: Change) => void} onChange
 * @property {(state: LinkState) => void} onState
 */

const name = 'marketing-ops-agent.events';
const types = ['draft.created', 'draft.updated', 'message.transitioned', 'mailbox.changed'];
const retryMs = 5_000;
/** @type {Change} */
const everything = { kind: 'change', type: 'all', message: null, draft: null };

/** @param {Follower} follower */
export function followEvents(follower) {
  const channel = new BroadcastChannel(name);
  /** @param {Note | { kind: 'hello' }} note */
  const post = (note) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it has none
    channel.postMessage(note);
  };
  /** @type {LinkState | null} */
  let ownState = null;

  /** @param {Note} note */
  const hear = (note) => {
    if (note.kind === 'state') follower.onState(note.state);
    else follower.onChange(note);
  };
  /** @param {Note} note */
  const tell = (note) => {
    if (note.kind === 'state') ownState = note.state;
    hear(note);
    post(note);
  };
  channel.addEventListener('message', ({ data }) => {
    if (data.kind !== 'hello') {
      hear(data);
      return;
    }
    if (ownState) post({ kind: 'state', state: ownState });
    void lookAgain();
  });

  /** @type {AbortController | null} */
  let following = null;
  const follow = () => {
    if (document.hidden === (following === null)) return;
    if (document.hidden) {
      following?.abort();
      following = null;
      ownState = null;
      return;
    }
    following = new AbortController();
    post({ kind: 'hello' });
    lead(tell, following.signal);
    // Whoever was hidden has missed what was said meanwhile.
    follower.onChange(everything);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}

/**
 * Opens the stream as soon as no other tab has it. Locks exist only on HTTPS and on loopback;
 * elsewhere each visible tab has a stream of its own.
 * @param {(note: Note) => void} tell
 * @param {AbortSignal} signal
 */
function lead(tell, signal) {
  if (!navigator.locks) {
    stream(tell, signal);
    return;
  }
  const held = () =>
    new Promise((resolve) => {
      stream(tell, signal);
      signal.addEventListener('abort', resolve);
    });
  navigator.locks.request(name, { signal }, held).catch((error) => {
    if (!signal.aborted) throw error;
  });
}

/**
 * @param {(note: Note) => void} tell
 * @param {AbortSignal} signal
 */
function stream(tell, signal) {
  if (signal.aborted) return;
  const source = new EventSource('/events');
  signal.addEventListener('abort', () => source.close());
  source.addEventListener('open', () => {
    tell({ kind: 'state', state: 'live' });
    tell(everything);
  });
  source.addEventListener('error', () => {
    if (signal.aborted) return;
    tell({ kind: 'state', state: 'lost' });
    // The browser comes back by itself, except after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) {
      void signedIn().then((isBack) =>
        setTimeout(() => stream(tell, signal), isBack ? 0 : retryMs),
      );
    }
  });
  for (const type of types) {
    source.addEventListener(type, ({ data }) => tell(changeOf(type, data)));
  }
}

/**
 * @param {string} type
 * @param {string} data
 * @returns {Change}
 */
function changeOf(type, data) {
  const { id, draft } = JSON.parse(data);
  return {
    kind: 'change',
    type,
    message: draft?.message ?? id ?? null,
    draft: draft ? { id: draft.id, version: draft.version } : null,
  };
}
