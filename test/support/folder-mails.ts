import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { ImapAccount } from '../../src/adapters/imap/account.ts';

/** A mail as a mail client finds it in a folder. */
export interface FolderMail {
  uid: number;
  flags: string[];
  /** As it was put there. */
  raw: string;
  mail: ParsedMail;
}

/** All mails of a folder, the oldest first; none where there is no such folder. */
export async function mailsIn(account: ImapAccount, folder: string): Promise<FolderMail[]> {
  const { host, port, secure, user, pass = '', tlsCa } = account;
  const tls = tlsCa === undefined ? {} : { tls: { ca: [tlsCa] } };
  const flow = new ImapFlow({ host, port, secure, auth: { user, pass }, logger: false, ...tls });
  await flow.connect();
  try {
    const folders = await flow.list();
    if (!folders.some(({ path }) => path === folder)) return [];
    const { exists } = await flow.mailboxOpen(folder, { readOnly: true });
    if (exists === 0) return [];
    const rows = await flow.fetchAll('1:*', { uid: true, flags: true, source: true });
    return await Promise.all(
      rows.map(async ({ uid, flags, source }) => {
        if (!source) throw new Error(`UID ${uid} of ${folder} came without its source`);
        const mail = await simpleParser(source);
        const shown = [...(flags ?? [])].filter((flag) => flag !== '\\Recent');
        return { uid, flags: shown.toSorted(), raw: source.toString('latin1'), mail };
      }),
    );
  } finally {
    await flow.logout();
  }
}
