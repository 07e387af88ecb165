/** The writes that close drafts which nobody needs any more; what stands in them stays. */
import type { Draft } from '../../domain/draft.ts';
import {
  columns,
  type DraftRow,
  fromRow,
  mayGoOut,
  saveDrafts,
  senderKey,
  threadKey,
  type Written,
} from './draft-rows.ts';
import { cancelIdle } from './outgoing-rows.ts';
import { oneByOne, type Query } from './write-queue.ts';

/** A put, and what it made superfluous: earlier drafts, or itself. */
export interface DraftWrite extends Written {
  superseded: Draft[];
}

/**
 * Who writes again in a thread wants an answer to the last mail alone: what was drafted for the
 * earlier ones is superseded, and so is what is drafted for an earlier one only now. A later revision
 * of an earlier one is left alone: it was asked for. So is what is no longer `drafted`: on these a
 * person has decided, and may want both mails answered.
 */
export async function supersedeOlder(query: Query, written: Written[]): Promise<DraftWrite[]> {
  const awaited = written.filter(
    ({ kind, draft }) =>
      (kind === 'created' || kind === 'revised') &&
      draft.status === 'drafted' &&
      !draft.automated &&
      draft.threadId &&
      draft.sender.address,
  );
  const superseded = awaited.length > 0 ? await closeOlder(query, awaited) : [];
  // Each is told of by one write alone, and by its own where it has one: after its creation.
  const tellers = new Map(
    superseded.map((draft) => [
      draft,
      written.find((write) => write.draft.id === draft.id) ??
        awaited.find((write) => isOfConversation(write.draft, draft)),
    ]),
  );
  return written.map((write) => ({
    ...write,
    superseded: superseded.filter((draft) => tellers.get(draft) === write),
  }));
}

async function closeOlder(query: Query, awaited: Written[]): Promise<Draft[]> {
  const rows = awaited.map(({ kind, draft }) => {
    const { account, thread, sender, receivedAt } = columns(draft);
    return { id: draft.id, isNew: kind === 'created', account, thread, sender, receivedAt };
  });
  const older = await query<DraftRow>(
    `with written as (
       select value ->> 'id' as id, value ->> 'isNew' as is_new, value ->> 'account' as account,
         value ->> 'thread' as thread, value ->> 'sender' as sender,
         value ->> 'receivedAt' as received_at
       from json_each(?))
     select * from draft where id in (
       select d.id from written w cross join draft d
         on d.account = w.account and d.thread = w.thread and d.sender = w.sender
         and d.status = 'drafted' and d.received_at < w.received_at
       union
       select w.id from written w where w.is_new and exists (
         select 1 from draft d
         where d.account = w.account and d.thread = w.thread and d.sender = w.sender
           and d.status = 'drafted' and d.received_at > w.received_at
           and not d.document ->> '$.automated'))
     order by id`,
    [JSON.stringify(rows)],
  );
  const at = awaited[0]?.draft.updatedAt ?? '';
  return await close(query, older, { why: 'the sender wrote again', at });
}

function isOfConversation(one: Draft, other: Draft): boolean {
  return (
    one.account === other.account &&
    threadKey(one.threadId) === threadKey(other.threadId) &&
    senderKey(one.sender.address) === senderKey(other.sender.address)
  );
}

export interface SupersedeItem {
  messages: number[];
  why: string;
  /** ISO 8601 UTC. */
  at: string;
}

/**
 * The messages were answered elsewhere: their drafts are closed, approved or not, so that nobody is
 * answered twice. A sending goes with its wish where that was not begun; one that somebody is at, or
 * that may have been transmitted, is what it is.
 */
export const supersedeOp = oneByOne<SupersedeItem, Draft[]>(async (query, item) => {
  const rows = await query<DraftRow>(
    `select d.* from json_each(?) j cross join message m on m.id = j.value
       cross join draft d on d.key = m.key and +${mayGoOut}
     order by d.id`,
    // The same one twice is one.
    [JSON.stringify([...new Set(item.messages)])],
  );
  const open: DraftRow[] = [];
  for (const row of rows) {
    const isOpen = row.status !== 'sending' || (await cancelIdle(query, row.id, 'send', item.at));
    if (isOpen) open.push(row);
  }
  const drafts = await close(query, open, item);
  await query(
    `update draft set answered = 1 where id in (select value from json_each(?)) returning id`,
    [JSON.stringify(drafts.map(({ id }) => id))],
  );
  return drafts;
});

async function close(query: Query, rows: DraftRow[], { why, at }: { why: string; at: string }) {
  const drafts = rows.map((row): Draft => {
    return { ...fromRow(row), status: 'superseded', version: row.version + 1, updatedAt: at };
  });
  const change = `superseded: ${why}`;
  await saveDrafts(
    query,
    drafts.map((draft) => ({ draft, by: 'agent', change })),
  );
  for (const { id } of drafts) await cancelIdle(query, id, 'save', at);
  return drafts;
}
