import { type Message, route, type Step, steps } from '../../domain/message.ts';
import { type DraftRow, isReplaceable } from './draft-rows.ts';
import type { Moved } from './journey.ts';
import { priorities } from './priorities.ts';
import { putBack, takenBack } from './put-back.ts';
import { selectWork, toMessage, type WorkRow } from './rows.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface RetryItem {
  id: number;
  from: Step | undefined;
  /** ISO 8601 UTC. */
  at: string;
}

export type Retried =
  | { kind: 'retried'; moved: Moved }
  | { kind: 'not_ended' }
  /** Its draft would stay as it is, whatever the steps came to. */
  | { kind: 'edited' }
  /** It would have to be read again, and cannot be. */
  | { kind: 'sourceless' }
  /** There is no such message. */
  | { kind: 'missing' };

export const retryOp = oneByOne<RetryItem, Retried>(retry);

/** `gone` is not among them: what was never fetched cannot be worked. */
const ends = ['waiting', 'quarantined', 'skipped', 'done'];

async function retry(query: Query, { id, from, at }: RetryItem): Promise<Retried> {
  const [row] = await query<WorkRow>(`${selectWork} where m.id = ?`, [id]);
  if (!row) return { kind: 'missing' };
  if (!ends.includes(row.stage)) return { kind: 'not_ended' };
  const fate = await fateOf(query, id);
  if (fate.purged) return { kind: 'sourceless' };
  const message = again(toMessage(row), from ?? (fate.readable ? undefined : 'classifying'));
  // What was read of it is all that there is; to read it again would lose that.
  if (!message.parsing && !fate.readable) return { kind: 'sourceless' };
  if (isWorked(message) && (await isInHands(query, row.key))) return { kind: 'edited' };
  const [moved] = await putBack(query, [{ row, message }], { at, priority: priorities.live });
  if (!moved) throw new Error(`message ${id} was not put back to work`);
  return { kind: 'retried', moved };
}

/** The message with the results from `from` on taken away; without one, from the step that failed. */
function again(message: Message, from: Step | undefined): Message {
  const restored: Message = { ...message, ended: null };
  const due = route(restored);
  // Nothing is to be done again but the delivery.
  if (due === 'queued' && !from) return restored;
  if (from) return takenBack(message, from);
  return takenBack(message, steps.find((step) => step === due) ?? 'parsing');
}

/** Whether its source is there, or that of the mail which it is a duplicate of. */
async function fateOf(query: Query, id: number): Promise<{ readable: boolean; purged: boolean }> {
  const [row] = await query<{ readable: number; purged: number }>(
    `select exists (select 1 from message d join source s on s.message = d.id
         where d.account = m.account and d.sha256 = m.sha256 and d.size = m.size) as readable,
       exists (select 1 from purged where message = m.id) as purged
     from message m where m.id = ?`,
    [id],
  );
  return { readable: Boolean(row?.readable), purged: Boolean(row?.purged) };
}

/** Whether more is to be done than to store what there is. */
function isWorked(message: Message): boolean {
  const due = route(message);
  return steps.some((step) => step === due && step !== 'persisting');
}

/** Whether the draft bears the hand of a person, which no revision replaces unless asked to. */
async function isInHands(query: Query, key: string): Promise<boolean> {
  const [draft] = await query<DraftRow>(`select * from draft where key = ?`, [key]);
  return draft !== undefined && draft.status !== 'superseded' && !isReplaceable(draft);
}
