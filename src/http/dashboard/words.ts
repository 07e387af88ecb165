import type { DraftStatus } from '../../domain/draft.ts';
import type { Stage } from '../../domain/message.ts';

/** How a word is coloured; the word itself always carries the meaning. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'quiet';

export interface Word {
  text: string;
  tone: Tone;
}

const mailboxStates: Record<string, Word> = {
  connecting: { text: 'Connecting', tone: 'busy' },
  catchingUp: { text: 'Catching up', tone: 'busy' },
  discovering: { text: 'Looking for new mail', tone: 'good' },
  remapping: { text: 'Renumbered by the mail server: finding known mail again', tone: 'busy' },
  fetching: { text: 'Fetching mail', tone: 'good' },
  takingOlder: { text: 'Taking in older mail', tone: 'good' },
  heldBack: { text: 'Not fetching: too much waits to be worked', tone: 'warn' },
  marking: { text: 'Marking what is done', tone: 'good' },
  checkingAnswered: { text: 'Looking for mail that was answered elsewhere', tone: 'good' },
  watching: { text: 'Watching for new mail', tone: 'good' },
  disconnecting: { text: 'Connection lost', tone: 'warn' },
  sorting: { text: 'Connection lost', tone: 'warn' },
  backingOff: { text: 'Connection lost, trying again soon', tone: 'warn' },
  throttled: { text: 'Slowed down by the mail server', tone: 'warn' },
  refused: { text: 'Sign-in refused: check user and password', tone: 'bad' },
  stalled: { text: 'Waiting for the database: it cannot be written', tone: 'bad' },
  stale: { text: 'Not looked at for too long', tone: 'bad' },
  pausing: { text: 'Pausing', tone: 'warn' },
  paused: { text: 'Paused by a person', tone: 'warn' },
  stopped: { text: 'Stopped', tone: 'quiet' },
  imported: { text: 'Imported from files', tone: 'quiet' },
};

/** Where a person may do something about a mailbox: `stalled` tries by itself every other second. */
const mailboxOrders: Record<string, { order: 'retry' | 'resume'; label: string }> = {
  backingOff: { order: 'retry', label: 'Try now' },
  throttled: { order: 'retry', label: 'Try now' },
  refused: { order: 'retry', label: 'Try now' },
  paused: { order: 'resume', label: 'Resume' },
};

/** A mailbox machine's state value. */
export function mailboxWord(state: string): Word {
  return wordOf(mailboxStates, innermost(state));
}

export function mailboxOrder(state: string) {
  const inner = innermost(state);
  return (Object.hasOwn(mailboxOrders, inner) && mailboxOrders[inner]) || null;
}

/** Of a nested state value the innermost, which is what a person wants to know. */
export function innermost(state: string): string {
  return state.split('.').at(-1) ?? state;
}

const llmStates: Record<string, Word> = {
  absent: { text: 'Mock answers (no LLM configured)', tone: 'quiet' },
  closed: { text: 'LLM answering', tone: 'good' },
  exhausted: {
    text: 'Daily token budget used up (LLM_DAILY_TOKENS): the mock answers until 00:00 UTC',
    tone: 'warn',
  },
  open: { text: 'LLM unreachable: mock answers stand in', tone: 'bad' },
  halfOpen: { text: 'Trying the LLM again', tone: 'warn' },
  elsewhere: { text: 'Asked by the agent process', tone: 'quiet' },
};

export function llmWord(state: string): Word {
  // Half open has states of its own, which matter to the gate alone.
  return wordOf(llmStates, state.split('.')[0] ?? state);
}

const stageWords: Record<Stage, Word> = {
  discovered: { text: 'Found, not fetched yet', tone: 'busy' },
  parsing: { text: 'Reading', tone: 'busy' },
  classifying: { text: 'Sorting', tone: 'busy' },
  enriching: { text: 'Looking up the sender', tone: 'busy' },
  drafting: { text: 'Drafting', tone: 'busy' },
  summarizing: { text: 'Summarising', tone: 'busy' },
  persisting: { text: 'Storing', tone: 'busy' },
  waiting: { text: 'Waiting to try again', tone: 'warn' },
  queued: { text: 'Queued for the REST API', tone: 'warn' },
  done: { text: 'Done', tone: 'good' },
  skipped: { text: 'Skipped', tone: 'quiet' },
  quarantined: { text: 'Quarantined', tone: 'bad' },
  gone: { text: 'Gone from the mailbox', tone: 'quiet' },
};

export function stageWord(stage: Stage): Word {
  return stageWords[stage];
}

const statusWords: Record<DraftStatus, Word> = {
  drafted: { text: 'To review', tone: 'busy' },
  approved: { text: 'Approved', tone: 'good' },
  rejected: { text: 'Rejected', tone: 'quiet' },
  sending: { text: 'Sending', tone: 'busy' },
  sent: { text: 'Sent', tone: 'good' },
  failed: { text: 'Sending failed', tone: 'bad' },
  unknown: { text: 'Perhaps sent', tone: 'warn' },
  no_reply: { text: 'No reply', tone: 'quiet' },
  superseded: { text: 'Answered elsewhere', tone: 'quiet' },
};

export function statusWord(status: DraftStatus): Word {
  return statusWords[status];
}

/** A state that has no word of its own is named as it is. */
export function wordOf(words: Record<string, Word>, state: string): Word {
  return Object.hasOwn(words, state) && words[state]
    ? words[state]
    : { text: state, tone: 'quiet' };
}
