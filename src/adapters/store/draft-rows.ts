/** A draft's row: its document, the columns it is looked up by, its versions and its words. */
import type { Draft, NewDraft } from '../../domain/draft.ts';
import type { PersonName, PutResult } from '../../ports.ts';
import { facetsOf, wellFormed } from './search.ts';
import type { Query } from './write-queue.ts';

export interface DraftRow {
  id: number;
  key: string;
  revision: number;
  version: number;
  status: Draft['status'];
  /** A person has changed what stands in it. */
  touched: number;
  /** The version that a person wants replaced; no later one is. */
  yields_at: number | null;
  /** Who wants it replaced. */
  asked_by: PersonName;
  /** The first step of it that the LLM may yet better. */
  redraft_from: string | null;
  /** The category that a person gave it last. */
  correction: Draft['category'] | null;
  document: string;
  created_at: string;
  updated_at: string;
}

/**
 * The reply of such a draft has not gone out and still may; of one that is `sending`, as long as
 * nobody has begun (see `cancelIdle`). In so many words, for the partial index on them.
 */
export const mayGoOut = `status in ('drafted', 'approved', 'failed', 'sending')`;

/** What became of a put. */
export interface Written {
  kind: PutResult['kind'];
  /** On a conflict the one that stays. */
  draft: Draft;
}

/** Whether the pipeline may put a new revision in its place. */
export function isReplaceable({ status, touched, yields_at, version }: DraftRow): boolean {
  if (yields_at === version) return true;
  return !touched && (status === 'drafted' || status === 'no_reply');
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

export function fromRow(
  row: Pick<DraftRow, 'id' | 'version' | 'document' | 'created_at' | 'updated_at'>,
): Draft {
  return toDraft({
    id: row.id,
    version: row.version,
    // Written by this program from a NewDraft.
    document: JSON.parse(row.document) as NewDraft,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}

/** The address that a draft is looked up by, of its sender or of a mail's; null: there is none. */
export function senderKey(address: string | undefined): string | null {
  return address ? wellFormed(address.toLowerCase()) : null;
}

export function threadKey(threadId: string | null): string | null {
  return threadId ? wellFormed(threadId) : null;
}

/** The document and the columns that are filtered by. */
export function columns(draft: NewDraft) {
  return {
    key: draft.key,
    revision: draft.revision,
    message: draft.message,
    account: draft.account,
    thread: threadKey(draft.threadId),
    sender: senderKey(draft.sender.address),
    // A number: the same time may be written in several ways.
    receivedAt: Date.parse(draft.receivedAt) || 0,
    category: draft.category,
    urgency: draft.summary.urgency,
    status: draft.status,
    suspected: draft.injection.suspected,
    document: JSON.stringify(documentOf(draft)),
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

export interface DraftChange {
  /** As it is after the change, its version and `updatedAt` included. */
  draft: Draft;
  by: 'agent' | 'person';
  /** Whose wish it was, where they told their name. */
  name?: PersonName;
  change: string;
}

/** Writes drafts that have changed, with their new versions. */
export async function saveDrafts(query: Query, changes: DraftChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ draft }) => {
    const { id, version, updatedAt } = draft;
    return { id, version, updatedAt, ...columns(draft) };
  });
  await query(
    `update draft set revision = j.value ->> 'revision', thread = j.value ->> 'thread',
       sender = j.value ->> 'sender', received_at = j.value ->> 'receivedAt',
       category = j.value ->> 'category', urgency = j.value ->> 'urgency',
       status = j.value ->> 'status', suspected = j.value ->> 'suspected',
       document = j.value ->> 'document', version = j.value ->> 'version',
       updated_at = j.value ->> 'updatedAt'
     from json_each(?) j where draft.id = j.value ->> 'id' returning draft.id`,
    [JSON.stringify(rows)],
  );
  await recordVersions(query, changes);
  await query(`delete from draft_search where rowid in (select value from json_each(?))`, [
    JSON.stringify(rows.map(({ id }) => id)),
  ]);
  await indexWords(
    query,
    changes.map(({ draft }) => draft),
  );
}

export async function recordVersions(query: Query, changes: DraftChange[]): Promise<void> {
  const versions = changes.map(({ draft, by, name = null, change }) => {
    const { id, version, updatedAt, reply, category, status, summary } = draft;
    const { urgency } = summary;
    const words = { change, name: name && wellFormed(name) };
    return { id, version, updatedAt, by, ...words, reply, category, urgency, status };
  });
  await query(
    `insert into draft_version (draft, version, at, by_whom, name, change, reply, category, urgency,
       status)
     select value ->> 'id', value ->> 'version', value ->> 'updatedAt', value ->> 'by',
       value ->> 'name', value ->> 'change', value -> 'reply', value ->> 'category', value ->> 'urgency',
       value ->> 'status'
     from json_each(?)`,
    [JSON.stringify(versions)],
  );
}

export async function indexWords(query: Query, drafts: Draft[]): Promise<void> {
  const words = drafts.map((draft) => ({
    id: draft.id,
    subject: draft.subject,
    sender: draft.summary.sender,
    company: draft.crm?.company ?? '',
    intent: draft.summary.intent,
    reply: draft.reply?.body ?? '',
    facets: facetsOf({
      category: draft.category,
      status: draft.status,
      urgency: draft.summary.urgency,
      account: draft.account,
    }),
  }));
  await query(
    `insert into draft_search (rowid, subject, sender, company, intent, reply, facets)
     select value ->> 'id', value ->> 'subject', value ->> 'sender', value ->> 'company',
       value ->> 'intent', value ->> 'reply', value ->> 'facets'
     from json_each(?)`,
    [JSON.stringify(words)],
  );
}
