import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type DataSource, In } from 'typeorm';
import type { Mail } from '../../domain/mail.ts';
import type { Stage } from '../../domain/message.ts';
import type { LedgerEntry, MessageRow, MessageStore } from '../../ports.ts';
import { mayGoOut } from './draft-rows.ts';
import { Journey, Mailbox, Message, type MessageEntity } from './entities.ts';
import { underWay } from './outgoing-rows.ts';
import { priorities } from './priorities.ts';
import { selectWork, toMessage, type WorkRow } from './rows.ts';
import { matchWords } from './search.ts';

interface PageOfMessages {
  /** FTS5 expression. */
  match: string | undefined;
  stage: Stage | undefined;
  account: string | undefined;
  /** Rows before this id. */
  before: number | undefined;
  limit: number;
}

type Reads = Pick<
  MessageStore,
  | 'mailbox'
  | 'missing'
  | 'unfetched'
  | 'newestFetched'
  | 'backlog'
  | 'unmarked'
  | 'unanswered'
  | 'source'
  | 'mail'
  | 'worked'
  | 'list'
  | 'get'
  | 'ledger'
  | 'counts'
>;

const decompress = promisify(gunzip);

/** What is read of the ledger, always committed: the readers have a connection of their own. */
export function messageReads(reader: DataSource): Reads {
  const mailboxes = reader.getRepository(Mailbox);
  const messages = reader.getRepository(Message);
  const journeys = reader.getRepository(Journey);

  /** Ids of messages, newest first. */
  async function page({ match, stage, account, before, limit }: PageOfMessages): Promise<number[]> {
    const wanted: [string, unknown][] = [
      // The cross join keeps the order: words are read from the newest, and rows by their ids.
      ['s.message_search match ?', match],
      ['m.stage = ?', stage],
      ['m.account = ?', account],
      ['m.id < ?', before],
    ];
    const given = wanted.filter(([, value]) => value !== undefined);
    const rows = await reader.query<{ id: number }[]>(
      `select m.id
       from ${match ? 'message_search s cross join message m on m.id = s.rowid' : 'message m'}
       where ${given.map(([sql]) => sql).join(' and ') || 'true'}
       order by ${match ? 's.rowid' : 'm.id'} desc limit ?`,
      [...given.map(([, value]) => value), limit],
    );
    return rows.map(({ id }) => id);
  }

  return {
    async missing(mailbox, uids) {
      const rows = await reader.query<{ uid: number }[]>(
        `select value as uid from json_each(?) join mailbox b on b.id = ?
         where not exists (select 1 from message m
           where m.mailbox_id = b.id and m.uid_validity = b.uid_validity and m.uid = value)`,
        [JSON.stringify(uids), mailbox],
      );
      return rows.map(({ uid }) => uid).toSorted((a, b) => a - b);
    },

    async mailbox({ account, mailbox }) {
      return await mailboxes.findOneBy({ account, mailbox });
    },

    async unfetched(mailboxId, limit) {
      return await reader.query(
        // In so many words, for the partial index on them.
        `select id, uid, attempts from message where mailbox_id = ? and stage = 'discovered'
         order by attempts, id limit ?`,
        [mailboxId, limit],
      );
    },

    async newestFetched(mailboxId) {
      const [row] = await reader.query<{ uid: number }[]>(
        `select uid from message where mailbox_id = ?
           and uid_validity = (select uid_validity from mailbox where id = ?) and fetched
         order by uid desc limit 1`,
        [mailboxId, mailboxId],
      );
      return row?.uid ?? null;
    },

    async backlog() {
      const [row] = await reader.query<{ n: number }[]>(
        `select count(*) as n from job where kind = 'process' and priority <= ${priorities.live}`,
      );
      return row?.n ?? 0;
    },

    async unmarked(mailboxId, limit) {
      return await reader.query(
        `select id, uid from message where mailbox_id = ? and stage = 'done' and not marked
           and uid_validity = (select uid_validity from mailbox where id = ?)
         order by id limit ?`,
        [mailboxId, mailboxId, limit],
      );
    },

    async unanswered(mailboxId, limit) {
      return await reader.query(
        // The mailbox first, then the drafts in the order of their index.
        `select m.id, m.uid, m.message_id as messageId, m.received_at as receivedAt
         from mailbox b
           cross join draft d on d.mailbox_id = b.id and d.uid_validity = b.uid_validity
           cross join message m on m.key = d.key
         where b.id = ? and d.${mayGoOut}
           and (d.status <> 'sending' or exists (select 1 from outgoing o
             where o.message = m.id and o.kind = 'send' and o.state = 'queued' and ${underWay}))
         order by d.received_at desc, d.id desc limit ?`,
        [mailboxId, limit],
      );
    },

    async source(message) {
      // An exact duplicate keeps none of its own: the bytes are those of another in the account.
      const [row] = await reader.query<{ body: Buffer }[]>(
        `select body from message m
           join message d on d.account = m.account and d.sha256 = m.sha256 and d.size = m.size
           join source s on s.message = d.id
         where m.id = ? order by d.id = m.id desc limit 1`,
        [message],
      );
      return row ? await decompress(row.body) : null;
    },

    async mail(message) {
      const [row] = await reader.query<{ body: string }[]>(
        `select body from mail where message = ?`,
        [message],
      );
      // Written by this program from a Mail.
      return row ? (JSON.parse(row.body) as Mail) : null;
    },

    async worked(message) {
      const [row] = await reader.query<WorkRow[]>(`${selectWork} where m.id = ?`, [message]);
      return row ? toMessage(row) : null;
    },

    async list({ stage, account, q, limit, cursor }) {
      const match = q === undefined ? undefined : await matchWords(reader, 'message_search', q);
      if (match === null) return { items: [], next: null };
      const ids = await page({ match, stage, account, before: cursor, limit: limit + 1 });
      const rows = await messages.find({ where: { id: In(ids) }, order: { id: 'desc' } });
      const items = rows.slice(0, limit).map(present);
      return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
    },

    async get(id) {
      const row = await messages.findOneBy({ id });
      if (!row) return null;
      const journey = await journeys.find({ where: { message: id }, order: { id: 'asc' } });
      return {
        ...present(row),
        journey: journey.map(({ id: _id, message: _message, ...transition }) => transition),
      };
    },

    async ledger() {
      const rows = await mailboxes.find({ order: { account: 'asc', mailbox: 'asc' } });
      const counts = await reader.query<{ mailbox_id: number; stage: Stage; n: number }[]>(
        `select mailbox_id, stage, n from stage_count where n > 0`,
      );
      const gaps = await reader.query<{ mailbox_id: number; uid: number; since: string }[]>(
        `select mailbox_id, uid, since from gap order by uid`,
      );
      return rows.map(({ createdAt: _createdAt, ...row }): LedgerEntry => {
        const mine = counts.filter((count) => count.mailbox_id === row.id);
        return {
          ...row,
          counts: Object.fromEntries(mine.map(({ stage, n }) => [stage, n])),
          gaps: gaps
            .filter((gap) => gap.mailbox_id === row.id)
            .map(({ uid, since }) => ({ uid, since })),
        };
      });
    },

    async counts() {
      const rows = await reader.query<{ stage: Stage; n: number }[]>(
        `select stage, sum(n) as n from stage_count where n > 0 group by stage`,
      );
      return Object.fromEntries(rows.map(({ stage, n }) => [stage, n]));
    },
  };
}

function present({ mailboxId: _mailboxId, notBefore, ...row }: MessageEntity): MessageRow {
  return {
    ...row,
    notBefore: notBefore === null ? null : new Date(notBefore).toISOString(),
  };
}
