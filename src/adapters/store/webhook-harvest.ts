/** What has happened since the last look, as rows that are to be posted. */
import { createHash } from 'node:crypto';
import type { Draft, DraftVersion } from '../../domain/draft.ts';
import type { Stage } from '../../domain/message.ts';
import {
  passingMailboxStates,
  toldStages,
  type WebhookEvent,
  webhookLifeMs,
} from '../../domain/webhook.ts';
import { type DraftRow, fromRow } from './draft-rows.ts';
import type { Query } from './write-queue.ts';

export interface FeedRow {
  receiver: string;
  /** The newest id of the journey that was told, and of the versions. */
  journey: number;
  version: number;
  gone_at: string | null;
}

/** So many lines of the journey and versions are gone through at a time. */
const window = 500;
/** A draft that is longer is told of, not told. */
const maxBody = 262_144;

interface Happening {
  type: WebhookEvent;
  subject: string;
  message: number | null;
  draft: number | null;
  /** ISO 8601 UTC. */
  at: string;
  /** What makes it another event than all others, also in a database that was restored. */
  identity: unknown[];
  data: object;
}

/**
 * Writes down what is to be told and moves the feed on, in the transaction of the caller: a crash
 * loses none and writes none twice. The journey and the versions only ever grow, so that their ids
 * are the feed's place; a folder is told when its state is another than the one that was told last.
 * @param now epoch milliseconds
 * @returns whether there may be more
 */
export async function harvest(query: Query, feed: FeedRow, now: number): Promise<boolean> {
  const [versions, moves] = inStep(
    await query<VersionRow>(newVersions, [feed.version, window]),
    await query<Line>(newMoves, [feed.journey, window]),
  );
  const told = [
    ...versions.map(draftHappening),
    ...(await ends(query, moves)),
    ...(await folders(query, now)),
  ];
  // A stable sort: at the same moment a draft is made before its message is done.
  told.sort((a, b) => a.at.localeCompare(b.at));
  const since = new Date(now - webhookLifeMs).toISOString();
  const fresh = told.filter(({ at }) => at >= since);
  await store(query, fresh, now);
  await query(`update webhook_feed set journey = ?, version = ? returning id`, [
    moves.at(-1)?.id ?? feed.journey,
    versions.at(-1)?.id ?? feed.version,
  ]);
  return versions.length === window || moves.length === window;
}

interface Line {
  id: number;
  at: string;
}

const newMoves = `select id, at from journey where id > ? order by id limit ?`;
const newVersions = `select v.id, d.id as draft_id, v.version, v.at, v.by_whom, v.name, v.change,
    v.reply, v.category, v.urgency, v.status, d.key, d.document, d.created_at
  from draft_version v join draft d on d.id = v.draft where v.id > ? order by v.id limit ?`;

/** Where one has more than a window holds, the other waits for it: what they tell has one order. */
function inStep<A extends Line, B extends Line>(one: A[], other: B[]): [A[], B[]] {
  const end = (lines: Line[]) => (lines.length === window ? (lines.at(-1)?.at ?? '') : null);
  const [first, second] = [end(one), end(other)];
  if (first !== null && (second === null || first <= second)) return [one, until(other, first)];
  return second === null ? [one, other] : [until(one, second), other];
}

function until<L extends Line>(lines: L[], at: string): L[] {
  const beyond = lines.findIndex((line) => line.at > at);
  return beyond < 0 ? lines : lines.slice(0, beyond);
}

interface VersionRow extends Line, Pick<DraftRow, 'document' | 'created_at'> {
  draft_id: number;
  version: number;
  by_whom: DraftVersion['by'];
  name: string | null;
  change: string;
  reply: string | null;
  category: Draft['category'];
  urgency: Draft['summary']['urgency'];
  status: Draft['status'];
}

/** The draft as it was in that version: it may have changed again since. */
function draftHappening(row: VersionRow): Happening {
  const { version, at, change, by_whom: by, name, category, urgency, status } = row;
  const present = fromRow({ ...row, id: row.draft_id, updated_at: at });
  const draft: Draft = {
    ...present,
    category,
    status,
    // Written by this program, of a draft's reply.
    reply: JSON.parse(row.reply ?? 'null') as Draft['reply'],
    summary: { ...present.summary, urgency },
  };
  const { id, key, message } = draft;
  return {
    type: version === 1 ? 'draft.created' : 'draft.updated',
    subject: message === null ? `draft/${id}` : `message/${message}`,
    message,
    draft: id,
    at,
    identity: [key, version, at],
    data: { draft, change, by, name },
  };
}

