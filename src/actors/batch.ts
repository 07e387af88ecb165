/** How much is asked of a mail server at a time, and what is made of its refusals. */
import { Failure } from '../domain/failure.ts';
import type { MailboxRef, MailSource } from '../ports.ts';

/** A batch is bounded by count and by bytes, so that neither a crowd nor a giant fills the memory. */
export const maxCount = 100;
const maxBatchBytes = 8 * 1024 * 1024;

/** As many as fit into a batch, but at least one. A few are sure to fit: no need to ask their sizes. */
export async function bounded<Due extends { uid: number }>(
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

/**
 * What a server refused may be the fault of one message, or its own: throttling, a lost connection.
 * Returns where only the messages asked for can be to blame, for all else is answered.
 */
export async function blameMessages(
  source: MailSource,
  ref: MailboxRef,
  error: unknown,
): Promise<void> {
  if (!isDropped(error)) throw error;
  await source.search(ref, { from: 2 ** 32 - 1 });
}

/** The code says "the connection, or a command on it", which a single message can cause. */
export function isDropped(error: unknown): boolean {
  return Failure.of(error).code === 'imap.dropped';
}
