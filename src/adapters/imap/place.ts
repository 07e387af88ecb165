import { Failure } from '../../domain/failure.ts';
import { messageIdOf } from '../../domain/message-id.ts';
import type { MailPlacer, PlaceFor } from '../../ports.ts';
import type { ImapConnection } from './connection.ts';
import { imapRefusal } from './errors.ts';
import { ImapFolder } from './folder.ts';
import { folderFor, type SpecialUse } from './special-use.ts';

type PlacedLetter = Omit<Parameters<MailPlacer['place']>[0], 'account'>;

const folders: Record<PlaceFor, { use: SpecialUse; name: string; flags: string[] }> = {
  drafts: { use: '\\Drafts', name: 'Drafts', flags: ['\\Draft', '\\Seen'] },
  sent: { use: '\\Sent', name: 'Sent', flags: ['\\Seen'] },
};

/** Mails at a folder's end that are looked at one by one. */
const newestMails = 50;

/** Puts a letter into the account's folder, unless it is there; no other mail is changed. */
export async function placeOn(
  connection: ImapConnection,
  { into, messageId, source, date }: PlacedLetter,
): Promise<{ folder: string; found: boolean }> {
  const { use, name, flags } = folders[into];
  const folder = await folderFor(use, connection);
  if (folder === null) throw noFolder(connection, name, use);
  if (await holds(connection, folder, messageId)) return { folder, found: true };
  await connection.command('APPEND', (flow) =>
    flow.append(folder, source, flags, date).catch((error: unknown) => {
      throw imapRefusal(error, `APPEND to "${folder}"`, connection.account) ?? error;
    }),
  );
  return { folder, found: false };
}

/** Whether a letter is in the account's folder; where it has no such folder, nothing is. */
export async function isPlaced(
  connection: ImapConnection,
  { into, messageId }: Pick<PlacedLetter, 'into' | 'messageId'>,
): Promise<boolean> {
  const folder = await folderFor(folders[into].use, connection);
  return folder !== null && (await holds(connection, folder, messageId));
}

/** Whether an undeleted mail of the folder has the Message-ID. Leaves it selected. */
async function holds(
  connection: ImapConnection,
  path: string,
  messageId: string,
): Promise<boolean> {
  // For writing, though nothing is written before the APPEND: imapflow leaves out flags that the
  // selected folder does not keep, and one that is open for reading keeps none. Nor may it be left
  // again: servers exist (hoodiecrow) whose CLOSE expunges even after an EXAMINE.
  const { exists } = await connection.command('SELECT', (flow) => flow.mailboxOpen(path));
  if (exists === 0) return false;
  return (
    // Servers with an index of their own (Gmail, Microsoft 365) find new mail only after a while.
    (await isAmongNewest(connection, exists, messageId)) ||
    (await isFound(connection, path, messageId))
  );
}

async function isAmongNewest(
  connection: ImapConnection,
  exists: number,
  messageId: string,
): Promise<boolean> {
  const query = { uid: true, flags: true, headers: ['message-id'] };
  const rows = await connection.command('FETCH', (flow) =>
    flow.fetchAll(`${Math.max(1, exists - newestMails + 1)}:*`, query),
  );
  return rows.some(
    ({ flags, headers }) =>
      !flags?.has('\\Deleted') &&
      Buffer.isBuffer(headers) &&
      messageIdOf(headers.toString('latin1')) === messageId,
  );
}

/** SEARCH finds parts of a header (RFC 3501, 6.4.4), so that its finds are read and compared. */
async function isFound(
  connection: ImapConnection,
  path: string,
  messageId: string,
): Promise<boolean> {
  const query = { header: { 'message-id': messageId }, deleted: false };
  const uids = await connection.command('UID SEARCH', (flow) => flow.search(query, { uid: true }));
  const mails = await new ImapFolder(connection, path).identify(uids);
  return mails.some((mail) => mail.messageId === messageId);
}

function noFolder({ account }: ImapConnection, name: string, use: SpecialUse): Failure {
  const words = `no ${name} folder; create one named "${name}", or mark one as ${use} (RFC 6154)`;
  return new Failure('imap.rejected', `${account.account} (${account.host}): ${words}`);
}
