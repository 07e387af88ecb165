import { ImapFlow } from 'imapflow';
import type { ImapAccount } from '../../src/adapters/imap/account.ts';

/** Somebody who reads the same mail in a client of their own. */
export function colleague(account: ImapAccount) {
  return {
    flagAnswered: (uid: number) =>
      withClient(account, (flow) => flow.messageFlagsAdd(`${uid}`, ['\\Answered'], { uid: true })),
    fileInSent: (raw: string) =>
      withClient(account, (flow) => flow.append('Sent', raw, ['\\Seen'])),
    /** Keeps a connection until the returned function is called. */
    stay: async () => {
      const flow = await client(account);
      return () => flow.logout();
    },
    deleteAll: () => withClient(account, (flow) => flow.messageDelete('1:*')),
  };
}

async function withClient(
  account: ImapAccount,
  act: (flow: ImapFlow) => Promise<unknown>,
): Promise<void> {
  const flow = await client(account);
  await flow.mailboxOpen('INBOX');
  await act(flow);
  await flow.logout();
}

async function client({ host, port, secure, user, pass = '', tlsCa }: ImapAccount) {
  const tls = tlsCa === undefined ? {} : { tls: { ca: [tlsCa] } };
  const flow = new ImapFlow({ host, port, secure, auth: { user, pass }, logger: false, ...tls });
  await flow.connect();
  return flow;
}
