import type { Message, Stage, Step, StepResults } from '../../domain/message.ts';

/** A message's row with its mail, as the work queries select it. */
export interface WorkRow {
  id: number;
  key: string;
  account: string;
  mailbox: string;
  uid_validity: number;
  uid: number;
  stage: Stage;
  ended: Message['ended'];
  outbound: Message['outbound'];
  fetched: number;
  seq: number;
  revision: number;
  attempts: number;
  received_at: string | null;
  truncated: number;
  instruction: string | null;
  parsing: string | null;
  classifying: string | null;
  enriching: string | null;
  drafting: string | null;
  summarizing: string | null;
  persisting: number | null;
}

export const selectWork = `select m.id, m.key, m.account, m.mailbox, m.uid_validity, m.uid, m.stage,
    m.ended, m.outbound, m.fetched, m.seq, m.revision, m.attempts, m.received_at, m.truncated, m.instruction,
    m.classifying, m.enriching, m.drafting, m.summarizing, m.persisting, mail.body as parsing
  from message m left join mail on mail.message = m.id`;

export function toMessage(row: WorkRow): Message {
  return {
    id: row.id,
    key: row.key,
    account: row.account,
    mailbox: row.mailbox,
    uidValidity: row.uid_validity,
    uid: row.uid,
    receivedAt: row.received_at ?? '',
    truncated: Boolean(row.truncated),
    attempts: row.attempts,
    seq: row.seq,
    revision: row.revision,
    ended: row.ended,
    fetched: Boolean(row.fetched),
    instruction: row.instruction,
    outbound: row.outbound,
    parsing: resultOf(row, 'parsing'),
    classifying: resultOf(row, 'classifying'),
    enriching: resultOf(row, 'enriching'),
    drafting: resultOf(row, 'drafting'),
    summarizing: resultOf(row, 'summarizing'),
    persisting: row.persisting,
  };
}

function resultOf<S extends Exclude<Step, 'persisting'>>(
  row: WorkRow,
  step: S,
): StepResults[S] | null {
  const json = row[step];
  // Written by this program from the same type; the schema's version is the migration's.
  return json === null ? null : (JSON.parse(json) as StepResults[S]);
}
