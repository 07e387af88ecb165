/**
 * Tells the page's regions when they are out of date: `live:drafts`, `live:messages`,
 * `live:mailboxes` and `live:system` on the body, for `hx-trigger="live:drafts from:body"`.
 */
import { followEvents } from './events.js';
import { showLink } from './link.js';

/**
 * What one such event says in its `detail`; each list is in the order of the events.
 * @typedef {object} News
 * @property {boolean} all events may have been missed: anything may have changed
 * @property {{ id: number, version: number }[]} drafts
 * @property {number[]} messages the ledger's ids
 */

/** Least time between two events for a region, in milliseconds: a busy pipeline has hundreds a second. */
const gaps = { drafts: 600, messages: 1_000, mailboxes: 1_000, system: 1_000 };
/** @typedef {keyof typeof gaps} Region */

/** A pause, a lost database or the LLM's state is told by no event. */
const systemMs = 15_000;

/** @type {Record<string, Region>} */
const regionOf = {
  'draft.created': 'drafts',
  'draft.updated': 'drafts',
  'message.transitioned': 'messages',
  'mailbox.changed': 'mailboxes',
};

/** @returns {News} */
const nothing = () => ({ all: false, drafts: [], messages: [] });

/**
 * At once where the last event is long enough ago, else as soon as it is.
 * @param {Region} region
 */
function throttled(region) {
  let news = nothing();
  let last = 0;
  let timer = 0;
  const fire = () => {
    const detail = news;
    timer = 0;
    last = performance.now();
    news = nothing();
    document.body.dispatchEvent(new CustomEvent(`live:${region}`, { detail }));
  };
  /** @param {Partial<News>} more */
  return ({ all = false, drafts = [], messages = [] }) => {
    news.all ||= all;
    news.drafts.push(...drafts);
    news.messages.push(...messages);
    timer ||= setTimeout(fire, Math.max(0, last + gaps[region] - performance.now()));
  };
}

const tell = {
  drafts: throttled('drafts'),
  messages: throttled('messages'),
  mailboxes: throttled('mailboxes'),
  system: throttled('system'),
};

let begun = false;
followEvents({
  onState: showLink,
  onChange: ({ type, message, draft }) => {
    const region = regionOf[type];
    if (region) {
      tell[region]({
        drafts: draft ? [draft] : [],
        messages: message === null ? [] : [message],
      });
      return;
    }
    // The first time the page has only just been made.
    if (begun) for (const all of Object.values(tell)) all({ all: true });
    begun = true;
  },
});
document.addEventListener('session:back', () => {
  for (const all of Object.values(tell)) all({ all: true });
});
setInterval(() => {
  if (!document.hidden) tell.system({});
}, systemMs);
