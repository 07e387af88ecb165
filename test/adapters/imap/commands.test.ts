import { once } from 'node:events';
import { type AddressInfo, connect as dial, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';

import { imapSource } from '../../../src/adapters/imap/source.ts';
import type { MailboxSignal } from '../../../src/ports.ts';
import { maxBytes, never, opened, ref, server, source, start } from './scripted-source.ts';

function signals() {
  const seen: MailboxSignal[] = [];
  const times: number[] = [];
  const stop = source.listen(ref, (signal) => {
    seen.push(signal);
    times.push(performance.now());
  });
  return { seen, times, stop };
}

describe('commands', () => {
  test('a folder is examined, never selected, and mail is only peeked at', async () => {
    await opened({});
    await source.fetch(ref, [1, 2, 3], maxBytes);
    await source.fetch(ref, [1], 3);
    expect(server.lines.some((line) => line.startsWith('EXAMINE INBOX'))).toBe(true);
    expect(server.lines.filter((line) => /^SELECT|^UID STORE|^STORE/.test(line))).toEqual([]);
    const bodies = server.lines.filter((line) => line.includes('BODY'));
    expect(bodies.length).toBeGreaterThan(0);
    expect(bodies.filter((line) => !line.includes('BODY.PEEK[]'))).toEqual([]);
  });

  test.each(['no', 'bad'] as const)(
    'a SEARCH answered %s is a failure, not "empty"',
    async (say) => {
      await opened({ on: { 'UID SEARCH': (c) => c[say]('cannot') } });
      await expect(source.search(ref, { from: 1 })).rejects.toMatchObject({
        code: 'imap.dropped',
        message: expect.stringContaining('cannot'),
      });
    },
  );

  test.each(['UID SEARCH', 'UID FETCH', 'EXAMINE'])(
    '%s may be unavailable for now',
    async (name) => {
      await start({ on: { [name]: (c) => c.no('[UNAVAILABLE] busy') } });
      await source.connect(ref, never);
      const work = async () => {
        await source.open(ref);
        await source.search(ref, { from: 1 });
        await source.fetch(ref, [1], maxBytes);
      };
      await expect(work()).rejects.toMatchObject({ code: 'imap.throttled' });
    },
  );

  test.each(['UID SEARCH', 'UID FETCH'])(
    'a pause asked for at %s is passed on at once rather than slept out',
    async (name) => {
      const text = 'Request is throttled. Suggested Backoff Time: 60000 milliseconds';
      await opened({ on: { [name]: (c) => c.bad(text) } });
      const work = name === 'UID FETCH' ? source.sizes(ref, [1]) : source.search(ref, { from: 1 });
      await expect(work).rejects.toMatchObject({ code: 'imap.throttled', retryAfterMs: 60_000 });
    },
  );

  test('n:* may name a message below n', async () => {
    await opened({ uids: [1, 2, 3] });
    expect(await source.search(ref, { from: 4 })).toEqual([]);
    expect(await source.search(ref, { from: 3 })).toEqual([3]);
  });

  test('a hang costs the connection, and every command in work with it', async () => {
    await opened({ on: { 'UID SEARCH': () => {} } }, { commandTimeoutMs: 300 });
    const { seen } = signals();
    const both = [source.search(ref, { from: 1 }), source.sizes(ref, [1])];
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(seen).toEqual([
      { type: 'dropped', failure: expect.objectContaining({ code: 'imap.dropped' }) },
    ]);
  });

  test('a literal that trickles in does not hold the deadline back', async () => {
    let trickle: NodeJS.Timeout | undefined;
    await opened(
      {
        on: {
          'UID FETCH': (c) => {
            c.send('* 1 FETCH (UID 1 RFC822.SIZE 9000 BODY[] {9000}');
            trickle = setInterval(() => c.send('x'), 20);
          },
        },
      },
      { commandTimeoutMs: 300 },
    );
    await expect(source.sizes(ref, [1])).rejects.toMatchObject({ code: 'imap.dropped' });
    clearInterval(trickle);
  });

  test('thousands of scattered UIDs make short command lines', async () => {
    const uids = Array.from({ length: 3_000 }, (_, i) => 4_000_000_000 + i * 3);
    await opened({ uids });
    const before = server.lines.length;
    expect((await source.sizes(ref, uids)).size).toBe(3_000);
    const fetches = server.lines.slice(before).filter((line) => line.startsWith('UID FETCH'));
    expect(Math.max(...fetches.map((line) => line.length))).toBeLessThan(1_000);
  });

  test('after a BYE nothing is asked of a socket that the server leaves open', async () => {
    await opened({});
    const { seen } = signals();
    server.push('* BYE [UNAVAILABLE] going down');
    await sleep(50);
    await expect(source.open(ref)).rejects.toMatchObject({ code: 'imap.throttled' });
    expect(seen.map(({ type }) => type)).toEqual(['dropped']);
  });

  test('a UIDNEXT that is missing is worked out', async () => {
    await start({
      uids: [3, 9],
      on: {
        EXAMINE: (c) => {
          c.send('* 2 EXISTS', '* OK [UIDVALIDITY 4] ok');
          c.ok();
        },
      },
    });
    await source.connect(ref, never);
    expect(await source.open(ref)).toEqual({ uidValidity: 4, uidNext: 10 });
  });
});

test('a hundred mails cost a few round trips', async () => {
  const delayMs = 20;
  await start({ uids: Array.from({ length: 100 }, (_, i) => i + 1) });
  const far = createServer((client) => {
    const near = dial(server.account().port, '127.0.0.1');
    client.on('data', (chunk) => setTimeout(() => near.write(chunk), delayMs / 2));
    near.on('data', (chunk) => setTimeout(() => client.write(chunk), delayMs / 2));
    client.on('error', () => undefined).on('close', () => near.destroy());
    near.on('error', () => undefined).on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(far, 'listening');
  const distant = imapSource([server.account({ port: (far.address() as AddressInfo).port })]);
  await distant.connect(ref, never);
  await distant.open(ref);
  const uids = await distant.search(ref, { from: 1 });
  await distant.sizes(ref, uids);
  const began = performance.now();
  expect(await distant.fetch(ref, uids, maxBytes)).toHaveLength(100);
  expect(performance.now() - began).toBeLessThan((100 * delayMs) / 5);
  await distant.close(ref);
  far.close();
});
