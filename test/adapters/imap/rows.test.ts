import { describe, expect, test } from 'vitest';

import { asked, type ImapScript, row } from '../../support/imap-script.ts';
import { maxBytes, opened, ref, source } from './scripted-source.ts';

describe('rows', () => {
  const body = 'Subject: hi\r\n\r\n';

  /** Answers FETCH by the rows that `lines` makes, and SEARCH by `uids`. */
  const answering = (uids: number[], lines: (args: string) => string[]): ImapScript => ({
    uids,
    on: {
      'UID FETCH': (c) => {
        c.send(...lines(c.args));
        c.ok();
      },
    },
  });

  test('nobody asked for, without UID, without content, and twice', async () => {
    await opened(
      answering([1, 2], () => [
        '* 1 FETCH (FLAGS (\\Seen))',
        '* 1 FETCH (UID 1 FLAGS (\\Seen))',
        row(7, body),
        row(2, body),
        row(1, body),
        row(1, body),
        '* 2 FETCH (FLAGS () BODY[] "no uid")',
        '* 3 EXISTS',
      ]),
    );
    const mails = await source.fetch(ref, [1, 2], maxBytes);
    expect(mails).toEqual(
      [1, 2].map((uid) => ({
        uid,
        mailId: null,
        messageId: null,
        receivedAt: '2026-07-17T00:44:25.000Z',
        size: body.length,
        source: Buffer.from(body),
      })),
    );
  });

  test('that are missing are gone only if SEARCH agrees', async () => {
    await opened(answering([1], () => [row(1, body)]));
    expect((await source.fetch(ref, [1, 2], maxBytes)).map(({ uid }) => uid)).toEqual([1]);
  });

  test('that are missing although SEARCH has them are a failure', async () => {
    await opened(answering([1, 2], () => [row(1, body)]));
    await expect(source.sizes(ref, [1, 2])).rejects.toMatchObject({
      code: 'imap.dropped',
      message: expect.stringContaining('UID 2'),
    });
  });

  test.each(['""', 'NIL', '{0}\r\n'])(
    'with a source of %s are not taken for empty mail',
    async (nothing) => {
      await opened(answering([1], () => [`* 1 FETCH (UID 1 RFC822.SIZE 500 BODY[] ${nothing})`]));
      await expect(source.fetch(ref, [1], maxBytes)).rejects.toMatchObject({
        code: 'imap.dropped',
      });
    },
  );

  test('that ignore the partial are cut here', async () => {
    const long = `${body}${'x'.repeat(5_000)}`;
    await opened(answering([1], () => [row(1, long)]));
    const [mail] = await source.fetch(ref, [1], 100);
    expect(mail).toMatchObject({ size: long.length, source: Buffer.from(long.slice(0, 100)) });
  });

  test.each([
    ['OBJECTID', 'EMAILID (M6d99ac3275bb4e)', 'M6d99ac3275bb4e'],
    ['X-GM-EXT-1', 'X-GM-MSGID 1278455344230334865', '1278455344230334865'],
  ])('bear the id that the server gives by %s', async (capability, item, mailId) => {
    const line = row(1, body).replace('UID 1', `UID 1 ${item}`);
    await opened({
      ...answering([1], () => [line]),
      capabilities: `IMAP4rev1 ID NAMESPACE IDLE ${capability}`,
    });
    expect(await source.identify(ref, [1])).toMatchObject([{ uid: 1, mailId }]);
    expect(await source.fetch(ref, [1], maxBytes)).toMatchObject([{ uid: 1, mailId }]);
  });

  test('are fetched by count and by weight', async () => {
    const size = 1024 * 1024;
    const uids = Array.from({ length: 250 }, (_, i) => i + 1);
    const batches: string[] = [];
    await opened(
      answering(uids, (args) => {
        const heavy = (uid: number) => uid > 240;
        if (args.includes('BODY')) batches.push(args.split(' ')[0] ?? '');
        return asked(args, uids).map((uid) =>
          args.includes('BODY')
            ? row(uid, body)
            : `* ${uid} FETCH (UID ${uid} RFC822.SIZE ${heavy(uid) ? size : 100})`,
        );
      }),
    );
    await source.sizes(ref, uids);
    expect(await source.fetch(ref, uids, maxBytes)).toHaveLength(250);
    expect(batches).toEqual(['1:100', '101:200', '201:243', '244:247', '248:250']);
  });
});
