import type { SourceFate, UpkeepStore } from '../../ports.ts';
import { dropSourcesOp } from './drop-sources-write.ts';
import type { StoreContext } from './message-store.ts';
import { planPurge } from './purge-search.ts';
import { purgeOp } from './purge-write.ts';

/** What is not kept for ever, on SQLite. */
export function upkeepStore({ writes, reader, read, events, now }: StoreContext): UpkeepStore {
  return {
    async dropSources(before, limit, after) {
      return await writes.write(dropSourcesOp, { before, limit, after });
    },

    async sourceFate(message) {
      const [row] = await reader.query<{ fate: SourceFate }[]>(
        `select case
             when exists (select 1 from purged where message = m.id) then 'purged'
             when not m.fetched then 'never'
             when exists (select 1 from message d join source s on s.message = d.id
               where d.account = m.account and d.sha256 = m.sha256 and d.size = m.size) then 'kept'
             else 'dropped' end as fate
         from message m where m.id = ?`,
        [message],
      );
      return row?.fate ?? 'never';
    },

    async planPurge(query) {
      return await planPurge(read, query);
    },

    async purge(some) {
      const at = new Date(now()).toISOString();
      const { purged, moved } = await writes.write(purgeOp, { ...some, at });
      for (const { id, key, from, to, error } of moved) {
        events.publish({ type: 'message.transitioned', id, key, from, to, error });
      }
      return purged;
    },
  };
}
