import { hostname } from 'node:os';
import type { OutgoingStore } from '../../ports.ts';
import { claimDispatchOp, moveDispatchOp } from './dispatch-writes.ts';
import type { StoreContext } from './message-store.ts';
import { type OutgoingRow, toOutgoing } from './outgoing-rows.ts';
import { wishOp } from './wish-write.ts';

/**
 * What goes out, on SQLite. Each change of it is told as one of its draft, whatever became of the
 * draft itself: who shows a draft shows what goes out of it.
 */
export function outgoingStore({ writes, reader, events, now }: StoreContext): OutgoingStore {
  const owner = `${hostname()}:${process.pid}`;
  return {
    async queue(wish) {
      const result = await writes.write(wishOp, { ...wish, now: now() });
      if (result.kind === 'queued') events.publish({ type: 'draft.updated', draft: result.draft });
      return result;
    },

    async ofDraft(draft) {
      const rows = await reader.query<OutgoingRow[]>(
        `select * from outgoing where draft = ? order by id desc`,
        [draft],
      );
      return rows.map(toOutgoing);
    },

    async list({ state, limit, cursor = Number.MAX_SAFE_INTEGER }) {
      const rows = await reader.query<OutgoingRow[]>(
        state === undefined
          ? `select * from outgoing where id < ? order by id desc limit ?`
          : `select * from outgoing where id < ? and state = ? order by id desc limit ?`,
        state === undefined ? [cursor, limit + 1] : [cursor, state, limit + 1],
      );
      const items = rows.slice(0, limit).map(toOutgoing);
      return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
    },

    async claim() {
      return await writes.write(claimDispatchOp, { owner, now: now() });
    },

    async move(dispatch, move) {
      const moved = await writes.write(moveDispatchOp, { dispatch, move, now: now() });
      events.publish({ type: 'draft.updated', draft: moved.draft });
      return moved;
    },
  };
}
