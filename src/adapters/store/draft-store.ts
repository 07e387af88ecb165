import type { DraftStore } from '../../ports.ts';
import { editOp, putOp, toDraft } from './draft-writes.ts';
import { Draft, Version } from './entities.ts';
import type { StoreContext } from './message-store.ts';
import { searchWords } from './search.ts';

/** Drafts on SQLite: filtered by indexed columns, searched by FTS5, newest row first. */
export function draftStore({ writes, reader, events, now }: StoreContext): DraftStore {
  const drafts = reader.getRepository(Draft);
  const versions = reader.getRepository(Version);
  const iso = () => new Date(now()).toISOString();

  return {
    async list({ q, limit, cursor, ...equals }) {
      const query = drafts
        .createQueryBuilder('d')
        .orderBy('d.id', 'DESC')
        .take(limit + 1);
      for (const [column, value] of Object.entries(equals)) {
        if (value !== undefined) query.andWhere(`d.${column} = :${column}`, { [column]: value });
      }
      if (cursor) query.andWhere('d.id < :cursor', { cursor });
      if (q !== undefined) {
        query.andWhere('d.id in (select rowid from draft_search where draft_search match :words)', {
          words: searchWords(q),
        });
      }
      const rows = await query.getMany();
      const items = rows.slice(0, limit).map(toDraft);
      return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
    },

    async get(id) {
      const row = await drafts.findOneBy({ id });
      return row && toDraft(row);
    },

    async byMessage(message) {
      const row = await drafts.findOneBy({ message });
      return row && toDraft(row);
    },

    async versions(id) {
      const rows = await versions.find({ where: { draft: id }, order: { version: 'asc' } });
      if (rows.length === 0) return null;
      return rows.map(({ id: _id, draft: _draft, ...version }) => version);
    },

    async put(draft) {
      const { kind, draft: stored } = await writes.write(putOp, { draft, at: iso() });
      if (kind === 'created') events.publish({ type: 'draft.created', draft: stored });
      if (kind === 'revised') events.publish({ type: 'draft.updated', draft: stored });
      if (kind !== 'conflict') return { kind, draft: stored };
      return { kind, reason: `a person has changed this draft (version ${stored.version})` };
    },

    async edit(id, version, edit) {
      const result = await writes.write(editOp, { id, version, edit, at: iso() });
      if (result.kind === 'edited') events.publish({ type: 'draft.updated', draft: result.draft });
      return result;
    },
  };
}
