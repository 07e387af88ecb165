import { connect, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import type { ImapAccount } from '../../../src/adapters/imap/account.ts';
import { imapSource } from '../../../src/adapters/imap/source.ts';
import type { MailboxRef, MailboxSignal, MailSource } from '../../../src/ports.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../../support/dovecot.ts';

const never = new AbortController().signal;
const maxBytes = 1024 * 1024;
const mail = (i: number) => `From: a@example.com\r\nSubject: mail ${i}\r\n\r\nHello ${i}\r\n`;

describeWithDovecot('imapSource on a real server', () => {
  const users = Array.from({ length: 20 }, (_, i) => `user${i}`);
  const open: { source: MailSource; ref: MailboxRef }[] = [];
  let dovecot: Dovecot;

  beforeAll(async () => {
    dovecot = await startDovecot({ users, maxConnections: 2 });
  });
  afterEach(async () => {
    for (const { source, ref } of open.splice(0)) await source.close(ref);
  });
  afterAll(() => dovecot.stop());

  function sourceOf(user: string, override: Partial<ImapAccount> = {}, mailbox = 'INBOX') {
    const source = imapSource([dovecot.account(user, override)]);
    const ref = { account: user, mailbox };
    open.push({ source, ref });
    return { source, ref };
  }

  function nextUser(): string {
    const user = users.shift();
    if (user === undefined) throw new Error('more tests than users');
    return user;
  }

  function dropped({ source, ref }: { source: MailSource; ref: MailboxRef }) {
    return new Promise<MailboxSignal>((resolve) => {
      source.listen(ref, (signal) => signal.type === 'dropped' && resolve(signal));
    });
  }

  test('logs in by TLS, by required STARTTLS, and in cleartext only when allowed', async () => {
    const tls = sourceOf(nextUser());
    await tls.source.connect(tls.ref, never);
    const startTls = sourceOf(nextUser(), { secure: false });
    await startTls.source.connect(startTls.ref, never);

    const stripped = await withoutStartTls(dovecot.port);
    const plain = { secure: false, port: stripped.port };
    const required = sourceOf(nextUser(), plain);
    await expect(required.source.connect(required.ref, never)).rejects.toMatchObject({
      code: 'imap.dropped',
      message: expect.stringContaining('IMAP_ALLOW_CLEARTEXT'),
    });
    expect(stripped.seen()).not.toMatch(/LOGIN|AUTHENTICATE/);
    const allowed = sourceOf(nextUser(), { ...plain, allowCleartext: true });
    await allowed.source.connect(allowed.ref, never);
    await allowed.source.close(allowed.ref);
    stripped.server.close();
  });

  test('trusts no certificate that it was not told to', async () => {
    const user = nextUser();
    const { tlsCa: _, ...untrusting } = dovecot.account(user);
    for (const secure of [true, false]) {
      const port = secure ? dovecot.tlsPort : dovecot.port;
      const source = imapSource([{ ...untrusting, secure, port }]);
      await expect(
        source.connect({ account: user, mailbox: 'INBOX' }, never),
      ).rejects.toMatchObject({
        code: 'imap.dropped',
        message: expect.stringContaining('IMAP_TLS_CA'),
      });
    }
  });

  test('tells a wrong password from a full house', async () => {
    const user = nextUser();
    const wrong = sourceOf(user, { pass: 'wrong-password' });
    const refused = wrong.source.connect(wrong.ref, never);
    await expect(refused).rejects.toMatchObject({ code: 'imap.refused' });
    await expect(refused).rejects.not.toThrow('wrong-password');

    for (const _ of [1, 2]) {
      const held = sourceOf(user);
      await held.source.connect(held.ref, never);
    }
    const third = sourceOf(user);
    await expect(third.source.connect(third.ref, never)).rejects.toMatchObject({
      code: 'imap.throttled',
    });
  });

  test('names the folders where one is missing', async () => {
    const { source, ref } = sourceOf(nextUser(), {}, 'Marketing/Leads');
    await source.connect(ref, never);
    await expect(source.open(ref)).rejects.toMatchObject({
      code: 'imap.dropped',
      message: expect.stringMatching(/"Marketing\/Leads".*IMAP_MAILBOX.*Sent.*INBOX/),
    });
  });

  test('watches a folder with a name beyond ASCII', async () => {
    const user = nextUser();
    await dovecot.deliver(user, mail(1), 'Anfragen/Käufer & Co');
    const { source, ref } = sourceOf(user, {}, 'Anfragen/Käufer & Co');
    await source.connect(ref, never);
    await source.open(ref);
    expect(await source.search(ref, { from: 1 })).toEqual([1]);
  });

  test('changes no flag', async () => {
    const user = nextUser();
    await dovecot.fill(user, 3, mail);
    const { source, ref } = sourceOf(user);
    await source.connect(ref, never);
    await source.open(ref);
    const uids = await source.search(ref, { from: 1 });
    await source.fetch(ref, uids, maxBytes);
    await source.fetch(ref, uids, 10);
    await source.close(ref);
    expect(await dovecot.flags(user)).toEqual(new Map(uids.map((uid) => [uid, []])));
  });

  test.each(['\\Seen', '$MarketingOps'])('marks with %s, and with nothing else', async (mark) => {
    const user = nextUser();
    await dovecot.fill(user, 3, mail);
    const { source, ref } = sourceOf(user, { mark });
    await source.connect(ref, never);
    await source.open(ref);
    await source.fetch(ref, [1, 2, 3], maxBytes);
    expect(await source.mark(ref, [1, 3, 99])).toBe(true);
    await source.close(ref);
    expect(await dovecot.flags(user)).toEqual(
      new Map([
        [1, [mark]],
        [2, []],
        [3, [mark]],
      ]),
    );
  });

  test('leaves out what another session expunged, and keeps the rest', async () => {
    const user = nextUser();
    await dovecot.fill(user, 5, mail);
    const { source, ref } = sourceOf(user);
    await source.connect(ref, never);
    await source.open(ref);
    const uids = await source.search(ref, { from: 1 });
    await source.sizes(ref, uids);
    await dovecot.expunge(user, [2, 4]);
    const fetched = await source.fetch(ref, uids, maxBytes);
    expect(fetched.map(({ uid }) => uid)).toEqual([1, 3, 5]);
    expect([...(await source.sizes(ref, uids)).keys()]).toEqual([1, 3, 5]);
  });

  test('shows a new UIDVALIDITY', async () => {
    const user = nextUser();
    await dovecot.fill(user, 1, mail);
    const { source, ref } = sourceOf(user);
    await source.connect(ref, never);
    const before = await source.open(ref);
    await dovecot.uidValidity(user, before.uidValidity + 5);
    await source.connect(ref, never);
    expect((await source.open(ref)).uidValidity).toBe(before.uidValidity + 5);
  });

  test('fetches a thousand, of which many have gaps between their UIDs', async () => {
    const user = nextUser();
    await dovecot.fill(user, 1_000, mail);
    const odd = (uid: number) => uid % 2 === 1;
    await dovecot.expunge(
      user,
      (await dovecot.uids(user)).filter((uid) => uid < 600 && !odd(uid)),
    );
    const { source, ref } = sourceOf(user);
    await source.connect(ref, never);
    await source.open(ref);
    const uids = await source.search(ref, { from: 1 });
    const sizes = await source.sizes(ref, uids);
    const fetched = await source.fetch(ref, uids, maxBytes);
    expect(uids).toHaveLength(701);
    expect([...sizes.keys()]).toEqual(uids);
    expect(fetched.map(({ uid }) => uid)).toEqual(uids);
    for (const { uid, source: raw } of fetched) {
      expect(raw.toString()).toBe(mail(uid - 1));
    }
  });

  test('hears of killed sessions, and of a server that goes down, and finds it again', async () => {
    const user = nextUser();
    await dovecot.fill(user, 1, mail);
    const watched = sourceOf(user);
    const { source, ref } = watched;
    await source.connect(ref, never);
    await source.open(ref);
    const killed = dropped(watched);
    await dovecot.kill9(user);
    await killed;

    await source.connect(ref, never);
    await source.open(ref);
    const down = dropped(watched);
    await dovecot.crash();
    await down;
    await expect(source.connect(ref, never)).rejects.toMatchObject({
      code: 'imap.dropped',
      message: expect.stringContaining('IMAP_HOST'),
    });

    await dovecot.drop(user, mail(2));
    await dovecot.start();
    await source.connect(ref, never);
    await source.open(ref);
    expect(await source.search(ref, { from: 1 })).toEqual([1, 2]);
  });
});

/** A man in the middle who takes STARTTLS out of what the server offers. */
async function withoutStartTls(to: number) {
  let seen = '';
  const server: Server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1');
    client.on('data', (chunk) => {
      seen += chunk.toString('latin1');
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      client.write(chunk.toString('latin1').replaceAll('STARTTLS', 'XSTARTED'), 'latin1');
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port, seen: () => seen };
}
