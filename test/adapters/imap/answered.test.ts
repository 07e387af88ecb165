import { describe, expect, test } from 'vitest';

import {
  answered,
  type Answers,
  behaviour,
  file,
  flags,
  linesWith,
  opened,
  ref,
  renumberSent,
  sent,
  server,
  skipped,
  source,
} from './scripted-sent.ts';

describe('mail that was answered', () => {
  test('is told by its flag, and nothing is written anywhere', async () => {
    await opened();
    flags.set(2, '\\Seen \\Answered').set(3, '\\Seen');
    file('In-Reply-To: <m3@x>');
    expect(await answered()).toEqual([2, 3]);
    expect(server.lines.filter((line) => /^(SELECT|STORE|UID STORE|APPEND)/.test(line))).toEqual(
      [],
    );
    const bodies = linesWith('BODY');
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain('BODY.PEEK[HEADER.FIELDS (');
  });

  test('needs no look into Sent where its flag tells, or where it has no Message-ID', async () => {
    await opened();
    for (const uid of [1, 2, 3]) flags.set(uid, '\\Answered');
    expect(await answered()).toEqual([1, 2, 3]);
    flags.clear();
    expect(await source.answered(ref, [{ uid: 1, messageId: null }])).toEqual([]);
    expect(await source.answered(ref, [])).toEqual([]);
    expect(server.connections).toBe(1);
  });

  test('is told by no row that nobody asked for, and by none that is missing', async () => {
    await opened({
      'UID FETCH': (c) => {
        c.send('* 9 FETCH (UID 9 FLAGS (\\Answered))', '* 2 FETCH (FLAGS (\\Answered))');
        c.ok();
      },
    });
    expect(await answered()).toEqual([]);
  });

  test('is found without a SEARCH', async () => {
    await opened({ 'UID SEARCH': (c) => c.bad('no'), SEARCH: (c) => c.bad('no') });
    flags.set(1, '\\Answered');
    file('References: <m2@x>');
    expect(await answered()).toEqual([1, 2]);
    expect(skipped).toEqual([]);
  });

  test('fails with the connection of its folder', async () => {
    await opened({ 'UID FETCH': (c) => c.hangUp() });
    await expect(answered()).rejects.toMatchObject({ code: 'imap.dropped' });
  });
});

describe('the Sent folder', () => {
  test('is read on a connection of its own, which ends with the look', async () => {
    await opened();
    await answered();
    expect(server.connections).toBe(2);
    expect(linesWith('EXAMINE')).toEqual(['EXAMINE INBOX', 'EXAMINE Kopien']);
    expect(linesWith('LOGOUT')).toHaveLength(1);
    expect(await source.search(ref, { from: 1 })).toEqual([1, 2, 3]);
  });

  test('is read from where the last look ended', async () => {
    await opened();
    file('Subject: News');
    file('Subject: More news');
    await answered();
    expect(linesWith('BODY')).toHaveLength(1);
    await answered();
    expect(linesWith('BODY')).toHaveLength(1);
    file('In-Reply-To: <m1@x>');
    expect(await answered()).toEqual([1]);
    expect(linesWith('BODY').map((line) => line.split(' ').slice(0, 3))).toEqual([
      ['FETCH', '1:2', expect.anything()],
      ['UID', 'FETCH', '12:12'],
    ]);
    expect(linesWith('LIST "" "*"')).toHaveLength(1);
  });

  test('is remembered: the reply may be there before the draft', async () => {
    await opened();
    file('In-Reply-To: <later@x>');
    await answered();
    const later = { uid: 3, messageId: '<later@x>' };
    expect(await source.answered(ref, [later])).toEqual([3]);
    expect(server.connections).toBe(2);
  });

  test('is read no further back than 500 mails, a hundred at a time', async () => {
    await opened();
    for (let i = 0; i < 1_200; i += 1) file(`In-Reply-To: <old${i}@x>`);
    const [newest, oldest, older] = [1_199, 700, 699].map((i) => `<old${i}@x>`);
    const asking = [newest, oldest, older].map((id, i) => ({ uid: i + 1, messageId: id ?? null }));
    expect(await source.answered(ref, asking)).toEqual([1, 2]);
    const ranges = linesWith('BODY').map((line) => line.split(' ')[1]);
    expect(ranges).toEqual(['1101:1200', '1001:1100', '901:1000', '801:900', '701:800']);
  });

  test('that was numbered anew is read anew', async () => {
    await opened();
    file('Subject: x');
    await answered();
    renumberSent(10);
    file('In-Reply-To: <m2@x>');
    expect(await answered()).toEqual([2]);
  });

  test('whose server gives no UIDNEXT is read all the same', async () => {
    const { EXAMINE: _, ...others } = behaviour();
    await opened({
      ...others,
      EXAMINE: (c) => {
        c.send(`* ${c.args.startsWith('INBOX') ? 3 : sent.heads.size} EXISTS`);
        c.send('* OK [UIDVALIDITY 7] ok');
        c.ok();
      },
    });
    await answered();
    file('In-Reply-To: <m1@x>');
    expect(await answered()).toEqual([1]);
    file('In-Reply-To: <m2@x>');
    expect(await answered()).toEqual([1, 2]);
  });

  test.each(['Gesendete Objekte', '"INBOX/Sent Items"', '"&kAFP4W4IMH8wojCkMMYw4A-"'])(
    '%s is known by its name where the server says nothing of its use',
    async (name) => {
      const quoted = name.startsWith('"') ? name : `"${name}"`;
      const list = (c: Parameters<Answers[string]>[0]) => {
        c.send('* LIST () "/" INBOX', '* LIST () "/" "Sent to clients"', `* LIST () "/" ${quoted}`);
        c.ok();
      };
      await opened({ LIST: list }, {}, false);
      file('In-Reply-To: <m1@x>');
      expect(await answered()).toEqual([1]);
      expect(linesWith('EXAMINE').at(-1)).toContain(name.replaceAll('"', ''));
    },
  );

  test('may come later than the mailbox', async () => {
    let isThere = false;
    await opened({
      LIST: (c) => {
        c.send('* LIST () "/" INBOX');
        if (isThere) c.send('* LIST () "/" Sent');
        c.ok();
      },
    });
    expect(await answered()).toEqual([]);
    expect(skipped).toEqual([]);
    isThere = true;
    file('In-Reply-To: <m1@x>');
    expect(await answered()).toEqual([1]);
  });
});
