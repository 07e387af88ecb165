/** Where mail of a sender lies: read beside the writer, some rows at a time. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PurgePlan, PurgeQuery } from '../../ports.ts';
import type { Query } from './write-queue.ts';

const decompress = promisify(gunzip);

/** Rows a look: whoever writes meanwhile waits for none of it. */
const batch = 500;
const draftsLooked = 10_000;
/** Header lines that say whose mail it is, unfolded (RFC 5322, sections 2.2.3 and 3.6.2). */
const senderLine = /^(?:from|reply-to|sender|return-path):(.*)$/gim;

/** What a mail is found by: who wrote it, and whom its answer would go to. */
const isOfSender = `(lower(coalesce(b.body ->> '$.from.address', '')) = ?1
  or lower(coalesce(b.body ->> '$.replyTo.address', '')) = ?1)`;

export async function planPurge(read: Query, { sender, before }: PurgeQuery): Promise<PurgePlan> {
  const until = before ?? '9999';
  const { messages, mentions } = await parsed(read, sender, until);
  for (const id of await unread(read, sender, until)) messages.add(id);
  const drafts = await draftsOf(read, sender, before);
  for (const { message } of drafts) if (message !== null) messages.add(message);
  const ids = [...messages].toSorted((a, b) => a - b);
  const [inWork] = await read<{ n: number }>(
    `select count(distinct message) as n from job
     where lease_until is not null and message in (select value from json_each(?))`,
    [JSON.stringify(ids)],
  );
  return {
    messages: ids,
    inWork: inWork?.n ?? 0,
    drafts: drafts.filter(({ message }) => message === null).map(({ id }) => id),
    mentions,
  };
}

/** By their ids: without the account, no index leads to a sender. */
async function draftsOf(read: Query, sender: string, before: string | undefined) {
  const until = before === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(before);
  const [end] = await read<{ last: number | null }>(`select max(id) as last from draft`);
  const found: { id: number; message: number | null }[] = [];
  for (let after = 0; after < (end?.last ?? 0); after += draftsLooked) {
    // oxlint-disable-next-line no-await-in-loop -- some at a time
    const rows = await read<{ id: number; message: number | null }>(
      `select d.id, (select m.id from message m where m.key = d.key) as message from draft d
       where d.id > ? and d.id <= ? and d.sender = ? and d.received_at < ?`,
      [after, after + draftsLooked, sender, until],
    );
    found.push(...rows);
  }
  return found;
}

/** Those that the parser has read. */
async function parsed(read: Query, sender: string, until: string) {
  const messages = new Set<number>();
  let mentions = 0;
  for (let after: number | undefined = 0; after !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop -- some at a time
    const rows: { id: number; own: number; named: number }[] = await read(
      `select b.message as id, ${isOfSender} and coalesce(m.received_at, m.created_at) < ?2 as own,
         not ${isOfSender} and instr(lower(b.body), ?1) > 0 as named
       from mail b join message m on m.id = b.message
       where b.message > ?3 order by b.message limit ?4`,
      [sender, until, after, batch],
    );
    for (const { id, own, named } of rows) {
      if (own) messages.add(id);
      mentions += Number(Boolean(named));
    }
    after = rows.at(-1)?.id;
  }
  return { messages, mentions };
}

/** Those that were fetched but not read, or could not be: their headers say whose they are. */
async function unread(read: Query, sender: string, until: string): Promise<number[]> {
  const found: number[] = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop -- some at a time
    const rows: { id: number; body: Buffer }[] = await read(
      `select m.id, s.body from source s join message m on m.id = s.message
       where s.message > ? and coalesce(m.received_at, m.created_at) < ?
         and not exists (select 1 from mail where mail.message = m.id)
       order by s.message limit ?`,
      [after, until, 50],
    );
    for (const { id, body } of rows) {
      // oxlint-disable-next-line no-await-in-loop -- one buffer at a time
      if (isFrom(await decompress(body), sender)) found.push(id);
    }
    after = rows.at(-1)?.id;
  }
  return found;
}

function isFrom(source: Buffer, sender: string): boolean {
  const text = source.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const head = text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ');
  return [...head.matchAll(senderLine)].some(([, value = '']) =>
    value
      .toLowerCase()
      .split(/[\s<>,;:"()]+/)
      .includes(sender),
  );
}
