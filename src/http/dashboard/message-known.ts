import type { Draft } from '../../domain/draft.ts';
import type { Mail } from '../../domain/mail.ts';
import type { Outgoing } from '../../domain/outgoing.ts';
import type { MessageRow, Transition } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';

export type Journeyed = MessageRow & { journey: Transition[] };

/** Everything known of one message: at least its row or its draft. */
export interface Known {
  row: Journeyed | null;
  mail: Mail | null;
  draft: Draft | null;
  /** Of the draft, the newest first. */
  outgoing: Outgoing[];
}

/** The same of a message that has a draft. */
export type KnownDraft = Known & { draft: Draft };

/** By the ledger's id; null when there is neither a row nor a draft. */
export async function knownMessage(deps: HttpDeps, id: number): Promise<Known | null> {
  const [row, mail, found] = await Promise.all([
    deps.messages.get(id),
    deps.messages.mail(id),
    deps.drafts.byMessage(id),
  ]);
  if (!row && !found) return null;
  const draft = row && row.key !== found?.key ? null : found;
  return { row, mail, draft, outgoing: draft ? await deps.outgoing.ofDraft(draft.id) : [] };
}

/** By the draft's id, with its message where that is here but without the mail; null: no such draft. */
export async function knownDraft(deps: HttpDeps, id: number): Promise<KnownDraft | null> {
  const [draft, outgoing] = await Promise.all([deps.drafts.get(id), deps.outgoing.ofDraft(id)]);
  if (!draft) return null;
  // `message` is the id that the agent's database gave it: in another one it is somebody else's.
  const row = draft.message === null ? null : await deps.messages.get(draft.message);
  return { row: row?.key === draft.key ? row : null, mail: null, draft, outgoing };
}
