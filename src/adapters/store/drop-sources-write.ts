import { oneByOne } from './write-queue.ts';

export interface DropSourcesItem {
  /** ISO 8601 UTC. */
  before: string;
  limit: number;
  /** Of the last row that was looked at. */
  after: number;
}

export interface DroppedSources {
  dropped: number;
  /** Where to look on; null: what comes next is younger. */
  after: number | null;
}

/** More rows are looked at than dropped at a time, for those that stay lie among them. */
const looked = 500;

/** Whoever may still be read: in work, set aside, or to be read again from the bytes of another. */
const readable = `m.stage not in ('done', 'skipped', 'gone')`;

/**
 * Sources lie in the order in which their messages were taken in, so that the first young one ends
 * the look. An exact duplicate has none of its own: it is worked with the bytes of the first.
 */
export const dropSourcesOp = oneByOne<DropSourcesItem, DroppedSources>(
  async (query, { before, limit, after }) => {
    const rows = await query<{ id: number; young: number; needed: number }>(
      `select s.message as id, m.created_at >= ? as young,
         ${readable} or exists (select 1 from message d
           where d.account = m.account and d.sha256 = m.sha256 and d.size = m.size
             and ${readable.replace('m.', 'd.')}) as needed
       from source s join message m on m.id = s.message
       where s.message > ? order by s.message limit ?`,
      [before, after, looked],
    );
    const youngest = rows.findIndex(({ young }) => young);
    const old = youngest < 0 ? rows : rows.slice(0, youngest);
    const idle = old.filter(({ needed }) => !needed).slice(0, limit);
    await query(`delete from source where message in (select value from json_each(?))`, [
      JSON.stringify(idle.map(({ id }) => id)),
    ]);
    if (idle.length === limit) return { dropped: limit, after: idle.at(-1)?.id ?? null };
    const isLast = youngest >= 0 || rows.length < looked;
    return { dropped: idle.length, after: isLast ? null : (rows.at(-1)?.id ?? null) };
  },
);
