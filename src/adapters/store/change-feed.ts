import type { DataSource } from 'typeorm';
import type { Stage } from '../../domain/message.ts';
import type { EventBus } from '../../ports.ts';
import { toDraft } from './draft-rows.ts';
import { Draft, Version } from './entities.ts';

/** So many changes are told at a time; after a longer absence the rest follows at once. */
const batch = 200;

/**
 * Tells the events of another process that writes to the same database, for the api role. The
 * journey and the versions only ever grow, so that their ids are the feed's cursor; what goes out
 * has a number that grows with its changes, for it is a change of its draft that makes no version.
 * @returns ends the feed
 */
export async function followChanges(
  reader: DataSource,
  events: EventBus,
  { intervalMs = 500, onError }: { intervalMs?: number; onError(error: unknown): void },
): Promise<() => void> {
  const newest = async (table: string, column = 'id') => {
    const [row] = await reader.query<{ last: number | null }[]>(
      `select max(${column}) as last from ${table}`,
    );
    return row?.last ?? 0;
  };
  let journey = await newest('journey');
  let version = await newest('draft_version');
  let outgoing = await newest('outgoing', 'seq');

  async function tellMoves(): Promise<boolean> {
    const moves = await reader.query<
      { id: number; message: number; key: string; from: Stage; to: Stage; error: string | null }[]
    >(
      `select j.id, j.message, m.key, j.from_stage as "from", j.to_stage as "to", j.error
       from journey j join message m on m.id = j.message where j.id > ? order by j.id limit ?`,
      [journey, batch],
    );
    for (const { id, message, ...move } of moves) {
      journey = id;
      events.publish({ type: 'message.transitioned', id: message, ...move });
    }
    return moves.length === batch;
  }

  async function tellDrafts(): Promise<boolean> {
    const versions = await reader
      .getRepository(Version)
      .createQueryBuilder('v')
      .where('v.id > :version', { version })
      .orderBy('v.id')
      .take(batch)
      .getMany();
    for (const { id, draft, change } of versions) {
      await tellDraft(draft, change === 'created' ? 'draft.created' : 'draft.updated');
      version = id;
    }
    return versions.length === batch;
  }

  async function tellOutgoing(): Promise<boolean> {
    const changes = await reader.query<{ seq: number; draft: number }[]>(
      `select seq, draft from outgoing where seq > ? order by seq limit ?`,
      [outgoing, batch],
    );
    for (const { seq, draft } of changes) {
      await tellDraft(draft, 'draft.updated');
      outgoing = seq;
    }
    return changes.length === batch;
  }

  async function tellDraft(id: number, type: 'draft.created' | 'draft.updated'): Promise<void> {
    const row = await reader.getRepository(Draft).findOneBy({ id });
    if (row) events.publish({ type, draft: toDraft(row) });
  }

  let timer: NodeJS.Timeout;
  let ended = false;
  async function tell(): Promise<void> {
    let more = false;
    try {
      const told = [await tellMoves(), await tellDrafts(), await tellOutgoing()];
      more = told.includes(true);
    } catch (error) {
      onError(error);
    }
    if (!ended) timer = setTimeout(() => void tell(), more ? 0 : intervalMs);
  }
  timer = setTimeout(() => void tell(), intervalMs);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
