import { fromPromise } from 'xstate';
import { type Backfill, planBackfill } from '../domain/backfill.ts';
import type { DiscoverOutput } from '../machines/mailbox-setup.ts';
import type { MailboxRef, MailboxRow, MailSource, MessageStore, OpenedMailbox } from '../ports.ts';
import { identify } from './identify.ts';

export interface DiscoverOptions {
  backfill: Backfill;
  backfillLimit: number;
  /** UIDs that the server had and the ledger lacked: an alarm, though they are taken in at once. */
  onGap(ref: MailboxRef, uids: number[]): void;
}

/** More rows than this in one transaction and other writers wait. */
const chunk = 5_000;

/**
 * Brings the server's UIDs into the ledger: what is new above the cursor, and with `reconcile`
 * whatever the ledger lacks of all that the server has. Takes in nothing of a folder whose UIDs
 * were dealt anew, and says so.
 */
export const discover = (source: MailSource, messages: MessageStore, options: DiscoverOptions) =>
  fromPromise<DiscoverOutput, { ref: MailboxRef; reconcile: boolean }>(async ({ input }) => {
    const { ref, reconcile } = input;
    const known = await messages.mailbox(ref);
    // Only opening the folder anew shows that its UIDVALIDITY has changed.
    const opened = await source.open(ref);
    if (known && known.uidValidity !== opened.uidValidity) return { renumbered: true };
    const row = known ?? (await begin(source, messages, options, ref, opened));
    if (reconcile) {
      const all = await source.search(ref, { from: row.startUid });
      const missing = await messages.reconcile(row.id, all);
      if (missing.length > 0) options.onGap(ref, missing);
      await take(messages, row, all);
    } else {
      await take(messages, row, await source.search(ref, { from: row.cursor + 1 }));
    }
    return { renumbered: false };
  });

/** The first start of a folder. */
async function begin(
  source: MailSource,
  messages: MessageStore,
  options: DiscoverOptions,
  ref: MailboxRef,
  { uidValidity, uidNext }: OpenedMailbox,
): Promise<MailboxRow> {
  const all = await source.search(ref, { from: 1 });
  const wanted = await wantedBy(options.backfill, source, ref, all);
  const plan = planBackfill(all, wanted, options.backfillLimit, uidNext);
  // Should the UIDs be dealt anew before it is fetched, it must be told from what is left alone.
  const identities = plan.left > 0 ? await identify(source, ref, plan.uids) : [];
  return await messages.startMailbox(ref, { uidValidity, ...plan, identities });
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
