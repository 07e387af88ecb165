import type { UsageStore } from '../../ports.ts';
import type { StoreContext } from './message-store.ts';

const hourMs = 3_600_000;

/** One statement, so that both parts are of the same moment; `now` is what is in work at present. */
const everything = `
  select 'now' as hour, coalesce(sum(n), 0) as n from stage_count
  where stage not in ('done', 'skipped', 'quarantined', 'gone')
  union all select hour, entered - ended from flow_count where hour >= ?`;

/**
 * Walked back from the present number by what came and went in each hour: what happened before
 * `since` does not matter, nor how many messages there are.
 */
export function backlogRead({ reader, now }: Pick<StoreContext, 'reader' | 'now'>) {
  return async (since: string): ReturnType<UsageStore['backlog']> => {
    const first = Math.floor(Date.parse(since) / hourMs) * hourMs;
    const present = Math.floor(now() / hourMs) * hourMs;
    const rows = await reader.query<{ hour: string; n: number }[]>(everything, [hourOf(first)]);
    const changes = new Map(rows.map(({ hour, n }) => [hour, n]));
    let n = changes.get('now') ?? 0;
    // A clock that was put back has left hours that are yet to come.
    for (const [hour, change] of changes) if (hour !== 'now' && hour > hourOf(present)) n -= change;
    const hours: { at: string; n: number }[] = [];
    for (let at = present; at >= first; at -= hourMs) {
      hours.push({ at: new Date(at).toISOString(), n });
      n -= changes.get(hourOf(at)) ?? 0;
    }
    return hours.toReversed();
  };
}

/** `2026-01-31T09`. */
function hourOf(at: number): string {
  return new Date(at).toISOString().slice(0, 13);
}
