import { fromPromise } from 'xstate';
import type { MarkOutput } from '../machines/mailbox-setup.ts';
import type { MailboxRef, MailSource, MessageStore } from '../ports.ts';

export interface MarkOptions {
  /** The server does not keep the mark: told once, for it is not tried again. */
  onMarkRefused(ref: MailboxRef): void;
}

const atOnce = 1_000;

/** Sets the mark on messages whose drafts are stored; the ledger then knows that they bear it. */
export const mark = (source: MailSource, messages: MessageStore, options: MarkOptions) =>
  fromPromise<MarkOutput, { ref: MailboxRef }>(async ({ input: { ref } }) => {
    const mailbox = await messages.mailbox(ref);
    const due = mailbox ? await messages.unmarked(mailbox.id, atOnce) : [];
    if (due.length === 0) return { refused: false };
    const kept = await source.mark(
      ref,
      due.map(({ uid }) => uid),
    );
    if (kept) await messages.noteMarked(due.map(({ id }) => id));
    else options.onMarkRefused(ref);
    return { refused: !kept };
  });
