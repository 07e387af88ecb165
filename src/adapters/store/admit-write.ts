import type { WriteOp } from './write-queue.ts';

export interface AdmitItem {
  message: number;
  sender: string;
  /** UTC date, such as `2026-11-22`. */
  day: string;
}

/** One by one, for each place depends on the one before. */
export const admitOp: WriteOp<AdmitItem, number> = async (query, items) => {
  const places: number[] = [];
  for (const { message, sender, day } of items) {
    await query(
      `insert into sender_day (message, sender, day) values (?, ?, ?)
       on conflict (message) do nothing`,
      [message, sender, day],
    );
    const [row] = await query<{ place: number }>(
      `select count(*) as place from sender_day mine
         join sender_day other using (sender, day)
       where mine.message = ? and other.id <= mine.id`,
      [message],
    );
    places.push(row?.place ?? 1);
  }
  return places;
};
