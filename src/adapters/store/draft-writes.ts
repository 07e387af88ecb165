/** The writes to drafts, shared by the pipeline's last step and by `POST` and `PATCH /drafts`. */
import { urgencyOf } from '../../domain/category.ts';
import { type Draft, editableStatuses, type NewDraft } from '../../domain/draft.ts';
import type { Step } from '../../domain/message.ts';
import type { DraftEdit, EditResult, PersonName } from '../../ports.ts';
import { countDrafts } from './draft-counts.ts';
import {
  columns,
  type DraftRow,
  fromRow,
  indexWords,
  isReplaceable,
  recordVersions,
  saveDrafts,
  type Written,
} from './draft-rows.ts';
import { cancelIdle } from './outgoing-rows.ts';
import { priorities } from './priorities.ts';
import { type DraftWrite, supersedeOlder } from './supersede-writes.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface DraftItem {
  draft: NewDraft;
  /** ISO 8601 UTC. */
  at: string;
  /** What its version is called where it takes the place of another. */
  change?: string;
  /** The first step that a stand-in for the LLM answered, where that may be done again. */
  redraftFrom?: Step | null;
}

/** New keys in one set; a known key is revised, kept or refused by the rule of `POST /drafts`. */
export async function insertDrafts(query: Query, items: DraftItem[]): Promise<DraftWrite[]> {
  if (items.length === 0) return [];
  const fresh = await insertFresh(query, items);
  const written: Written[] = [];
  for (const item of items) {
    const draft = fresh.get(item.draft.key);
    // The first of two equal keys in one set made it; the second meets it like any later one.
    fresh.delete(item.draft.key);
    written.push(draft ? { kind: 'created', draft } : await revise(query, item));
  }
  return await supersedeOlder(query, written);
}

async function insertFresh(query: Query, items: DraftItem[]): Promise<Map<string, Draft>> {
  const rows = items.map(({ draft, at, redraftFrom }) => ({ ...columns(draft), redraftFrom, at }));
  const inserted = await query<DraftRow & { discovered_at: string | null }>(
    `insert into draft (key, revision, message, mailbox_id, uid_validity, account, thread, sender,
       received_at, category, urgency, status, suspected, redraft_from, version, document,
       created_at, updated_at)
     select value ->> 'key', value ->> 'revision', value ->> 'message', m.mailbox_id,
       m.uid_validity, value ->> 'account', value ->> 'thread', value ->> 'sender',
       value ->> 'receivedAt', value ->> 'category', value ->> 'urgency', value ->> 'status',
       value ->> 'suspected', value ->> 'redraftFrom', 1, value ->> 'document', value ->> 'at',
       value ->> 'at'
     from json_each(?) left join message m on m.key = value ->> 'key'
     where true on conflict (key) do nothing
     returning *, (select m.created_at from message m where m.key = draft.key) as discovered_at`,
    [JSON.stringify(rows)],
  );
  const made = inserted.map((row) => ({ draft: fromRow(row), discoveredAt: row.discovered_at }));
  const drafts = made.map(({ draft }) => draft);
  await recordVersions(
    query,
    drafts.map((draft) => ({ draft, by: 'agent', change: 'created' })),
  );
  await indexWords(query, drafts);
  await countDrafts(query, made);
  return new Map(drafts.map((draft) => [draft.key, draft]));
}

async function revise(query: Query, item: DraftItem): Promise<Written> {
  const { draft, at, change = 'drafted again', redraftFrom = null } = item;
  const [row] = await query<DraftRow>(`select * from draft where key = ?`, [draft.key]);
  if (!row) throw new Error('a draft vanished within its own transaction');
  const stored = fromRow(row);
  if (draft.revision <= row.revision) return { kind: 'unchanged', draft: stored };
  if (!isReplaceable(row)) return { kind: 'conflict', draft: stored };
  if (!isBetter(draft, stored) && (await isRedraft(query, row))) {
    await query(`update draft set revision = ? where id = ? returning id`, [
      draft.revision,
      row.id,
    ]);
    return { kind: 'unchanged', draft: stored };
  }
  const revised = { ...stored, ...draft, version: row.version + 1, updatedAt: at };
  const name = row.yields_at === row.version ? row.asked_by : null;
  await saveDrafts(query, [{ draft: revised, by: 'agent', name, change }]);
  await query(
    `update draft set touched = 0, yields_at = null, asked_by = null, excerpt = null, redraft_from = ?
     where id = ? returning id`,
    // What a person asked for is not made again without their words.
    [row.yields_at === row.version ? null : redraftFrom, row.id],
  );
  return { kind: 'revised', draft: revised };
}

/** Whether some step was answered by somebody else than before. */
function isBetter(draft: NewDraft, stored: NewDraft): boolean {
  const [now, before] = [draft.provenance.steps, stored.provenance.steps];
  return (['classify', 'draft', 'summarize'] as const).some(
    (step) => now[step]?.provider !== before[step]?.provider,
  );
}

