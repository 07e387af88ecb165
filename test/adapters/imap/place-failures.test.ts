import { afterEach, describe, expect, test } from 'vitest';

import { imapPlacer, type ImapPlacerOptions } from '../../../src/adapters/imap/placer.ts';
import { imapSource } from '../../../src/adapters/imap/source.ts';
import type { MailPlacer } from '../../../src/ports.ts';
import {
  asked,
  type ImapScript,
  type ScriptedImap,
  startImapScript,
} from '../../support/imap-script.ts';
import { sendToken, startTokenServer } from '../../support/token-server.ts';

type Answers = NonNullable<ImapScript['on']>;

const never = new AbortController().signal;
const messageId = '<7.2@us.example>';
let server: ScriptedImap;
afterEach(() => server.close());

/** A Drafts folder with 80 mails, of which `holds` has the Message-IDs by UID; SEARCH finds those. */
function behaviour(holds: Record<number, string> = {}): Answers {
  const uids = Array.from({ length: 80 }, (_, i) => i + 101);
  const row = (uid: number) => {
    const head = `Message-ID: ${holds[uid] ?? `<${uid}@x>`}\r\n\r\n`;
    const date = 'INTERNALDATE "17-Jul-2026 02:44:25 +0200" RFC822.SIZE 99 FLAGS (\\Seen)';
    const header = `BODY[HEADER.FIELDS (MESSAGE-ID)] {${head.length}}\r\n${head}`;
    return `* ${uid - 100} FETCH (UID ${uid} ${date} ${header})`;
  };
  return {
    LIST: (c) => (c.send('* LIST () "/" INBOX', '* LIST (\\Drafts) "/" Entwurf'), c.ok()),
    SELECT: (c) => {
      c.send(`* ${uids.length} EXISTS`, '* OK [UIDVALIDITY 7] ok', '* OK [UIDNEXT 200] ok');
      c.send('* FLAGS (\\Seen \\Draft)', '* OK [PERMANENTFLAGS (\\Seen \\Draft)] ok');
      c.ok('[READ-WRITE] done');
    },
    FETCH: (c) => {
      const range = c.args.replace(':*', ':80');
      for (const seq of asked(
        range,
        uids.map((_, i) => i + 1),
      ))
        c.send(row(seq + 100));
      c.ok();
    },
    'UID SEARCH': (c) => {
      const found = c.args.includes('HEADER') ? Object.keys(holds).map(Number) : [];
      c.send(`* SEARCH ${found.join(' ')}`.trimEnd());
      c.ok();
    },
    'UID FETCH': (c) => {
      for (const uid of asked(c.args, uids)) c.send(row(uid));
      c.ok();
    },
    APPEND: (c) => c.no('[OVERQUOTA] Quota exceeded'),
  };
}

async function start(
  on: Answers = {},
  options: ImapPlacerOptions = {},
  capabilities = 'IMAP4rev1 SPECIAL-USE NAMESPACE',
): Promise<MailPlacer> {
  server = await startImapScript({ capabilities, on: { ...behaviour(), ...on } });
  return imapPlacer([server.account()], options);
}

function place(placer: MailPlacer, signal = never, into: 'drafts' | 'sent' = 'drafts') {
  const source = Buffer.from(`Message-ID: ${messageId}\r\n\r\nthe text\r\n`);
  const letter = { account: 'scripted', into, messageId, source, date: new Date(0) };
  return placer.place(letter, signal);
}

const appends = () => server.lines.filter((line) => line.startsWith('APPEND'));

