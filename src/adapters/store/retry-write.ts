import { type Message, route, type Step, steps } from '../../domain/message.ts';
import { type Moved, recordJourney } from './journey.ts';
import { selectWork, toMessage, type WorkRow } from './rows.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface RetryItem {
  id: number;
  from: Step | undefined;
  /** Epoch milliseconds. */
  now: number;
}

export type Retried =
  | { kind: 'retried'; moved: Moved }
  | { kind: 'not_ended' }
  /** There is no such message. */
  | { kind: 'missing' };

export const retryOp = oneByOne<RetryItem, Retried>(retry);

/** `gone` is not among them: what was never fetched cannot be worked. */
const ends = ['waiting', 'quarantined', 'skipped', 'done'];

async function retry(query: Query, { id, from, now }: RetryItem): Promise<Retried> {
  const [row] = await query<WorkRow>(`${selectWork} where m.id = ?`, [id]);
  if (!row) return { kind: 'missing' };
  if (!ends.includes(row.stage)) return { kind: 'not_ended' };
  const message = again(toMessage(row), from);
  const moved: Moved = { id, key: row.key, from: row.stage, to: route(message), error: null };
  const at = new Date(now).toISOString();
  const kind = moved.to === 'queued' ? 'deliver' : 'process';

  await rewind(query, message, at);
  await query(
    `insert into job (kind, message, not_before) values (?, ?, ?)
     on conflict (kind, message) do update set not_before = excluded.not_before,
       lease_owner = null, lease_until = null`,
    // Due at once, whatever a clock that is put back says later.
    [kind, id, 0],
  );
  await recordJourney(query, [{ ...moved, at, ms: 0, attempt: 0 }]);
  return { kind: 'retried', moved };
}

/** The message with the results from `from` on taken away; without one, from the step that failed. */
function again(message: Message, from: Step | undefined): Message {
  const restored: Message = { ...message, ended: null };
  const due = route(restored);
  // Nothing is to be done again but the delivery.
  if (due === 'queued' && !from) return restored;
  const first = from ?? (due === 'done' ? 'parsing' : due);
  const start = steps.findIndex((step) => step === first);
  for (const step of steps.slice(Math.max(0, start))) restored[step] = null;
  return restored;
}

/** Takes from the row what is to be done again; what had a draft gets a new revision of it. */
async function rewind(query: Query, message: Message, at: string): Promise<void> {
  const kept = (step: Step) => Number(message[step] !== null);
  await query(
    `update message set stage = ?, ended = null, error = null, attempts = 0, not_before = null,
       seq = seq + 1, updated_at = ?,
       revision = revision + (persisting is not null),
       classifying = iif(?, classifying, null), enriching = iif(?, enriching, null),
       drafting = iif(?, drafting, null), summarizing = iif(?, summarizing, null),
       outbound = iif(?, outbound, null), persisting = iif(?, persisting, null)
     where id = ? returning id`,
    [
      route(message),
      at,
      kept('classifying'),
      kept('enriching'),
      kept('drafting'),
      kept('summarizing'),
      kept('persisting'),
      kept('persisting'),
      message.id,
    ],
  );
  if (!kept('parsing')) await query(`delete from mail where message = ?`, [message.id]);
}
