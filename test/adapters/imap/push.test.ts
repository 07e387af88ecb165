import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';

import type { MailboxSignal } from '../../../src/ports.ts';
import { never, opened, ref, server, source } from './scripted-source.ts';

function signals() {
  const seen: MailboxSignal[] = [];
  const times: number[] = [];
  const stop = source.listen(ref, (signal) => {
    seen.push(signal);
    times.push(performance.now());
  });
  return { seen, times, stop };
}

describe('push', () => {
  test('idles soon after the last command, and EXISTS is heard within milliseconds', async () => {
    await opened({});
    await server.next('IDLE');
    const { seen, times } = signals();
    const sent: number[] = [];
    for (let n = 4; n < 14; n += 1) {
      sent.push(performance.now());
      server.push(`* ${n} EXISTS`);
      await sleep(20);
    }
    expect(seen).toEqual(Array.from({ length: 10 }, () => ({ type: 'arrived' })));
    const delays = times.map((time, i) => time - (sent[i] ?? 0)).toSorted((a, b) => a - b);
    expect(delays[5]).toBeLessThan(20);
  });

  test('an EXISTS that came before anybody listened is not lost', async () => {
    await opened({});
    await source.search(ref, { from: 1 });
    server.push('* 4 EXISTS');
    await sleep(30);
    const { seen } = signals();
    await sleep(5);
    expect(seen).toEqual([{ type: 'arrived' }]);
  });

  test('idles again after each command', async () => {
    await opened({});
    await server.next('IDLE');
    const again = server.next('IDLE');
    await source.search(ref, { from: 1 });
    await again;
    expect(server.lines.filter((line) => line === 'IDLE')).toHaveLength(2);
  });

  test('does not hammer a server that refuses IDLE', async () => {
    await opened({ on: { IDLE: (c) => c.no('not now') } });
    await server.next('IDLE');
    await sleep(400);
    expect(server.lines.filter((line) => line === 'IDLE')).toHaveLength(1);
    expect(await source.search(ref, { from: 1 })).toEqual([1, 2, 3]);
  });

  test('a reset is heard, and ends nothing but the connection', async () => {
    await opened({});
    const { seen } = signals();
    server.reset();
    await expect.poll(() => seen.map(({ type }) => type)).toEqual(['dropped']);
    await source.connect(ref, never);
    expect((await source.open(ref)).uidNext).toBe(4);
  });
});

test('close does not wait for a server that ignores LOGOUT', async () => {
  await opened({ on: { LOGOUT: () => {} } });
  const began = performance.now();
  await source.close(ref);
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(server.lines.at(-1)).toBe('LOGOUT');
});
