import type { AuditEntry, AuditStore } from '../../ports.ts';
import type { StoreContext } from './message-store.ts';
import { wellFormed } from './search.ts';
import type { WriteOp } from './write-queue.ts';

type NoteItem = Omit<AuditEntry, 'id'>;

const noteOp: WriteOp<NoteItem, null> = async (query, entries) => {
  await query(
    `insert into audit (at, name, action, subject)
     select value ->> 'at', value ->> 'name', value ->> 'action', value ->> 'subject'
     from json_each(?)`,
    [JSON.stringify(entries)],
  );
  return entries.map(() => null);
};

/** Who did what, on SQLite. */
export function auditStore({ writes, reader, now }: StoreContext): AuditStore {
  return {
    async note({ name, action, subject }) {
      const at = new Date(now()).toISOString();
      const words = { name: name && wellFormed(name), subject: subject && wellFormed(subject) };
      await writes.write(noteOp, { at, action: wellFormed(action), ...words });
    },

    async list({ limit, cursor = Number.MAX_SAFE_INTEGER }) {
      const rows = await reader.query<AuditEntry[]>(
        `select id, at, name, action, subject from audit where id < ? order by id desc limit ?`,
        [cursor, limit + 1],
      );
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
    },
  };
}
