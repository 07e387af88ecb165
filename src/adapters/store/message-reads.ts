import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { DataSource } from 'typeorm';
import type { Mail } from '../../domain/mail.ts';
import type { Stage } from '../../domain/message.ts';
import type { LedgerEntry, MessageRow, MessageStore } from '../../ports.ts';
import { Journey, Mailbox, Message, type MessageEntity } from './entities.ts';
import { searchWords } from './search.ts';

type Reads = Pick<
  MessageStore,
  'mailbox' | 'unfetched' | 'source' | 'mail' | 'list' | 'get' | 'ledger' | 'counts'
>;

const decompress = promisify(gunzip);

/** What is read of the ledger, always committed: the readers have a connection of their own. */
export function messageReads(reader: DataSource): Reads {
  const mailboxes = reader.getRepository(Mailbox);
  const messages = reader.getRepository(Message);
  const journeys = reader.getRepository(Journey);

  return {
    async mailbox({ account, mailbox }) {
      return await mailboxes.findOneBy({ account, mailbox });
    },

    async unfetched(mailboxId, limit) {
      const found = await messages.find({
        select: { id: true, uid: true },
        where: { mailboxId, stage: 'discovered' },
        order: { id: 'asc' },
        take: limit,
      });
      return found.map(({ id, uid }) => ({ id, uid }));
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

    async list({ stage, account, q, limit, cursor }) {
      const query = messages
        .createQueryBuilder('m')
        .orderBy('m.id', 'DESC')
        .take(limit + 1);
      if (stage) query.andWhere('m.stage = :stage', { stage });
      if (account) query.andWhere('m.account = :account', { account });
      if (cursor) query.andWhere('m.id < :cursor', { cursor });
      if (q !== undefined) {
        query.andWhere(
          'm.id in (select rowid from message_search where message_search match :words)',
          { words: searchWords(q) },
        );
      }
      const rows = await query.getMany();
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
      const rows = await mailboxes.find({ order: { id: 'asc' } });
      const counts = await reader.query<{ mailbox_id: number; stage: Stage; n: number }[]>(
        `select mailbox_id, stage, count(*) as n from message group by mailbox_id, stage`,
      );
      const gaps = await reader.query<{ mailbox_id: number; uid: number; since: string }[]>(
        `select mailbox_id, uid, since from gap order by uid`,
      );
      return rows.map(({ id, left: _left, createdAt: _createdAt, ...row }): LedgerEntry => {
        const mine = counts.filter((count) => count.mailbox_id === id);
        return {
          ...row,
          counts: Object.fromEntries(mine.map(({ stage, n }) => [stage, n])),
          gaps: gaps
            .filter((gap) => gap.mailbox_id === id)
            .map(({ uid, since }) => ({ uid, since })),
        };
      });
    },

    async counts() {
      const rows = await reader.query<{ stage: Stage; n: number }[]>(
        `select stage, count(*) as n from message group by stage`,
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
