import { fromPromise } from 'xstate';
import type { FetchOutput } from '../machines/mailbox.ts';
import type { MailboxRef, MailSource, MessageStore } from '../ports.ts';

/** A batch is bounded by count and by bytes, so that neither a crowd nor a giant fills the memory. */
const maxCount = 100;
const maxBatchBytes = 8 * 1024 * 1024;

/** Fetches the oldest discovered messages: sources and jobs in, one batch a call. */
export const fetchBatch = (source: MailSource, messages: MessageStore, maxBytes: number) =>
  fromPromise<FetchOutput, { ref: MailboxRef }>(async ({ input: { ref } }) => {
    const mailbox = await messages.mailbox(ref);
    const due = mailbox ? await messages.unfetched(mailbox.id, maxCount) : [];
    if (due.length === 0) return { fetched: 0, more: false };

    const batch = await bounded(source, ref, due, maxBytes);
    const mails = await source.fetch(
      ref,
      batch.map(({ uid }) => uid),
      maxBytes,
    );
    const byUid = new Map(mails.map((mail) => [mail.uid, mail]));
    const fetched = batch.flatMap(({ id, uid }) => {
      const mail = byUid.get(uid);
      return mail ? [{ id, ...mail }] : [];
    });
    const gone = batch.filter(({ uid }) => !byUid.has(uid)).map(({ id }) => id);
    await messages.storeSources(fetched, gone);
    const more = due.length === maxCount || batch.length < due.length;
    return { fetched: fetched.length, more };
  });

/** As many as fit into a batch, but at least one. A few are sure to fit: no need to ask their sizes. */
async function bounded<Due extends { uid: number }>(
  source: MailSource,
  ref: MailboxRef,
  due: Due[],
  maxBytes: number,
): Promise<Due[]> {
  if (due.length * maxBytes <= maxBatchBytes) return due;
  const sizes = await source.sizes(
    ref,
    due.map(({ uid }) => uid),
  );
  let bytes = 0;
  const fits = due.findIndex(({ uid }) => {
    bytes += Math.min(maxBytes, sizes.get(uid) ?? 0);
    return bytes > maxBatchBytes;
  });
  return fits === -1 ? due : due.slice(0, Math.max(1, fits));
}
