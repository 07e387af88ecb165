import { afterAll, beforeAll, expect, test } from 'vitest';

import { startDemoMailbox } from '../../../src/adapters/demo-mailbox/index.ts';
import type { ImapAccount } from '../../../src/adapters/imap/account.ts';
import { imapPlacer } from '../../../src/adapters/imap/placer.ts';
import { imapSource } from '../../../src/adapters/imap/source.ts';
import { aLetter, mailPlacerContract } from '../../contracts/mail-placer.ts';
import { startChaosProxy } from '../../support/chaos-proxy.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../../support/dovecot.ts';
import { folderReader } from './folder-reader.ts';

describeWithDovecot('Dovecot', () => {
  const users = Array.from({ length: 40 }, (_, i) => `user${i}`);
  const never = new AbortController().signal;
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ users });
  });
  afterAll(() => dovecot.stop());

  function nextUser(): string {
    const user = users.shift();
    if (user === undefined) throw new Error('more tests than users');
    return user;
  }

  mailPlacerContract('imapPlacer on Dovecot', async () => {
    const account = dovecot.account(nextUser());
    return {
      placer: imapPlacer([account]),
      account: account.account,
      ...folderReader(account),
      close: async () => {},
    };
  });

  test('a letter whose APPEND was answered to nobody is there once', async () => {
    const user = nextUser();
    const account = dovecot.account(user, { secure: false, allowCleartext: true });
    const proxy = await startChaosProxy(dovecot.port);
    const letter = {
      account: user,
      into: 'drafts' as const,
      messageId: '<lost@us.example>',
      source: Buffer.from(aLetter('<lost@us.example>')),
      date: new Date(),
    };
    const { port } = proxy;
    const placer = imapPlacer([{ ...account, port }], { deadlineMs: 5_000 });
    try {
      for (let bytes = 60; ; bytes += 60) {
        proxy.trouble({ kind: 'reset', afterBytes: bytes });
        const before = proxy.resets;
        await placer.place(letter, never).catch(() => undefined);
        if (proxy.resets === before) break;
      }
      proxy.trouble(null);
      expect(await placer.place(letter, never)).toMatchObject({ found: true });
      expect(await folderReader(account).read('drafts')).toHaveLength(1);
    } finally {
      await proxy.close();
    }
  });

  test('the watched folder hears and sees nothing of it', async () => {
    const user = nextUser();
    const account = dovecot.account(user);
    const source = imapSource([account]);
    const ref = { account: user, mailbox: 'INBOX' };
    await source.connect(ref, never);
    await source.open(ref);
    const signals: unknown[] = [];
    source.listen(ref, (signal) => signals.push(signal));
    const letter = {
      messageId: '<1@us>',
      source: Buffer.from(aLetter('<1@us>')),
      date: new Date(),
    };
    await imapPlacer([account]).place({ account: user, into: 'sent', ...letter }, never);
    expect(await source.search(ref, { from: 1 })).toEqual([]);
    expect(signals).toEqual([]);
    await source.close(ref);
  });
});

mailPlacerContract('imapPlacer on the demo mailbox', async () => {
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
  return {
    placer: imapPlacer([account]),
    account: 'demo',
    ...folderReader(account),
    close: () => demo.close(),
  };
});