interface MoveRow {
  id: number;
  at: string;
  message: number;
  key: string;
  account: string;
  mailbox: string;
  uid: number;
  from: Stage;
  to: Stage;
  error: string | null;
  draft: number | null;
}

async function ends(query: Query, moves: Line[]): Promise<Happening[]> {
  const rows = await query<MoveRow>(
    `select j.id, j.at, j.message, m.key, m.account, m.mailbox, m.uid, j.from_stage as "from",
       j.to_stage as "to", j.error, m.persisting as draft
     from journey j join message m on m.id = j.message
     where j.id >= ? and j.id <= ? and j.to_stage in (select value from json_each(?)) order by j.id`,
    [moves[0]?.id ?? 0, moves.at(-1)?.id ?? -1, JSON.stringify(toldStages)],
  );
  return rows.map(moveHappening);
}

function moveHappening(row: MoveRow): Happening {
  const { message, key, account, mailbox, uid, from, to, error, draft, at } = row;
  const move = { key, account, mailbox, uid, from, to, error, draft };
  return {
    type: 'message.transitioned',
    subject: `message/${message}`,
    message,
    draft: null,
    at,
    identity: [move.key, move.from, move.to, at],
    data: { id: message, ...move },
  };
}

/** Folders whose state is not the one that was told last, and none that they only pass through. */
export const changedFolders = `select b.id, b.account, b.mailbox, b.state
  from mailbox b left join webhook_mailbox w on w.mailbox_id = b.id
  where (w.state is null or w.state <> b.state)
    and b.state not in (${passingMailboxStates.map((state) => `'${state}'`).join(', ')})`;

interface FolderRow {
  id: number;
  account: string;
  mailbox: string;
  state: string;
}

async function folders(query: Query, now: number): Promise<Happening[]> {
  const changed = await query<FolderRow>(`${changedFolders} order by b.id`);
  if (changed.length === 0) return [];
  await query(
    `insert into webhook_mailbox (mailbox_id, state)
     select value ->> 'id', value ->> 'state' from json_each(?) where true
     on conflict (mailbox_id) do update set state = excluded.state`,
    [JSON.stringify(changed)],
  );
  const at = new Date(now).toISOString();
  return changed.map(({ id, account, mailbox, state }) => ({
    type: 'mailbox.changed',
    subject: `mailbox/${id}`,
    message: null,
    draft: null,
    at,
    identity: [account, mailbox, state, at],
    data: { account, mailbox, state },
  }));
}

async function store(query: Query, happenings: Happening[], now: number): Promise<void> {
  if (happenings.length === 0) return;
  const rows = happenings.map(({ type, subject, message, draft, at, identity, data }) => {
    const hash = createHash('sha256').update(JSON.stringify([type, ...identity]));
    const event = `msg_${hash.digest('base64url').slice(0, 27)}`;
    return { event, type, subject, message, draft, body: bodyOf(type, at, data) };
  });
  await query(
    `insert into webhook (event, type, subject, message, draft, body, state, not_before, expires_at,
       created_at, updated_at)
     select value ->> 'event', value ->> 'type', value ->> 'subject', value ->> 'message',
       value ->> 'draft', value ->> 'body', 'queued', ?, ?, ?, ?
     from json_each(?) where true on conflict (event) do nothing`,
    [now, now + webhookLifeMs, iso(now), iso(now), JSON.stringify(rows)],
  );
}

function bodyOf(type: WebhookEvent, timestamp: string, data: object): string {
  const body = JSON.stringify({ type, timestamp, data });
  if (Buffer.byteLength(body) <= maxBody || !('draft' in data)) return body;
  // Only a draft can grow so long: who wants it asks for it.
  const { id, key, message, version, status, category } = data.draft as Draft;
  const draft = { id, key, message, version, status, category, omitted: true };
  return JSON.stringify({ type, timestamp, data: { ...data, draft } });
}

const iso = (ms: number) => new Date(ms).toISOString();
