import { fromPromise } from 'xstate';
import type { MailboxRef, MailSource, MessageStore } from '../ports.ts';

/** The newest: who waits longer than these is not helped by asking for all of them again and again. */
const atOnce = 200;

/** Drafts that nobody needs any more, for a person answered the mail in a mail client: superseded. */
export const answered = (source: MailSource, messages: MessageStore) =>
  fromPromise<void, { ref: MailboxRef }>(async ({ input: { ref }, signal }) => {
    const mailbox = await messages.mailbox(ref);
    const waiting = mailbox ? await messages.unanswered(mailbox.id, atOnce) : [];
    // Left meanwhile, the folder may be about to be numbered anew.
    if (waiting.length === 0 || signal.aborted) return;
    const uids = new Set(
      await source.answered(
        ref,
        waiting.map(({ uid, messageId }) => ({ uid, messageId })),
      ),
    );
    const done = waiting.filter(({ uid }) => uids.has(uid));
    if (done.length === 0) return;
    await messages.supersede(
      done.map(({ id }) => id),
      'answered elsewhere',
    );
  });
