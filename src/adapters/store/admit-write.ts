import type { WriteOp } from './write-queue.ts';

export interface AdmitItem {
  message: number;
  sender: string;
  /** UTC date, such as `2026-11-22`. */
  day: string;
}

/** Places are given in the order of the items, and kept: a message that asks again has the same. */
export const admitOp: WriteOp<AdmitItem, number> = async (query, items) => {
  const asked = JSON.stringify(items);
  // A late worker must not bring back the sender of a mail that was purged.
  await query(
    `insert into sender_day (message, sender, day)
     select value ->> 'message', value ->> 'sender', value ->> 'day' from json_each(?)
     where not exists (select 1 from purged where message = value ->> 'message')
     order by key
     on conflict (message) do nothing`,
    [asked],
  );
  const places = await query<{ place: number }>(
    `select (
       select count(*) from sender_day mine
         join sender_day other using (sender, day)
       where mine.message = item.value ->> 'message' and other.id <= mine.id
     ) as place
     from json_each(?) item order by item.key`,
    [asked],
  );
  return places.map(({ place }) => place);
};
