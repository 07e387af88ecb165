import type { Draft, DraftStatus } from '../../src/domain/draft.ts';
import type { Outgoing, OutgoingKind } from '../../src/domain/outgoing.ts';
import type { OutgoingStore, OutgoingWish, WishResult } from '../../src/ports.ts';
import { only } from './only.ts';

interface Kept {
  drafts: Draft[];
  /** The oldest first. */
  outgoing: Outgoing[];
}

/** From which status a draft may leave the house so. */
const wishable: Record<OutgoingKind, readonly DraftStatus[]> = {
  send: ['approved', 'failed', 'unknown'],
  save: ['drafted', 'approved', 'failed', 'unknown'],
};

/** Takes wishes as the store does, and carries none of them out. */
export function fakeOutgoing(state: Kept, updated: (draft: Draft) => void): OutgoingStore {
  return only<OutgoingStore>({
    queue: (wish) => Promise.resolve(queue(state, wish, updated)),
    ofDraft: (draft) =>
      Promise.resolve(state.outgoing.filter((one) => one.draft === draft).toReversed()),
  });
}

function queue(state: Kept, wish: OutgoingWish, updated: (draft: Draft) => void): WishResult {
  const at = state.drafts.findIndex(({ id }) => id === wish.draft);
  const draft = state.drafts[at];
  if (!draft) return { kind: 'missing' };
  if (draft.version !== wish.version) return { kind: 'stale', version: draft.version };
  if (!wishable[wish.kind].includes(draft.status)) {
    return { kind: 'refused', reason: 'this draft is not approved yet' };
  }
  const outgoing = outgoingOf(wish, state.outgoing.length + 1);
  state.outgoing.push(outgoing);
  if (wish.kind === 'save') return { kind: 'queued', outgoing, draft };
  const sending: Draft = { ...draft, status: 'sending', version: draft.version + 1 };
  state.drafts[at] = sending;
  updated(sending);
  return { kind: 'queued', outgoing, draft: sending };
}

function outgoingOf(wish: OutgoingWish, id: number): Outgoing {
  const { draft, kind, version, attended, by, domain } = wish;
  const now = new Date().toISOString();
  return {
    id,
    draft,
    kind,
    state: 'queued',
    version,
    messageId: `<${kind}.${draft}.${version}@${domain}>`,
    attended,
    name: by,
    attempts: 0,
    notBefore: null,
    folder: null,
    error: null,
    createdAt: now,
    updatedAt: now,
  };
}
