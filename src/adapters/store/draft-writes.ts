/** The writes to drafts, shared by the pipeline's last step and by `POST` and `PATCH /drafts`. */
import { urgencyOf } from '../../domain/category.ts';
import { type Draft, editableStatuses, type NewDraft } from '../../domain/draft.ts';
import type { DraftEdit, EditResult, PutResult } from '../../ports.ts';
import { facet } from './search.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface DraftItem {
  draft: NewDraft;
  /** ISO 8601 UTC. */
  at: string;
}

/** What became of a put; on a conflict the draft is the one that stays. */
export interface DraftWrite {
  kind: PutResult['kind'];
  draft: Draft;
}

interface DraftRow {
  id: number;
  key: string;
  revision: number;
  version: number;
  touched: number;
  document: string;
  created_at: string;
  updated_at: string;
}

export function toDraft(row: {
  id: number;
  version: number;
  document: NewDraft;
  createdAt: string;
  updatedAt: string;
}): Draft {
  const { id, version, createdAt, updatedAt } = row;
  return { id, ...row.document, version, createdAt, updatedAt };
}

function fromRow(row: DraftRow): Draft {
  return toDraft({
    id: row.id,
    version: row.version,
    // Written by this program from a NewDraft.
    document: JSON.parse(row.document) as NewDraft,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}

/** New keys in one set; a known key is revised, kept or refused by the rule of `POST /drafts`. */
export async function insertDrafts(query: Query, items: DraftItem[]): Promise<DraftWrite[]> {
  if (items.length === 0) return [];
  const inserted = await query<DraftRow>(
    `insert into draft (key, revision, message, account, category, urgency, status, version,
       touched, document, created_at, updated_at)
     select value ->> 'key', value ->> 'revision', value ->> 'message', value ->> 'account',
       value ->> 'category', value ->> 'urgency', value ->> 'status', 1, 0, value ->> 'document',
       value ->> 'at', value ->> 'at'
     from json_each(?) where true on conflict (key) do nothing
     returning *`,
    [JSON.stringify(items.map(columns))],
  );
  const fresh = new Map(inserted.map((row) => [row.key, fromRow(row)]));
  await recordVersions(query, [...fresh.values()], 'agent', 'created');
  await index(query, [...fresh.values()]);

  const writes: DraftWrite[] = [];
  for (const item of items) {
    const draft = fresh.get(item.draft.key);
    // The first of two equal keys in one set made it; the second meets it like any later one.
    fresh.delete(item.draft.key);
    writes.push(draft ? { kind: 'created', draft } : await revise(query, item));
  }
  return writes;
}

async function revise(query: Query, { draft, at }: DraftItem): Promise<DraftWrite> {
  const [row] = await query<DraftRow>(`select * from draft where key = ?`, [draft.key]);
  if (!row) throw new Error('a draft vanished within its own transaction');
  const stored = fromRow(row);
  if (draft.revision <= row.revision) return { kind: 'unchanged', draft: stored };
  const open = stored.status === 'drafted' || stored.status === 'no_reply';
  if (row.touched || !open) return { kind: 'conflict', draft: stored };
  const revised = { ...stored, ...draft, version: row.version + 1, updatedAt: at };
  await save(query, revised, { touched: false, by: 'agent', change: 'drafted again' });
  return { kind: 'revised', draft: revised };
}

export interface EditItem {
  id: number;
  version: number;
  edit: DraftEdit;
  at: string;
}

export const editOp = oneByOne<EditItem, EditResult>(edit);

async function edit(query: Query, { id, version, edit, at }: EditItem): Promise<EditResult> {
  const [row] = await query<DraftRow>(`select * from draft where id = ?`, [id]);
  if (!row) return { kind: 'missing' };
  if (row.version !== version) return { kind: 'stale', version: row.version };
  const stored = fromRow(row);
  if (!editableStatuses.includes(stored.status)) {
    return { kind: 'refused', reason: `a draft that is ${stored.status} cannot be edited` };
  }
  if (edit.reply && !stored.reply) {
    return { kind: 'refused', reason: 'this draft has no reply to edit' };
  }
  const draft: Draft = { ...edited(stored, edit), version: version + 1, updatedAt: at };
  await save(query, draft, { touched: true, by: 'person', change: 'edited' });
  return { kind: 'edited', draft };
}

function edited(stored: Draft, edit: DraftEdit): Draft {
  const category = edit.category ?? stored.category;
  const urgency = urgencyOf(category, edit.urgency ?? stored.summary.urgency);
  const draft = { ...stored, category, summary: { ...stored.summary, urgency } };
  if (category === 'Spam') {
    // The reply that stood there is kept by the version before.
    const noReplyReason = stored.noReplyReason ?? 'spam is never answered';
    return { ...draft, reply: null, noReplyReason, status: 'no_reply' };
  }
  return {
    ...draft,
    reply: stored.reply && { ...stored.reply, ...edit.reply },
    // What was approved is no longer what stands there.
    status: stored.status === 'approved' ? 'drafted' : stored.status,
  };
}

async function save(
  query: Query,
  draft: Draft,
  how: { touched: boolean; by: string; change: string },
): Promise<void> {
  const c = columns({ draft, at: draft.updatedAt });
  await query(
    `update draft set revision = ?, category = ?, urgency = ?, status = ?, document = ?,
       version = ?, touched = ?, updated_at = ? where id = ? returning id`,
    [
      c.revision,
      c.category,
      c.urgency,
      c.status,
      c.document,
      draft.version,
      how.touched ? 1 : 0,
      draft.updatedAt,
      draft.id,
    ],
  );
  await recordVersions(query, [draft], how.by, how.change);
  await query(`delete from draft_search where rowid = ?`, [draft.id]);
  await index(query, [draft]);
}

async function recordVersions(query: Query, drafts: Draft[], by: string, change: string) {
  await query(
    `insert into draft_version (draft, version, at, by_whom, change, reply, category, urgency, status)
     select value ->> 'id', value ->> 'version', value ->> 'updatedAt', ?, ?, value -> 'reply',
       value ->> 'category', value ->> 'urgency', value ->> 'status'
     from json_each(?)`,
    [by, change, JSON.stringify(drafts.map((d) => ({ ...d, urgency: d.summary.urgency })))],
  );
}

async function index(query: Query, drafts: Draft[]): Promise<void> {
  const words = drafts.map((draft) => ({
    id: draft.id,
    subject: draft.subject,
    sender: draft.summary.sender,
    company: draft.crm?.company ?? '',
    intent: draft.summary.intent,
    reply: draft.reply?.body ?? '',
    facets: [
      facet('category', draft.category),
      facet('status', draft.status),
      facet('urgency', draft.summary.urgency),
      facet('account', draft.account),
    ].join(' '),
  }));
  await query(
    `insert into draft_search (rowid, subject, sender, company, intent, reply, facets)
     select value ->> 'id', value ->> 'subject', value ->> 'sender', value ->> 'company',
       value ->> 'intent', value ->> 'reply', value ->> 'facets'
     from json_each(?)`,
    [JSON.stringify(words)],
  );
}

/** The document and the columns that are filtered by. */
function columns({ draft, at }: DraftItem) {
  return {
    key: draft.key,
    revision: draft.revision,
    message: draft.message,
    account: draft.account,
    category: draft.category,
    urgency: draft.summary.urgency,
    status: draft.status,
    document: JSON.stringify(documentOf(draft)),
    at,
  };
}

/** Without the four fields that are columns of their own. */
function documentOf(draft: NewDraft): NewDraft {
  const {
    id: _id,
    version: _version,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...document
  } = draft as Partial<Draft> & NewDraft;
  return document;
}
