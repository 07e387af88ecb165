import { type Category, categories } from '../../domain/category.ts';
import type { NewDraft } from '../../domain/draft.ts';
import { correspondent } from '../../domain/mail.ts';
import type { Background, Example, MessageStore, PastMail } from '../../ports.ts';
import { senderKey, threadKey } from './draft-rows.ts';
import type { Query } from './write-queue.ts';

const mailsShown = 5;
const examplesShown = 3;
/** So many of the newest are looked through for those that are wanted, however many there are. */
const mailsLooked = 50;
const examplesLooked = 30;

interface BackgroundRow {
  part: 'thread' | 'sender' | 'example' | 'correction';
  document: string;
  answered: number;
  excerpt: string | null;
  correction: Category | null;
}

/**
 * One statement, for it is asked three times a message: of each part the first rows of an index, in
 * its order. ?1 is the key, ?2 the account, ?3 the thread, ?4 the sender, ?5 the time of receipt.
 * An order without a limit would be none: SQLite leaves it out of what another select reads.
 */
const everything = `
  with newest_of_sender as (
    select id, thread, received_at from draft
    where account = ?2 and sender = ?4 and received_at <= ?5 and key <> ?1
    order by received_at desc, id desc limit ${mailsLooked})
  select * from (
    select 'thread' as part, document, answered, null as excerpt, null as correction from draft
    where account = ?2 and thread = ?3 and received_at <= ?5 and key <> ?1
    order by received_at desc, id desc limit ${mailsShown})
  union all select * from (
    select 'sender', document, answered, null, null from draft
    where id in (
      select id from newest_of_sender where ?3 is null or thread is not ?3
      order by received_at desc, id desc limit ${mailsShown})
    order by received_at desc, id desc limit ${mailsShown})
  ${categories.map(examplesOf).join('')}
  union all select * from (
    select 'correction', null, null, null, correction from draft
    where account = ?2 and sender = ?4 and corrected_at is not null
    order by corrected_at desc, id desc limit 1)`;

/** Those of the sender are left out of the newest, and not looked past without end. */
function examplesOf(category: Category): string {
  return `union all select * from (
    select 'example', document, null, excerpt, null from draft
    where id in (
      select id from (
        select id, sender, key, updated_at from draft
        where account = ?2 and category = '${category}'
          and touched and not suspected and status not in ('rejected', 'superseded')
        order by updated_at desc, id desc limit ${examplesLooked})
      where key <> ?1 and sender is not ?4
      order by updated_at desc, id desc limit ${examplesShown})
    order by updated_at desc, id desc limit ${examplesShown})`;
}

export function backgroundReads(read: Query): Pick<MessageStore, 'background'> {
  return {
    async background({ key, account, receivedAt, parsing: mail }): Promise<Background> {
      const parameters = [
        key,
        account,
        threadKey(mail?.threadId ?? null),
        senderKey(mail ? correspondent(mail)?.address : undefined),
        Date.parse(receivedAt) || 0,
      ];
      const rows = await read<BackgroundRow>(everything, parameters);
      const of = (part: BackgroundRow['part']) => rows.filter((row) => row.part === part);
      return {
        thread: of('thread').map(pastMail),
        sender: of('sender').map(pastMail),
        examples: of('example').map(example),
        correction: of('correction')[0]?.correction ?? null,
      };
    },
  };
}

/** What stands in a draft that nobody will send any more was said to nobody. */
const unsaid: readonly NewDraft['status'][] = ['rejected', 'superseded'];

function pastMail(row: BackgroundRow): PastMail {
  const { receivedAt, subject, category, summary, reply, status } = documentOf(row);
  return {
    at: receivedAt,
    subject,
    category,
    intent: summary.intent,
    reply: unsaid.includes(status) ? null : (reply?.body ?? null),
    answered: status === 'sent' || Boolean(row.answered),
  };
}

function example(row: BackgroundRow): Example {
  const { subject, category, reply } = documentOf(row);
  return { subject, text: row.excerpt ?? '', category, reply: reply?.body ?? null };
}

/** Written by this program from a NewDraft. */
function documentOf({ document }: BackgroundRow): NewDraft {
  return JSON.parse(document) as NewDraft;
}
