/** The dispatch machine's hands: the table on one side, SMTP server and mail folders on the other. */
import { fromPromise } from 'xstate';
import { Failure } from '../domain/failure.ts';
import { letterOf } from '../domain/letter.ts';
import type { Address } from '../domain/mail.ts';
import type {
  Dispatch,
  Mailer,
  MailPlacer,
  MessageStore,
  OutgoingMove,
  OutgoingStore,
  WriteLetter,
} from '../ports.ts';

/** Who brings replies out of the house. */
export interface DispatchPorts {
  placer: MailPlacer;
  /** null: SMTP_URL is not set in this process. */
  mailer: Mailer | null;
  writeLetter: WriteLetter;
  /** Whose letters they are. */
  from: Address;
  /** Told after each move was committed. */
  onMoved(dispatch: Dispatch, move: OutgoingMove): void;
}

export const claimOutgoing = (
  outgoing: Pick<OutgoingStore, 'claim'>,
  messages: Pick<MessageStore, 'release'>,
) =>
  fromPromise<Dispatch | null, void>(async ({ signal }) => {
    const claimed = await outgoing.claim();
    // Nobody waits for it any more: others should not have to wait for its lease to end.
    if (claimed && signal.aborted) await messages.release([claimed.lease]);
    return claimed;
  });

/** A save goes into Drafts, the copy of what was sent into Sent; returns the folder's name. */
export const place = ({ placer, writeLetter, from }: DispatchPorts) =>
  fromPromise<string, Dispatch>(async ({ input, signal }) => {
    const letter = letterOf(input, from);
    const { folder } = await placer.place(
      {
        account: input.draft.account,
        into: input.outgoing.kind === 'save' ? 'drafts' : 'sent',
        messageId: letter.messageId,
        source: await writeLetter(letter),
        date: letter.date,
      },
      signal,
    );
    return folder;
  });

/** A wish that is older may be of a database that was restored: whether it went out is to be known. */
const freshMs = 60_000;
/** A mail server that hangs must not use up the time that the transmission has. */
const lookMs = 30_000;

export const transmit = ({ placer, mailer, writeLetter, from }: DispatchPorts) =>
  fromPromise<void, Dispatch>(async ({ input, signal }) => {
    if (!mailer) {
      throw new Failure('smtp.refused', 'no SMTP server: set SMTP_URL where the agent runs');
    }
    const letter = await written(input, from, writeLetter);
    // Sent by a process whose database was lost since: its copy is what is left to be made.
    if (await wentOut(input, placer, signal)) return;
    await mailer.send({ from: from.address, to: letter.to }, letter.source, signal);
  });

/**
 * Whether the very letter is in Sent. A mail server that cannot say holds up a fresh wish no longer.
 * @throws Failure `smtp.unavailable`: nobody can say whether an old one went out; it is tried again
 */
async function wentOut({ outgoing, draft }: Dispatch, placer: MailPlacer, signal: AbortSignal) {
  const { messageId, createdAt } = outgoing;
  const look = { account: draft.account, into: 'sent', messageId } as const;
  const until = AbortSignal.any([signal, AbortSignal.timeout(lookMs)]);
  try {
    return await placer.holds(look, until);
  } catch (error) {
    if (Date.now() - Date.parse(createdAt) < freshMs) return false;
    const { code, message, retryAfterMs } = Failure.of(error);
    const why = `whether it is in Sent already cannot be known (${code}: ${message})`;
    // Without a mailbox there is no Sent to look into, however often it is tried.
    if (code === 'imap.rejected') return false;
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    throw new Failure('smtp.unavailable', why, { ...wait, cause: error });
  }
}

/** @throws Failure `smtp.rejected`: nothing has left the house, and nothing will */
async function written(dispatch: Dispatch, from: Address, writeLetter: WriteLetter) {
  try {
    const letter = letterOf(dispatch, from);
    return { to: letter.to.address, source: await writeLetter(letter) };
  } catch (error) {
    const { message } = Failure.of(error);
    throw new Failure('smtp.rejected', `the letter cannot be written: ${message}`, {
      cause: error,
    });
  }
}

/** @param onMoved see `DispatchPorts` */
export const moveOutgoing = (
  outgoing: Pick<OutgoingStore, 'move'>,
  onMoved: DispatchPorts['onMoved'],
) =>
  fromPromise<Dispatch, { dispatch: Dispatch; move: OutgoingMove }>(async ({ input }) => {
    const moved = await outgoing.move(input.dispatch, input.move);
    onMoved(moved, input.move);
    return moved;
  });
