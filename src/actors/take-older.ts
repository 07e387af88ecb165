import { fromPromise } from 'xstate';
import { planOlder } from '../domain/backfill.ts';
import type { DiscoverOutput } from '../machines/mailbox-setup.ts';
import type { MailboxRef, MailSource, MessageStore } from '../ports.ts';
import { identify } from './identify.ts';

/** More rows than this in one transaction and other writers wait. */
const chunk = 5_000;
/** Who takes nothing at the first start and then asks for older mail wants some. */
const usual = 500;

/**
 * Takes in the newest of what the first start of a folder left alone. Each chunk is a transaction
 * of its own, after which the ledger's proof holds: what is cut short is asked for again and goes on
 * from there. Takes in nothing of a folder whose UIDs were dealt anew, and says so.
 *
 * @param options.backfillLimit the newest so many; 0: the usual 500
 */
export const takeOlder = (
  source: MailSource,
  messages: MessageStore,
  { backfillLimit }: { backfillLimit: number },
) =>
  fromPromise<DiscoverOutput, { ref: MailboxRef }>(async ({ input: { ref }, signal }) => {
    const opened = await source.open(ref);
    const row = await messages.mailbox(ref);
    // Nothing can have been left of a folder that has not been begun.
    if (!row) return { renumbered: false };
    if (row.uidValidity !== opened.uidValidity) return { renumbered: true };

    const { id, uidValidity } = row;
    const older = (await source.search(ref, { from: 1 })).filter((uid) => uid < row.startUid);
    let rest = await messages.missing(id, older);
    let wanted = backfillLimit || usual;
    // Once at least: what was left may have been expunged since.
    do {
      const plan = planOlder(older, rest, Math.min(chunk, wanted), row.startUid);
      // As at the first start: it must be told from what is left alone until it is fetched.
      const identities = plan.left > 0 ? await identify(source, ref, plan.uids) : [];
      signal.throwIfAborted();
      await messages.takeOlder(id, { ...plan, uidValidity, identities });
      rest = rest.slice(0, plan.left);
      wanted -= plan.uids.length;
    } while (wanted > 0 && rest.length > 0);
    return { renumbered: false };
  });
