import { describe, expect, test } from 'vitest';
import { receivedAt } from '../../src/import/received-at.ts';

const now = Date.parse('2026-03-01T00:00:00Z');
const fallback = Date.parse('2025-01-01T00:00:00Z');
const of = (fromLine: string | null, head: string) =>
  receivedAt(
    { fromLine, source: Buffer.from(`${head}\r\n\r\nDate: no header\r\n`) },
    fallback,
    now,
  );

describe('the line of an mbox', () => {
  test.each([
    ['From a@b.example Sat Jan  3 01:05:34 1996', '1996-01-03T01:05:34.000Z'],
    ['From a@b.example Sat Jan 03 01:05 1996', '1996-01-03T01:05:00.000Z'],
    ['From - Tue Feb 06 10:00:00 2024', '2024-02-06T10:00:00.000Z'],
    ['From 17@xxx Tue Feb 06 10:00:00 +0200 2024', '2024-02-06T08:00:00.000Z'],
    ['From a@b.example Tue Feb  6 10:00:00 2024 -0500', '2024-02-06T15:00:00.000Z'],
    ['From a@b.example Tue Feb  6 10:00:00 EST 2024', '2024-02-06T15:00:00.000Z'],
    ['From a@b.example Tue Feb  6 10:00:00 CEST 2024', '2024-02-06T10:00:00.000Z'],
    ['From a@b.example Tue, 6 Feb 2024 10:00:00 +0000', '2024-02-06T10:00:00.000Z'],
  ])('%s', (line, expected) => {
    expect(of(line, 'Date: Mon, 5 Feb 2024 10:00:00 +0000')).toBe(expected);
  });

  test('counts for nothing where it has no date, or an impossible one', () => {
    const date = 'Date: Mon, 5 Feb 2024 10:00:00 +0000';
    const expected = '2024-02-05T10:00:00.000Z';
    expect(of('From a@b.example', date)).toBe(expected);
    expect(of('From a@b.example Thu Jan  1 00:00:00 1970', date)).toBe(expected);
    expect(of('From a@b.example Thu Jan  1 00:00:00 2099', date)).toBe(expected);
    expect(of('From here on', date)).toBe(expected);
  });
});

test('the last server is believed before the sender', () => {
  const head = [
    'Received: from a by b (c); ',
    '\tTue, 6 Feb 2024 10:00:00 +0100 (CET)',
    'Received: from z by a; Tue, 6 Feb 2024 09:00:00 +0000',
    'Date: Mon, 5 Feb 2024 10:00:00 +0000',
  ].join('\r\n');
  expect(of(null, head)).toBe('2024-02-06T09:00:00.000Z');
  expect(of(null, head.replace('2024 10', '2034 10'))).toBe('2024-02-05T10:00:00.000Z');
});

test('without any date, the file tells, and failing that the clock', () => {
  expect(of(null, 'Subject: Date: Mon, 5 Feb 2024 10:00:00 +0000')).toBe(
    '2025-01-01T00:00:00.000Z',
  );
  expect(receivedAt({ fromLine: null, source: Buffer.alloc(0) }, 0, now)).toBe(
    '2026-03-01T00:00:00.000Z',
  );
});
