import { In, LessThan } from 'typeorm';
import { categories, type Category } from '../../domain/category.ts';
import type { DraftFilter, DraftStore, EditResult } from '../../ports.ts';
import { publishWrite } from './draft-events.ts';
import { toDraft } from './draft-rows.ts';
import { editOp, insertDrafts } from './draft-writes.ts';
import { Draft, Version } from './entities.ts';
import type { StoreContext } from './message-store.ts';
import { reviewOp } from './review-write.ts';
import { facet, matchFacets, matchWords } from './search.ts';

/** In one pass over the index by day: grouping sorts a busy day's rows, for three times as long. */
const counts = `select ${categories
  .map((category) => `count(*) filter (where category = '${category}') as "${category}"`)
  .join(', ')} from draft where created_at >= ?`;

/** Drafts on SQLite: filtered and searched by FTS5, newest row first. */
export function draftStore({ writes, reader, events, now }: StoreContext): DraftStore {
  const drafts = reader.getRepository(Draft);
  const versions = reader.getRepository(Version);
  const iso = () => new Date(now()).toISOString();

  /** Tells the house of a change, after its commit. */
  function told(result: EditResult): EditResult {
    if (result.kind === 'edited') events.publish({ type: 'draft.updated', draft: result.draft });
    return result;
  }

  /** Ids of drafts that an FTS5 expression matches, newest first. */
  async function matching(match: string, limit: number, cursor = Number.MAX_SAFE_INTEGER) {
    const rows = await reader.query<{ id: number }[]>(
      `select rowid as id from draft_search where draft_search match ? and rowid < ?
       order by rowid desc limit ?`,
      [match, cursor, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** A filter as an FTS5 expression: empty, every draft fits it; null, none does. */
  async function matchOf({ q, limit: _limit, cursor: _cursor, ...filters }: DraftFilter) {
    const facets = Object.entries(filters).flatMap(([column, value]) =>
      value === undefined ? [] : [facet(column, value)],
    );
    const words = q === undefined ? [] : [await matchWords(reader, 'draft_search', q)];
    if (words.includes(null)) return null;
    return [...words, ...(facets.length > 0 ? [matchFacets(facets)] : [])].join(' AND ');
  }

  /** The id that comes next to another: a look at one end of a range of ids. */
  async function nextTo(id: number, side: 'newer' | 'older', match: string) {
    const [compare, order] = side === 'newer' ? ['>', 'asc'] : ['<', 'desc'];
    const [row] = await reader.query<{ id: number }[]>(
      match
        ? `select rowid as id from draft_search
           where draft_search match ? and rowid ${compare} ? order by rowid ${order} limit 1`
        : `select id from draft where id ${compare} ? order by id ${order} limit 1`,
      match ? [match, id] : [id],
    );
    return row?.id ?? null;
  }

  return {
    async list(filter) {
      const { limit, cursor } = filter;
      const match = await matchOf(filter);
      if (match === null) return { items: [], next: null };
      const newest = { order: { id: 'desc' }, take: limit + 1 } as const;
      const older = cursor === undefined ? {} : { where: { id: LessThan(cursor) } };
      const rows = await drafts.find(
        match
          ? { ...newest, where: { id: In(await matching(match, limit + 1, cursor)) } }
          : { ...newest, ...older },
      );
      const items = rows.slice(0, limit).map(toDraft);
      return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
    },

    async neighbours(id, filter) {
      const match = await matchOf(filter);
      if (match === null) return { newer: null, older: null };
      const [newer, older] = await Promise.all([
        nextTo(id, 'newer', match),
        nextTo(id, 'older', match),
      ]);
      return { newer, older };
    },

    async get(id) {
      const row = await drafts.findOneBy({ id });
      return row && toDraft(row);
    },

    async byMessage(message) {
      const row = await drafts.findOneBy({ message });
      return row && toDraft(row);
    },

    async countsSince(since) {
      const [row = {}] = await reader.query<Partial<Record<Category, number>>[]>(counts, [since]);
      return Object.fromEntries(Object.entries(row).filter(([, n]) => n > 0));
    },

    async versions(id) {
      const rows = await versions.find({ where: { draft: id }, order: { version: 'asc' } });
      if (rows.length === 0) return null;
      return rows.map(({ id: _id, draft: _draft, ...version }) => version);
    },

    async put(draft) {
      const write = await writes.write(insertDrafts, { draft, at: iso() });
      publishWrite(events, write);
      const { kind, draft: stored, superseded } = write;
      if (kind === 'conflict') {
        return { kind, reason: `a person has changed this draft (version ${stored.version})` };
      }
      return { kind, draft: superseded.find(({ id }) => id === stored.id) ?? stored };
    },

    async edit(id, version, edit, by) {
      return told(await writes.write(editOp, { id, version, edit, by, at: iso() }));
    },

    async review(id, version, review, by) {
      return told(await writes.write(reviewOp, { id, version, review, by, at: iso() }));
    },
  };
}
