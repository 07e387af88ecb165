/** The write that gives known messages their numbers in a folder that was dealt new ones. */
import type { MailIdentity, Unknown } from '../../ports.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface RemapItem {
  mailbox: number;
  uidValidity: number;
  mails: (MailIdentity & { sha256: string | null })[];
}

/** By what mail is known again, the surest first: columns of `message`, and of the mails alike. */
const tokens = [['mail_id'], ['message_id', 'received_at', 'size'], ['sha256', 'size']];

/** What the server tells of mail that has no row in the new epoch yet. */
const unclaimed = `with mails as (
    select value ->> 'uid' as uid, value ->> 'mailId' as mail_id, value ->> 'size' as size,
      value ->> 'messageId' as message_id, value ->> 'receivedAt' as received_at,
      value ->> 'sha256' as sha256
    from json_each(?1)),
  unclaimed as (
    select * from mails where not exists (select 1 from message m
      where m.mailbox_id = ?2 and m.uid_validity = ?3 and m.uid = mails.uid))`;

/** May be called again for mail that was remapped already: it is then no longer unclaimed. */
export const remapOp = oneByOne<RemapItem, Unknown>(async (query, item) => {
  const parameters = [JSON.stringify(item.mails), item.mailbox, item.uidValidity];
  const remapped: number[] = [];
  for (const columns of tokens) {
    const rows = await query<{ id: number }>(renumber(columns), parameters);
    remapped.push(...rows.map(({ id }) => id));
  }
  await renumberDrafts(query, remapped);
  const left = await query<{ uid: number; alike: number }>(
    `${unclaimed}
     select uid, exists (select 1 from message m
       where m.mailbox_id = ?2 and m.size = u.size and m.uid_validity <> ?3 and m.sha256 is not null
         and (m.message_id is u.message_id or m.received_at = u.received_at)) as alike
     from unclaimed u order by uid`,
    parameters,
  );
  return {
    uids: left.map(({ uid }) => uid),
    alike: left.filter(({ alike }) => alike).map(({ uid }) => uid),
  };
});

/** Mail that is the same several times over is paired in its order: one number, one message. */
function renumber(columns: string[]): string {
  const token = columns.join(', ');
  const known = (alias: string) =>
    columns.map((one) => `${alias}.${one} is not null`).join(' and ');
  const same = columns.map((one) => `m.${one} = wanted.${one}`).join(' and ');
  return `${unclaimed},
    fresh as (
      select uid, ${token}, row_number() over (partition by ${token} order by uid) as place
      from unclaimed where ${known('unclaimed')}),
    old as (
      select m.id, ${columns.map((one) => `m.${one}`).join(', ')}, row_number() over (
        partition by ${columns.map((one) => `m.${one}`).join(', ')}
        order by m.uid_validity desc, m.uid) as place
      from (select distinct ${token} from fresh) wanted join message m
        on m.mailbox_id = ?2 and ${same}
      where m.uid_validity <> ?3 and m.stage <> 'gone')
    update message set uid_validity = ?3, uid = pair.uid
    from (select old.id, fresh.uid from old join fresh using (${token}, place)) pair
    where message.id = pair.id returning message.id`;
}

/** A draft names the current number, too. */
async function renumberDrafts(query: Query, messages: number[]): Promise<void> {
  await query(
    `update draft set uid_validity = m.uid_validity,
       document = json_set(document, '$.uid', m.uid)
     from json_each(?) j join message m on m.id = j.value
     where draft.message = m.id returning draft.id`,
    [JSON.stringify(messages)],
  );
}
