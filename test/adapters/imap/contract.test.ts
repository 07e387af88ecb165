import { afterAll, beforeAll } from 'vitest';

import { startDemoMailbox } from '../../../src/adapters/demo-mailbox/index.ts';
import type { ImapAccount } from '../../../src/adapters/imap/account.ts';
import { imapSource } from '../../../src/adapters/imap/source.ts';
import { mailSourceContract } from '../../contracts/mail-source.ts';
import { colleague } from '../../support/colleague.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../../support/dovecot.ts';

describeWithDovecot('Dovecot', () => {
  const users = Array.from({ length: 40 }, (_, i) => `user${i}`);
  let dovecot: Dovecot;

  beforeAll(async () => {
    dovecot = await startDovecot({ users });
  });
  afterAll(() => dovecot.stop());

  mailSourceContract('imapSource on Dovecot', async () => {
    const user = users.shift();
    if (user === undefined) throw new Error('more tests than users');
    return {
      source: imapSource([dovecot.account(user)]),
      ref: { account: user, mailbox: 'INBOX' },
      deliver: (raw) => dovecot.deliver(user, raw),
      ...colleague(dovecot.account(user)),
      cut: () => dovecot.kick(user),
      close: async () => {},
    };
  });
});

mailSourceContract('imapSource on the demo mailbox', async () => {
  const demo = await startDemoMailbox();
  const account: ImapAccount = {
    account: 'demo',
    host: '127.0.0.1',
    port: demo.port,
    secure: false,
    allowCleartext: true,
    user: demo.user,
    pass: demo.pass,
  };
  // Takes the sample mail out.
  await colleague(account).deleteAll();
  let cut = false;
  return {
    source: imapSource([account]),
    ref: { account: 'demo', mailbox: 'INBOX' },
    deliver: async (raw) => demo.deliver(raw),
    ...colleague(account),
    cut: async () => {
      cut = true;
      await demo.close();
    },
    close: async () => {
      if (!cut) await demo.close();
    },
  };
});
