import { fromPromise } from 'xstate';
import { planRenumbering } from '../domain/backfill.ts';
import type {
  FetchedMail,
  MailboxRef,
  MailboxRow,
  MailIdentity,
  MailSource,
  MessageStore,
} from '../ports.ts';
import { blameMessages, bounded, maxCount } from './batch.ts';
import { identify } from './identify.ts';

/** Told of at a time: small enough that one write does not keep others waiting. */
const identitiesAtOnce = 500;

/**
 * The folder's UIDs were dealt anew: known mail gets its new numbers, and what is not known is taken
 * in as new. The folder's own row comes last, so that after a crash in between all of it is done
 * again; what was mapped already stays as it is.
 */
export const remap = (source: MailSource, messages: MessageStore, maxBytes: number) =>
  fromPromise<void, { ref: MailboxRef }>(async ({ input: { ref } }) => {
    const known = await messages.mailbox(ref);
    const { uidValidity, uidNext } = await source.open(ref);
    if (!known || known.uidValidity === uidValidity) return;
    const all = await source.search(ref, { from: 1 });
    const unknown: Stranger[] = [];
    for (let i = 0; i < all.length; i += identitiesAtOnce) {
      const uids = all.slice(i, i + identitiesAtOnce);
      unknown.push(...(await mapSome(source, messages, { known, uidValidity, maxBytes }, uids)));
    }
    const plan = planRenumbering(all, unknown, known, uidNext);
    await messages.startMailbox(ref, { uidValidity, ...plan });
  });

/** No message of ours; without a date where the server tells nothing of it. */
interface Stranger {
  uid: number;
  receivedAt: string | null;
}

interface Renumbered {
  known: MailboxRow;
  uidValidity: number;
  maxBytes: number;
}

/** @returns which of the UIDs are those of no message that is known */
async function mapSome(
  source: MailSource,
  messages: MessageStore,
  { known, uidValidity, maxBytes }: Renumbered,
  uids: number[],
): Promise<Stranger[]> {
  const identities = await identify(source, known, uids);
  const told = new Map(identities.map((identity) => [identity.uid, identity]));
  const untold = uids.filter((uid) => !told.has(uid));
  const left = await messages.remap(known.id, uidValidity, identities);
  const strangers = new Set([...left.uids, ...untold]);
  // What looks like a known message may be one: its content says so.
  let alike = left.alike.flatMap((uid) => told.get(uid) ?? []);
  while (alike.length > 0) {
    const batch = await bounded(source, known, alike.slice(0, maxCount), maxBytes);
    const mails = await fetchWhatComes(source, known, batch, maxBytes);
    const still = new Set((await messages.remap(known.id, uidValidity, mails)).uids);
    for (const { uid } of mails) if (!still.has(uid)) strangers.delete(uid);
    alike = alike.slice(batch.length);
  }
  return [...strangers].map((uid) => ({ uid, receivedAt: told.get(uid)?.receivedAt ?? null }));
}

/** One by one where a batch fails; what cannot be fetched is compared with nothing. */
async function fetchWhatComes(
  source: MailSource,
  ref: MailboxRef,
  batch: MailIdentity[],
  maxBytes: number,
): Promise<FetchedMail[]> {
  const uids = batch.map(({ uid }) => uid);
  try {
    return await source.fetch(ref, uids, maxBytes);
  } catch (error) {
    await blameMessages(source, ref, error);
    if (uids.length === 1) return [];
    const singles: FetchedMail[] = [];
    for (const one of batch) singles.push(...(await fetchWhatComes(source, ref, [one], maxBytes)));
    return singles;
  }
}
