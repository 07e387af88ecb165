/** The write of mail from files: a folder that no server has, whose numbers are ours to give. */
import type { ImportedMail, MailboxRef } from '../../ports.ts';
import type { Moved } from './journey.ts';
import { insertRows, type MailboxRecord } from './mailbox-writes.ts';
import { priorities } from './priorities.ts';
import { storeSources } from './source-writes.ts';
import { oneByOne, type Query } from './write-queue.ts';

/** Of these nobody asks a server: they have no sync, no reconciliation and no gap. */
const importedState = 'imported';

/** There is only ever one epoch of numbers that we give ourselves. */
const uidValidity = 1;

type PackedMail = Omit<ImportedMail, 'source'> & {
  /** gzip of the source. */
  body: Buffer;
  sha256: string;
  truncated: boolean;
};

export interface TakeInItem {
  ref: MailboxRef;
  mails: PackedMail[];
  /** Epoch milliseconds. */
  now: number;
}

export interface TakenIn {
  taken: number[];
  known: number;
  moved: Moved[];
}

export const takeInOp = oneByOne<TakeInItem, TakenIn>(async (query, { ref, mails, now }) => {
  const at = new Date(now).toISOString();
  const folder = await folderOf(query, ref, at);
  const fresh = await unknown(query, ref.account, mails);
  const numbered = new Map(fresh.map((mail, i) => [folder.cursor + 1 + i, mail]));
  await query(`update mailbox set cursor = cursor + ? where id = ? returning id`, [
    fresh.length,
    folder.id,
  ]);
  const rows = await insertRows(query, folder, [...numbered.keys()], at);
  rows.sort((a, b) => a.uid - b.uid);
  const sources = rows.flatMap(({ id, uid }) => {
    const mail = numbered.get(uid);
    return mail ? [{ ...mail, id, uid, mailId: null, messageId: null }] : [];
  });
  const batch = { sources, gone: [], uidValidity: null, now, priority: priorities.imported };
  const moved = await storeSources(query, batch);
  const taken = sources.map(({ id }) => id);
  return { taken, known: mails.length - fresh.length, moved };
});

async function folderOf(query: Query, ref: MailboxRef, at: string): Promise<MailboxRecord> {
  const [row] = await query<MailboxRecord>(
    `insert into mailbox (account, mailbox, uid_validity, start_uid, cursor, state, created_at)
     values (?, ?, ?, 1, 0, ?, ?)
     on conflict (account, mailbox) do update set state = state returning *`,
    [ref.account, ref.mailbox, uidValidity, importedState, at],
  );
  if (!row) throw new Error('an upsert returned no row');
  if (row.state !== importedState) {
    throw new Error(`${ref.account}/${ref.mailbox} is a folder of a server: it gives the numbers`);
  }
  return row;
}

/** Each content once, and none that the account has already. */
async function unknown(query: Query, account: string, mails: PackedMail[]): Promise<PackedMail[]> {
  const token = ({ sha256, size }: { sha256: string; size: number }) => `${sha256}/${size}`;
  const contents = mails.map(({ sha256, size }) => ({ sha256, size }));
  const known = await query<{ sha256: string; size: number }>(
    `select distinct m.sha256, m.size from json_each(?) j cross join message m
       on m.account = ? and m.sha256 = j.value ->> 'sha256' and m.size = j.value ->> 'size'`,
    [JSON.stringify(contents), account],
  );
  const seen = new Set(known.map(token));
  return mails.filter((mail) => {
    const content = token(mail);
    const isNew = !seen.has(content);
    seen.add(content);
    return isNew;
  });
}
