/** The write of mail that the first start of a folder left alone, and a person wants after all. */
import type { MailIdentity } from '../../ports.ts';
import { identify, insertRows, type MailboxRecord } from './mailbox-writes.ts';
import { oneByOne } from './write-queue.ts';

export interface OlderItem {
  mailbox: number;
  uidValidity: number;
  startUid: number;
  left: number;
  uids: number[];
  identities?: MailIdentity[];
  /** ISO 8601 UTC. */
  at: string;
}

/** The range is widened together with the rows that its proof asks for. */
export const olderOp = oneByOne<OlderItem, number>(async (query, item) => {
  const [row] = await query<MailboxRecord>(
    `update mailbox set start_uid = min(start_uid, ?), left_behind = ?
     where id = ? and uid_validity = ? returning *`,
    [item.startUid, item.left, item.mailbox, item.uidValidity],
  );
  if (!row) return 0;
  const rows = await insertRows(query, row, item.uids, item.at);
  await identify(query, row, item.identities ?? []);
  return rows.length;
});
