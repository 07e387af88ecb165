import { type Word, wordOf } from './words.ts';

/** What comes of a state by itself, or what a person can do about it. */
const next: Record<string, string> = {
  watching: 'New mail is taken in as it arrives.',
  connecting: 'It looks for new mail as soon as it is connected.',
  backingOff: 'It is tried again by itself, within five minutes at the most.',
  throttled: 'It goes on by itself once the time is over that the server asked for.',
  refused:
    'It is tried again only rarely, so as not to lock the account: correct the login and restart.',
  heldBack: 'It goes on by itself when less is waiting.',
  stalled: 'It is tried again every few seconds: check the disk and what else holds the database.',
  paused: 'Nothing is taken in until it is resumed; the mail stays on the server.',
  stale: 'New mail may lie on the server: see the log and the network.',
  imported: 'It was read from files, so there is nothing to watch.',
};

export function mailboxNext(state: string): string | null {
  return (Object.hasOwn(next, state) && next[state]) || null;
}

const working: Record<string, Word> = {
  recovering: { text: 'Taking over the work of the last process', tone: 'busy' },
  pumping: { text: 'Working', tone: 'good' },
  waiting: { text: 'Working as mail arrives', tone: 'good' },
  pausing: { text: 'Pausing: what is in work goes on to its end', tone: 'warn' },
  paused: { text: 'Paused by a person: mail is taken in, but not worked', tone: 'warn' },
  stalled: { text: 'Waiting for the database: it cannot be written', tone: 'bad' },
  draining: { text: 'Stopping', tone: 'quiet' },
  releasing: { text: 'Stopping', tone: 'quiet' },
  stopped: { text: 'Stopped', tone: 'quiet' },
  failed: { text: 'Failed too often: the process is ending', tone: 'bad' },
};

/** What the supervisor does. */
export function workWord(state: string): Word {
  return wordOf(working, state);
}
