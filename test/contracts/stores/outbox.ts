/** What the suites about decisions and letters share: a draft of a real message, and its ways. */
import type { Draft } from '../../../src/domain/draft.ts';
import type { OutgoingKind } from '../../../src/domain/outgoing.ts';
import type {
  Dispatch,
  OutgoingMove,
  OutgoingWish,
  Review,
  WishResult,
} from '../../../src/ports.ts';
import { draftOf, drafted, type Letter } from './conversation.ts';
import type { StoreUnderTest } from './harness.ts';

export const domain = 'company.example';

/** A message of its own thread with its draft. */
export async function aDraftIn(store: StoreUnderTest, uid = 1, changes: Partial<Letter> = {}) {
  const message = await drafted(store, { uid, thread: `<thread-${uid}@x>`, ...changes });
  return await draftOf(store, message);
}

export async function present(store: StoreUnderTest, id: number): Promise<Draft> {
  const draft = await store.drafts.get(id);
  if (!draft) throw new Error(`there is no draft ${id}`);
  return draft;
}

/** Decides on a draft as it stands, or fails the test; what it is then. */
export async function review(store: StoreUnderTest, id: number, how: Review, by = 'Mia') {
  const { version } = await present(store, id);
  const result = await store.drafts.review(id, version, how, by);
  if (result.kind !== 'edited') throw new Error(`${how} is ${JSON.stringify(result)}`);
  return result.draft;
}

/** Wishes that a draft goes out as it stands, unless told otherwise. */
export async function wish(
  store: StoreUnderTest,
  draft: number,
  kind: OutgoingKind,
  changes: Partial<OutgoingWish> = {},
): Promise<WishResult> {
  const version = (await store.drafts.get(draft))?.version ?? 1;
  const asked = { draft, version, kind, attended: true, by: 'Mia', domain, ...changes };
  return await store.outgoing.queue(asked);
}

/** The same, which has to be queued. */
export async function queued(store: StoreUnderTest, draft: number, kind: OutgoingKind) {
  const result = await wish(store, draft, kind);
  if (result.kind !== 'queued') throw new Error(`the ${kind} is ${JSON.stringify(result)}`);
  return result.outgoing;
}

export async function claimLetter({ outgoing }: StoreUnderTest): Promise<Dispatch> {
  const dispatch = await outgoing.claim();
  if (!dispatch) throw new Error('nothing was due to go out');
  return dispatch;
}

/** Goes several moves with a claimed one. */
export async function goes(
  { outgoing }: StoreUnderTest,
  dispatch: Dispatch,
  ...moves: OutgoingMove[]
): Promise<Dispatch> {
  let current = dispatch;
  for (const move of moves) current = await outgoing.move(current, move);
  return current;
}

/** An approved draft is queued, claimed and sent as far as these moves go; its id. */
export async function sending(store: StoreUnderTest, uid: number, ...moves: OutgoingMove[]) {
  const { id } = await aDraftIn(store, uid);
  await review(store, id, 'approve');
  await queued(store, id, 'send');
  if (moves.length > 0) await goes(store, await claimLetter(store), ...moves);
  return id;
}

/** Who changed what, as short as can be. */
export async function history({ drafts }: StoreUnderTest, id: number): Promise<unknown[]> {
  const versions = (await drafts.versions(id)) ?? [];
  return versions.map(({ by, name, change, status }) => [by, name, change, status]);
}