describe('an APPEND that is answered with', () => {
  test.each([
    ['NO', '[OVERQUOTA] Mailbox is full', 'imap.rejected'],
    ['NO', '[TOOBIG] Message too large', 'imap.rejected'],
    ['NO', '[TRYCREATE] No such mailbox', 'imap.rejected'],
    ['NO', '[NOPERM] Read-only', 'imap.rejected'],
    ['NO', 'over quota', 'imap.rejected'],
    ['NO', 'cannot', 'imap.rejected'],
    ['BAD', 'cannot parse', 'imap.rejected'],
    ['NO', '[OVERQUOTA] Account exceeded command or bandwidth limits', 'imap.throttled'],
    ['NO', '[UNAVAILABLE] Backend is down', 'imap.throttled'],
    ['NO', 'Too many requests, try again later', 'imap.throttled'],
    ['BAD', 'User is authenticated but not connected.', 'imap.throttled'],
  ] as const)('%s %s: %s', async (status, text, code) => {
    const placer = await start({ APPEND: (c) => (status === 'NO' ? c.no(text) : c.bad(text)) });
    const words = text.replace(/^\[\w+\] /, '');
    await expect(place(placer)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
    expect(appends()).toEqual([
      expect.stringContaining('APPEND Entwurf (\\Draft \\Seen) " 1-Jan-1970 00:00:00 +0000" {'),
    ]);
  });

  test.each<[string, Answers[string]]>([
    ['a hang-up', (c) => c.hangUp()],
    ['silence', () => undefined],
  ])('%s is a lost connection', async (_, answer) => {
    const placer = await start({ APPEND: answer }, { commandTimeoutMs: 300 });
    await expect(place(placer)).rejects.toMatchObject({ code: 'imap.dropped' });
  });

  test('silence ends with the deadline of the whole, or a signal', async () => {
    const placer = await start({ APPEND: () => undefined }, { deadlineMs: 300 });
    await expect(place(placer)).rejects.toMatchObject({
      code: 'imap.dropped',
      message: expect.stringContaining('300 ms'),
    });
    const stop = new AbortController();
    const reached = server.next('APPEND');
    const cancelled = expect(place(placer, stop.signal)).rejects.toMatchObject({
      code: 'imap.dropped',
    });
    await reached;
    stop.abort();
    await cancelled;
  });
});

describe('a letter that is there already', () => {
  test.each([
    ['among the newest mails, though SEARCH does not know them yet', 175, ''],
    ['below them', 104, '104'],
  ])('is found %s', async (_, uid, found) => {
    const placer = await start({
      ...behaviour({ [uid]: messageId }),
      'UID SEARCH': (c) => (c.send(`* SEARCH ${found}`.trimEnd()), c.ok()),
    });
    expect(await place(placer)).toEqual({ folder: 'Entwurf', found: true });
    expect(appends()).toEqual([]);
  });

  test('is not put there again where the lookup failed', async () => {
    const failing: Answers[] = [
      { LIST: (c) => c.no('cannot') },
      { SELECT: (c) => c.no('cannot') },
      { FETCH: (c) => c.no('cannot') },
      { 'UID SEARCH': (c) => c.no('cannot') },
      { 'UID FETCH': (c) => c.no('cannot') },
      // Found, but not handed over.
      { 'UID SEARCH': (c) => (c.send('* SEARCH 104'), c.ok()), 'UID FETCH': (c) => c.ok() },
    ];
    for (const on of failing) {
      const placer = await start({ ...behaviour({ 104: '<other@x>' }), ...on });
      await expect(place(placer)).rejects.toMatchObject({ code: 'imap.dropped' });
      expect(appends()).toEqual([]);
      await server.close();
    }
    await start();
  });
});

describe('the folder', () => {
  test('that is missing is named', async () => {
    const placer = await start({
      LIST: (c) => (c.send('* LIST () "/" INBOX', '* LIST (\\Noselect \\Sent) "/" Out'), c.ok()),
    });
    const missing = (name: string) => ({
      code: 'imap.rejected',
      message: expect.stringContaining(`create one named "${name}"`),
    });
    await expect(place(placer)).rejects.toMatchObject(missing('Drafts'));
    await expect(place(placer, never, 'sent')).rejects.toMatchObject(missing('Sent'));
  });

  test('is known by its name where the server says nothing of its use', async () => {
    const on: Answers = {
      LIST: (c) => (c.send('* LIST () "/" INBOX', '* LIST () "/" "Entw&APw-rfe"'), c.ok()),
    };
    const placer = await start(on, {}, 'IMAP4rev1 NAMESPACE');
    await expect(place(placer)).rejects.toMatchObject({
      message: expect.stringContaining('APPEND to "Entwürfe"'),
    });
  });
});

test('a letter beyond the limit that the server names is not sent', async () => {
  const placer = await start({}, {}, 'IMAP4rev1 SPECIAL-USE APPENDLIMIT=10');
  await expect(place(placer)).rejects.toMatchObject({ code: 'imap.rejected' });
  expect(appends()).toEqual([]);
});

test('refused credentials are told as such', async () => {
  const placer = await start({ LOGIN: (c) => c.no('[AUTHENTICATIONFAILED] no') });
  await expect(place(placer)).rejects.toMatchObject({ code: 'imap.refused' });
});

test('an access token is shared with whoever reads the account', async () => {
  const tokens = await startTokenServer();
  tokens.answer = (response, n) => sendToken(response, `token-${n}`);
  await start({ AUTHENTICATE: (c) => c.ok() }, {}, 'IMAP4rev1 SPECIAL-USE SASL-IR AUTH=XOAUTH2');
  const oauth = { clientId: 'client', refreshToken: 'one-time', tokenUrl: tokens.url };
  const account = server.account({ oauth });
  const ref = { account: account.account, mailbox: 'INBOX' };
  const source = imapSource([account]);
  await source.connect(ref, never);
  await expect(place(imapPlacer([account]))).rejects.toMatchObject({ code: 'imap.rejected' });
  expect(tokens.requests).toHaveLength(1);
  await source.close(ref);
  await tokens.close();
});
