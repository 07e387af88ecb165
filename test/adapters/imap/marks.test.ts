import { describe, expect, test } from 'vitest';

import { imapSource } from '../../../src/adapters/imap/source.ts';
import type { ImapScript } from '../../support/imap-script.ts';
import { never, ref, server, start } from './scripted-source.ts';

type Answers = NonNullable<ImapScript['on']>;

/** A folder whose server says that it keeps these flags; null: it says nothing of that. */
const selecting = (flags: string | null, more: Answers = {}): Answers => ({
  SELECT: (c) => {
    c.send('* 3 EXISTS', '* OK [UIDVALIDITY 7] ok', '* OK [UIDNEXT 4] ok');
    if (flags !== null) c.send(`* OK [PERMANENTFLAGS (${flags})] kept`);
    c.ok('[READ-WRITE] done');
  },
  'UID STORE': (c) => c.ok(),
  ...more,
});

async function marking(mark: string, on: Answers) {
  await start({ on });
  const marker = imapSource([server.account({ mark })]);
  await marker.connect(ref, never);
  await marker.open(ref);
  const stores = () => server.lines.filter((line) => line.startsWith('UID STORE'));
  return { marker, stores };
}

describe('a mark', () => {
  test.each([
    ['$Done', '\\Seen \\*', '$Done'],
    ['$Done', '\\Seen $done', '$done'],
    ['$Done', null, '$Done'],
    ['\\Seen', '\\Answered \\Seen', '\\Seen'],
  ])('%s is kept where the server keeps (%s)', async (mark, kept, stored) => {
    const { marker, stores } = await marking(mark, selecting(kept));
    expect(await marker.mark(ref, [1, 2, 3])).toBe(true);
    expect(stores()).toEqual([`UID STORE 1:3 +FLAGS.SILENT (${stored})`]);
    await marker.close(ref);
  });

  test('is not even tried where the server does not keep it', async () => {
    const { marker, stores } = await marking('$Done', selecting('\\Seen \\Answered'));
    expect(await marker.mark(ref, [1])).toBe(false);
    expect(stores()).toEqual([]);
    await marker.close(ref);
  });

  test('is refused in a folder that may only be read', async () => {
    const on = selecting('\\*', {
      SELECT: (c) => {
        c.send('* 3 EXISTS', '* OK [UIDVALIDITY 7] ok', '* OK [UIDNEXT 4] ok');
        c.ok('[READ-ONLY] done');
      },
    });
    const { marker, stores } = await marking('$Done', on);
    expect(await marker.mark(ref, [1])).toBe(false);
    expect(stores()).toEqual([]);
    await marker.close(ref);
  });

  test.each(['no', 'bad'] as const)('answered %s is refused, and costs nothing', async (say) => {
    const on = selecting('\\*', { 'UID STORE': (c) => c[say]('cannot') });
    const { marker } = await marking('$Done', on);
    expect(await marker.mark(ref, [1])).toBe(false);
    expect(await marker.search(ref, { from: 1 })).toEqual([1, 2, 3]);
    expect(server.connections).toBe(1);
    await marker.close(ref);
  });

  test('that is throttled, or cut off, is not refused', async () => {
    const throttled = await marking('$Done', {
      ...selecting('\\*'),
      'UID STORE': (c) => c.no('[UNAVAILABLE] later'),
    });
    await expect(throttled.marker.mark(ref, [1])).rejects.toMatchObject({ code: 'imap.throttled' });
    await throttled.marker.close(ref);
    await server.close();
    const cut = await marking('$Done', { ...selecting('\\*'), 'UID STORE': (c) => c.hangUp() });
    await expect(cut.marker.mark(ref, [1])).rejects.toMatchObject({ code: 'imap.dropped' });
  });
});
