import type { Draft } from '../../domain/draft.ts';
import type { Outgoing, OutgoingState } from '../../domain/outgoing.ts';
import type { Tone } from './words.ts';

/** One wish that a reply leaves the house, as a person would say where it stands. */
interface OutgoingWord {
  id: number;
  tone: Tone;
  /** Ends before `at`, where there is one: `Sent` … `at 12:03`. */
  text: string;
  /** ISO 8601 UTC; null: the text says it all. */
  at: string | null;
  /** Why, as the other side said it. */
  why: string | null;
  /** What a person can do about it. */
  todo: string | null;
  /** Who asked for it, and of which version. */
  asked: string;
}

/** @param textVersion the version in which the draft got the reply that it has now */
function outgoingWords(wish: Outgoing, draft: Draft, textVersion: number): OutgoingWord {
  const version = wish.version === textVersion ? '' : `, with the text of version ${wish.version}`;
  return {
    id: wish.id,
    at: null,
    why: null,
    todo: null,
    ...(wish.kind === 'send' ? sending : saving)[wish.state](wish, draft),
    asked: `Asked for by ${wish.name ?? (wish.attended ? 'somebody' : 'a program')}${version}`,
  };
}

/** @param wishes the newest first; what an older one of the same kind came to is history */
export function outgoingOf(wishes: Outgoing[], draft: Draft, text: number) {
  const isLatest = ({ kind, id }: Outgoing) => id === wishes.find((wish) => wish.kind === kind)?.id;
  const worded = (some: Outgoing[]) => some.map((wish) => outgoingWords(wish, draft, text));
  return {
    latest: worded(wishes.filter(isLatest)),
    earlier: worded(wishes.filter((wish) => !isLatest(wish))),
  };
}

type Said = Pick<OutgoingWord, 'tone' | 'text'> & Partial<OutgoingWord>;

type Saying = Record<OutgoingState, (wish: Outgoing, draft: Draft) => Said>;

const sending: Saying = {
  queued: (wish) => queued(wish, 'Queued to be sent', 'Sending'),
  transmitting: (_, { sender }) => ({ tone: 'busy', text: `Being sent to ${sender.address}` }),
  copying: (wish) =>
    wish.attempts > 0
      ? { ...waiting(wish, 'Sent. Putting a copy into the Sent folder'), tone: 'good' }
      : { tone: 'good', text: 'Sent. Its copy is being put into the Sent folder' },
  done: ({ folder, error, updatedAt }) => ({
    tone: 'good',
    text: folder ? `Sent, with a copy in “${folder}”,` : 'Sent',
    at: updatedAt,
    why: error,
  }),
  failed: ({ error, updatedAt }) => ({
    tone: 'bad',
    text: 'Not sent: it failed',
    at: updatedAt,
    why: error,
    todo: 'Put right what was refused, such as the address or the mail server’s settings, then send it again.',
  }),
  unknown: ({ error, updatedAt }) => ({
    tone: 'warn',
    text: 'Perhaps sent',
    at: updatedAt,
    why: error,
    todo: 'It may have gone out. Look into Sent before you send again.',
  }),
  cancelled: ({ updatedAt }) => ({
    tone: 'quiet',
    text: 'Taken back before it was sent',
    at: updatedAt,
  }),
};

const saveQueued = (wish: Outgoing): Said =>
  queued(wish, 'Queued to be saved to the Drafts folder', 'Saving to the Drafts folder');
const saveFailed = ({ error, updatedAt }: Outgoing): Said => ({
  tone: 'bad',
  text: 'Not saved to the Drafts folder: it failed',
  at: updatedAt,
  why: error,
  todo: 'Look whether the mailbox has a Drafts folder and room in it, then save it again.',
});

const saving: Saying = {
  queued: saveQueued,
  transmitting: saveQueued,
  copying: saveQueued,
  done: ({ folder, error, updatedAt }) => ({
    tone: 'good',
    text: `Saved in the folder “${folder ?? 'Drafts'}”`,
    at: updatedAt,
    why: error,
  }),
  failed: saveFailed,
  unknown: saveFailed,
  cancelled: ({ updatedAt }) => ({
    tone: 'quiet',
    text: 'Taken back before it was saved',
    at: updatedAt,
  }),
};

function queued(wish: Outgoing, first: string, again: string): Said {
  return wish.attempts > 0 ? waiting(wish, again) : { tone: 'busy', text: first };
}

function waiting({ notBefore, error, attempts }: Outgoing, what: string): Said {
  const tries = attempts === 1 ? 'once' : `${attempts} times`;
  const text = `${what} failed ${tries}; it is tried again`;
  return { tone: 'warn', text: notBefore ? text : `${text} soon`, at: notBefore, why: error };
}
