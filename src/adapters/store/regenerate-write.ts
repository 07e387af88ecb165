import type { Draft, DraftStatus } from '../../domain/draft.ts';
import type { Message, StepResults } from '../../domain/message.ts';
import type { PersonName, RegenerateResult } from '../../ports.ts';
import { type DraftRow, fromRow } from './draft-rows.ts';
import type { Moved } from './journey.ts';
import { priorities } from './priorities.ts';
import { putBack, takenBack } from './put-back.ts';
import { selectWork, toMessage, type WorkRow } from './rows.ts';
import { wellFormed } from './search.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface RegenerateItem {
  draft: number;
  /** Of the draft, as the person saw it. */
  version: number;
  instruction: string | null;
  by: PersonName;
  /** ISO 8601 UTC. */
  at: string;
}

export type Regenerated =
  | Exclude<RegenerateResult, { kind: 'queued' }>
  | { kind: 'queued'; moved: Moved };

export const regenerateOp = oneByOne<RegenerateItem, Regenerated>(regenerate);

/** In the others it was sent, is being sent or needs no answer any more. */
const open: readonly DraftStatus[] = ['drafted', 'approved', 'rejected', 'no_reply'];

/** The roles have a database each, and this is the other one. */
export const inOtherDatabase =
  "the message of this draft is in the agent's own database (API_URL): ask the agent's port, " +
  'or let both roles share one database (DATABASE_URL)';

/** One that failed on its way to a new revision may be asked for again. */
const ends = ['done', 'quarantined', 'skipped'];

async function regenerate(query: Query, item: RegenerateItem): Promise<Regenerated> {
  const { draft: id, version, instruction, by, at } = item;
  const [row] = await query<DraftRow>(`select * from draft where id = ?`, [id]);
  if (!row) return { kind: 'missing' };
  if (row.version !== version) return { kind: 'stale', version: row.version };
  const draft = fromRow(row);
  if (!open.includes(draft.status)) {
    return refused(`a draft that is ${draft.status} cannot be drafted again`);
  }
  const [work] = await query<WorkRow>(`${selectWork} where m.key = ?`, [row.key]);
  if (!work || draft.message === null) return refused(inOtherDatabase);
  if (!ends.includes(work.stage)) return refused('the message of this draft is in work already');

  const message = asCorrected(toMessage(work), draft, row.correction);
  await query(
    `update message set instruction = ?, classifying = ?, summarizing = ? where id = ? returning id`,
    [instruction, json(message.classifying), json(message.summarizing), work.id],
  );
  await query(`update draft set yields_at = version, asked_by = ? where id = ? returning id`, [
    by,
    id,
  ]);
  const [moved] = await putBack(query, [{ row: work, message }], {
    at,
    priority: priorities.asked,
  });
  if (!moved) throw new Error(`message ${work.id} was not put back to work`);
  return { kind: 'queued', moved };
}

function refused(reason: string): Regenerated {
  return { kind: 'refused', reason };
}

function json(result: object | null): string | null {
  return result && JSON.stringify(result);
}

/** The message before its drafting, with what a person has set right in its draft. */
function asCorrected(
  message: Message,
  draft: Draft,
  correction: Draft['category'] | null,
): Message {
  const { classifying, summarizing } = message;
  const { category } = draft;
  const { urgency } = draft.summary;
  const isResorted = classifying ? classifying.category !== category : correction === category;
  const before = takenBack(message, 'drafting');
  return {
    ...before,
    classifying: isResorted ? sortedByPerson(category) : classifying,
    // It is about the mail and not about the reply; only a new category may make another of it.
    summarizing:
      summarizing && (!isResorted || summarizing.urgency !== urgency)
        ? { ...summarizing, urgency }
        : null,
  };
}

function sortedByPerson(category: Draft['category']): StepResults['classifying'] {
  const nobody = { model: '', ms: 0, inputTokens: 0, outputTokens: 0 };
  const run = { provider: 'person', ...nobody, fallback: false, cause: null };
  return { category, confidence: 1, reason: 'sorted by a person', run };
}

/** Characters of an instruction that name a version. */
const titleLength = 80;

/** What the version is called that follows an instruction. */
export function changeBy(instruction: string | null): string {
  const words = (instruction ?? '').replaceAll(/\s+/g, ' ').trim();
  if (!words) return 'drafted again';
  const title = words.length > titleLength ? `${words.slice(0, titleLength - 1)}…` : words;
  return `drafted again: ${wellFormed(title)}`;
}
