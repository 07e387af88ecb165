import type { MessageStore } from '../../ports.ts';
import type { Moved } from './journey.ts';
import { discardOp } from './discard-write.ts';
import type { StoreContext } from './message-store.ts';
import { redraftOp } from './redraft-write.ts';
import { regenerateOp } from './regenerate-write.ts';
import { retryOp } from './retry-write.ts';
import { refetchOp } from './source-writes.ts';
import { supersedeOp } from './supersede-writes.ts';

type Again = Pick<MessageStore, 'retry' | 'discard' | 'redraft' | 'regenerate' | 'supersede'>;

/** What becomes of messages that have ended: by a person's order, or since the world moved on. */
export function againStore(
  { writes, events, now }: Pick<StoreContext, 'writes' | 'events' | 'now'>,
  announce: (moved: Moved) => void,
): Again {
  const iso = () => new Date(now()).toISOString();
  return {
    async retry(id, from) {
      const refetch = await writes.write(refetchOp, { id, at: iso() });
      if (refetch) {
        announce(refetch);
        return 'retried';
      }
      const result = await writes.write(retryOp, { id, from, at: iso() });
      if (result.kind === 'missing') return null;
      if (result.kind === 'retried') announce(result.moved);
      return result.kind;
    },

    async discard(id) {
      const result = await writes.write(discardOp, { id, at: iso() });
      if (result.kind === 'missing') return null;
      if (result.kind === 'discarded') announce(result.moved);
      return result.kind;
    },

    async redraft(since, limit) {
      const moved = await writes.write(redraftOp, { since, limit, now: now() });
      for (const move of moved) announce(move);
      return moved.length;
    },

    async regenerate(draft, version, instruction, by) {
      const item = { draft, version, instruction, by, at: iso() };
      const result = await writes.write(regenerateOp, item);
      if (result.kind !== 'queued') return result;
      announce(result.moved);
      return { kind: 'queued', message: result.moved.id };
    },

    async supersede(messages, why) {
      const drafts = await writes.write(supersedeOp, { messages, why, at: iso() });
      for (const draft of drafts) events.publish({ type: 'draft.updated', draft });
      return drafts.length;
    },
  };
}
