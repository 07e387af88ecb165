import { categories, type Category } from '../../domain/category.ts';
import type { DraftFilter, DraftStore, EditResult } from '../../ports.ts';
import { publishWrite } from './draft-events.ts';
import { type DraftRow, fromRow, toDraft } from './draft-rows.ts';
import { editOp, insertDrafts } from './draft-writes.ts';
import { Draft, Version } from './entities.ts';
import type { StoreContext } from './message-store.ts';
import { reviewOp } from './review-write.ts';
import { facetOf, matchWords } from './search.ts';

/** In one pass over the index by day: grouping sorts a busy day's rows, for three times as long. */
const counts = `select ${categories
  .map((category) => `count(*) filter (where category = '${category}') as "${category}"`)
  .join(', ')} from draft where created_at >= ?`;

/** What a draft is made of that is shown; a page of whole rows costs three times as much. */
const shown = 'd.id, d.version, d.document, d.created_at, d.updated_at';
type ShownRow = Pick<DraftRow, 'id' | 'version' | 'document' | 'created_at' | 'updated_at'>;

/** Drafts on SQLite: filtered and searched by FTS5, newest row first. */
export function draftStore({ writes, reader, read, events, now }: StoreContext): DraftStore {
  const drafts = reader.getRepository(Draft);
  const versions = reader.getRepository(Version);
  const iso = () => new Date(now()).toISOString();

  /** Tells the house of a change, after its commit. */
  function told(result: EditResult): EditResult {
    if (result.kind === 'edited') events.publish({ type: 'draft.updated', draft: result.draft });
    return result;
  }

  /** The newest drafts before an id that an FTS5 expression matches; of all, where it is empty. */
  async function page(match: string, cursor: number, limit: number) {
    const parameters = [cursor, limit];
    return match
      ? await read<ShownRow>(
          // The cross join keeps the order: words are read from the newest, and drafts by their ids.
          `select ${shown} from draft_search s cross join draft d on d.id = s.rowid
           where s.draft_search match ? and s.rowid < ? order by s.rowid desc limit ?`,
          [match, ...parameters],
        )
      : await read<ShownRow>(
          `select ${shown} from draft d where d.id < ? order by d.id desc limit ?`,
          parameters,
        );
  }

  /** A filter as an FTS5 expression: empty, every draft fits it; null, none does. */
  async function matchOf({ q, limit: _limit, cursor: _cursor, ...filters }: DraftFilter) {
    const isFiltered = Object.values(filters).some((value) => value !== undefined);
    const words = q === undefined ? [] : [await matchWords(reader, 'draft_search', q)];
    if (words.includes(null)) return null;
    return [...words, ...(isFiltered ? [`facets : "${facetOf(filters)}"`] : [])].join(' AND ');
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
      const { limit, cursor = Number.MAX_SAFE_INTEGER } = filter;
      const match = await matchOf(filter);
      if (match === null) return { items: [], next: null };
      const rows = await page(match, cursor, limit + 1);
      const items = rows.slice(0, limit).map(fromRow);
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
