import type { Purged, PurgePlan, PurgeQuery, UpkeepStore } from '../ports.ts';

/** So many messages a transaction: nobody else can write meanwhile. */
const atOnce = 50;
/** Mail of the sender that came in, or was read, while the first look went on. */
const maxLooks = 5;

/** Removes what the plan names, looks again, and goes on until a look finds nothing. */
export async function purgeAll(
  upkeep: Pick<UpkeepStore, 'planPurge' | 'purge'>,
  query: PurgeQuery,
  plan: PurgePlan,
): Promise<Purged> {
  const sum: Purged = {
    messages: 0,
    sources: 0,
    mails: 0,
    drafts: 0,
    versions: 0,
    outgoing: 0,
    webhooks: 0,
  };
  let found = plan;
  for (let look = 1; found.messages.length + found.drafts.length > 0; look += 1) {
    if (look > maxLooks) {
      throw new Error('mail of this sender keeps coming in: pause the mailbox, and run it again');
    }
    for (const part of parts(found)) {
      // oxlint-disable-next-line no-await-in-loop -- in turn on purpose
      const purged = await upkeep.purge(part);
      for (const [name, n] of Object.entries(purged)) sum[name as keyof Purged] += n;
    }
    // oxlint-disable-next-line no-await-in-loop -- in turn on purpose
    found = await upkeep.planPurge(query);
  }
  return sum;
}

function parts({ messages, drafts }: PurgePlan): { messages: number[]; drafts: number[] }[] {
  const slices = (ids: number[]) =>
    Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, i) =>
      ids.slice(i * atOnce, (i + 1) * atOnce),
    );
  return [
    ...slices(messages).map((some) => ({ messages: some, drafts: [] })),
    ...slices(drafts).map((some) => ({ messages: [], drafts: some })),
  ];
}
