import { ImapFlow } from 'imapflow';

import type { ImapAccount } from '../../../src/adapters/imap/account.ts';
import type { PlaceFor } from '../../../src/ports.ts';
import type { PlacedMail } from '../../contracts/mail-placer.ts';

const names: Record<PlaceFor, string> = { drafts: 'Drafts', sent: 'Sent' };

/** Somebody with a mail client of their own, who looks into Drafts and Sent. */
export function folderReader(account: ImapAccount) {
  async function within<T>(into: PlaceFor, act: (flow: ImapFlow) => Promise<T>): Promise<T> {
    const { host, port, secure, user, pass = '', tlsCa } = account;
    const tls = tlsCa === undefined ? {} : { tls: { ca: [tlsCa] } };
    const flow = new ImapFlow({ host, port, secure, auth: { user, pass }, logger: false, ...tls });
    await flow.connect();
    try {
      await flow.mailboxOpen(names[into]);
      return await act(flow);
    } finally {
      await flow.logout();
    }
  }

  return {
    read: (into: PlaceFor): Promise<PlacedMail[]> =>
      within(into, async (flow) => {
        const exists = flow.mailbox ? flow.mailbox.exists : 0;
        const query = { source: true, flags: true, internalDate: true };
        const rows = exists === 0 ? [] : await flow.fetchAll('1:*', query);
        return rows.map(({ source, flags, internalDate }) => ({
          source: source?.toString() ?? '',
          flags: [...(flags ?? [])].filter((flag) => flag !== '\\Recent').toSorted(),
          date: new Date(internalDate ?? 0),
        }));
      }),
    file: (into: PlaceFor, ...raws: string[]) =>
      within(into, async (flow) => {
        for (const raw of raws) await flow.append(names[into], Buffer.from(raw), []);
      }),
    flagDeleted: (into: PlaceFor) =>
      within(into, async (flow) => {
        await flow.messageFlagsAdd('1:*', ['\\Deleted']);
      }),
  };
}
