import { fromPromise } from 'xstate';
import { type Backfill, planBackfill } from '../domain/backfill.ts';
import type { MailboxRef, MailboxRow, MailSource, MessageStore } from '../ports.ts';

export interface DiscoverOptions {
  backfill: Backfill;
  backfillLimit: number;
  /** UIDs that the server had and the ledger lacked: an alarm, though they are taken in at once. */
  onGap(ref: MailboxRef, uids: number[]): void;
}

/** More rows than this in one transaction and other writers wait. */
const chunk = 5_000;
const dayMs = 86_400_000;

/**
 * Brings the server's UIDs into the ledger: what is new above the cursor, and with `reconcile`
 * whatever the ledger lacks of all that the server has.
 */
export const discover = (source: MailSource, messages: MessageStore, options: DiscoverOptions) =>
  fromPromise<void, { ref: MailboxRef; reconcile: boolean }>(async ({ input }) => {
    const { ref, reconcile } = input;
    const known = await messages.mailbox(ref);
    // Only opening the folder anew shows that its UIDVALIDITY has changed.
    const opened = await source.open(ref);
    const valid = known?.uidValidity === opened.uidValidity ? known : null;
    const row = valid ?? (await begin(source, messages, options, ref, known, opened));
    if (reconcile) {
      const all = await source.search(ref, { from: row.startUid });
      const missing = await messages.reconcile(row.id, all);
      if (missing.length > 0) options.onGap(ref, missing);
      await take(messages, row, all);
    } else {
      await take(messages, row, await source.search(ref, { from: row.cursor + 1 }));
    }
  });

/** The first start of a folder, or the first after its UIDs were dealt anew. */
async function begin(
  source: MailSource,
  messages: MessageStore,
  options: DiscoverOptions,
  ref: MailboxRef,
  known: MailboxRow | null,
  { uidValidity, uidNext }: { uidValidity: number; uidNext: number },
): Promise<MailboxRow> {
  const all = await source.search(ref, { from: 1 });
  // With new UIDs, all mail since the first start comes again; what is known is known by content.
  const wanted = known
    ? await source.search(ref, { since: new Date(Date.parse(known.createdAt) - dayMs) })
    : await wantedBy(options.backfill, source, ref, all);
  const limit = known ? Infinity : options.backfillLimit;
  const plan = planBackfill(all, wanted, limit, uidNext);
  return await messages.startMailbox(ref, { uidValidity, ...plan });
}

async function wantedBy(
  backfill: Backfill,
  source: MailSource,
  ref: MailboxRef,
  all: number[],
): Promise<number[]> {
  if (backfill === 'none') return [];
  if (backfill === 'all') return all;
  if (backfill === 'unseen') return await source.search(ref, { unseen: true });
  return await source.search(ref, { since: backfill });
}

/** A row a UID and the cursor, in one transaction a chunk. */
async function take(messages: MessageStore, row: MailboxRow, uids: number[]): Promise<void> {
  const fresh = uids.filter((uid) => uid > row.cursor);
  for (let i = 0; i === 0 || i < fresh.length; i += chunk) {
    const part = fresh.slice(i, i + chunk);
    await messages.discover(row.id, part, part.at(-1) ?? row.cursor);
  }
}