/** The LLM was tried again, by nobody's order: that it is still away is no news worth a version. */
async function isRedraft(query: Query, { key, redraft_from }: DraftRow): Promise<boolean> {
  if (redraft_from === null) return false;
  const found = await query(
    `select 1 from job join message on message.id = job.message
     where message.key = ? and job.kind = 'process' and job.priority = ?`,
    [key, priorities.redraft],
  );
  return found.length > 0;
}

export interface EditItem {
  id: number;
  version: number;
  edit: DraftEdit;
  by: PersonName;
  at: string;
}

export const editOp = oneByOne<EditItem, EditResult>(edit);

async function edit(query: Query, { id, version, edit, by, at }: EditItem): Promise<EditResult> {
  const [row] = await query<DraftRow>(`select * from draft where id = ?`, [id]);
  if (!row) return { kind: 'missing' };
  if (row.version !== version) return { kind: 'stale', version: row.version };
  const stored = fromRow(row);
  if (!editableStatuses.includes(stored.status)) {
    return { kind: 'refused', reason: `a draft that is ${stored.status} cannot be edited` };
  }
  const before = isNoSpamNow(stored, edit) ? await withReplyTaken(query, stored) : stored;
  if (edit.reply && !before.reply) {
    return { kind: 'refused', reason: 'this draft has no reply to edit' };
  }
  const words = { by: 'person', name: by, change: 'edited' } as const;
  const written = beforeSpam(before, edit, at);
  if (written) await recordVersions(query, [{ draft: written, ...words }]);
  const next = (written?.version ?? version) + 1;
  const draft: Draft = { ...edited(before, edit), version: next, updatedAt: at };
  await saveDrafts(query, [{ draft, ...words }]);
  await noteTouch(query, draft, draft.category === stored.category ? null : at);
  const isOtherText = JSON.stringify(draft.reply) !== JSON.stringify(stored.reply);
  if (isOtherText) await cancelIdle(query, id, 'save', at);
  return { kind: 'edited', draft };
}

const neverAnswered = 'spam is never answered';

function edited(stored: Draft, edit: DraftEdit): Draft {
  const category = edit.category ?? stored.category;
  const urgency = urgencyOf(category, edit.urgency ?? stored.summary.urgency);
  const draft = { ...stored, category, summary: { ...stored.summary, urgency } };
  if (category === 'Spam') {
    // The reply that stood there is kept by the version before.
    const noReplyReason = stored.noReplyReason ?? neverAnswered;
    return { ...draft, reply: null, noReplyReason, status: 'no_reply' };
  }
  return {
    ...draft,
    reply: stored.reply && { ...stored.reply, ...edit.reply },
    // What was approved, or could not be sent, is no longer what stands there.
    status: stored.status === 'no_reply' ? 'no_reply' : 'drafted',
  };
}

/** What a person wrote in the same edit that makes Spam of it: a version of its own, not lost. */
function beforeSpam(stored: Draft, { reply, category }: DraftEdit, at: string): Draft | null {
  if (!reply || category !== 'Spam') return null;
  const written = edited(stored, { reply });
  const isNew = JSON.stringify(written.reply) !== JSON.stringify(stored.reply);
  return isNew ? { ...written, version: stored.version + 1, updatedAt: at } : null;
}

function isNoSpamNow({ category, status }: Draft, edit: DraftEdit): boolean {
  const isOther = edit.category !== undefined && edit.category !== 'Spam';
  return isOther && category === 'Spam' && status === 'no_reply';
}

/** As if it had never been Spam: with the reply that a person's sorting took away, if one did. */
async function withReplyTaken(query: Query, stored: Draft): Promise<Draft> {
  const [taken] = await query<{ reply: string }>(
    `select v.reply from draft_version v
       join draft_version spam on spam.draft = v.draft and spam.version = v.version + 1
     where v.draft = ?1 and spam.by_whom = 'person' and spam.category = 'Spam'
       and v.version = (
         select max(version) from draft_version where draft = ?1 and reply <> 'null')`,
    [stored.id],
  );
  if (taken) {
    // Written by this program, of a draft that had one.
    const reply = JSON.parse(taken.reply) as Draft['reply'];
    return { ...stored, reply, noReplyReason: null, status: 'drafted' };
  }
  const { noReplyReason: why } = stored;
  return { ...stored, noReplyReason: why === neverAnswered ? 'it had been taken for spam' : why };
}

/** Characters of a mail that are shown of it as an example. */
const excerptLength = 600;

/**
 * The pipeline keeps its hands off from now on, and learns from it. What the mail says is noted here,
 * once: whoever looks for examples should not have to read whole mails.
 * @param correctedAt null: its category is as it was
 */
export async function noteTouch(
  query: Query,
  draft: Draft,
  correctedAt: string | null,
): Promise<void> {
  await query(
    `update draft set touched = 1, correction = iif(?1 is null, correction, category),
       corrected_at = coalesce(?1, corrected_at),
       excerpt = (select substr(mail.body ->> '$.own', 1, ${excerptLength})
         from message m join mail on mail.message = m.id where m.key = draft.key)
     where id = ?2 returning id`,
    [correctedAt, draft.id],
  );
}
