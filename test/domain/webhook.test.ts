import { expect, test } from 'vitest';
import { outcomeOfPost, type PostAnswer, webhookLifeMs } from '../../src/domain/webhook.ts';

const now = Date.parse('2026-03-01T09:00:00Z');
const tried = (attempts: number) => ({ attempts, expiresAt: now + webhookLifeMs });
const answer = (status: number | null, retryAfterMs?: number): PostAnswer => ({
  status,
  ms: 1,
  error: '',
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

test('2xx is taken, 410 ends it all, and the rest is tried again', () => {
  for (const status of [200, 202, 204, 299]) {
    expect(outcomeOfPost(tried(0), answer(status), now, 0)).toEqual({ to: 'delivered' });
  }
  expect(outcomeOfPost(tried(0), answer(410), now, 0)).toEqual({ to: 'gone' });
  for (const status of [null, 199, 301, 400, 401, 404, 429, 500, 503]) {
    expect(outcomeOfPost(tried(0), answer(status), now, 0)).toMatchObject({ to: 'queued' });
  }
});

test('for three days, from seconds to hours apart, and then no more', () => {
  let at = now;
  let tries = 0;
  const waits: number[] = [];
  for (;;) {
    const outcome = outcomeOfPost(
      { ...tried(tries), expiresAt: now + webhookLifeMs },
      answer(500),
      at,
      0.5,
    );
    if (outcome.to !== 'queued') {
      expect(outcome).toEqual({ to: 'failed' });
      break;
    }
    waits.push(outcome.afterMs);
    at += outcome.afterMs;
    tries += 1;
  }
  expect(waits[0]).toBeLessThanOrEqual(5_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(6 * 3_600_000);
  expect(tries).toBeGreaterThan(15);
  expect(tries).toBeLessThan(40);
  expect(at - now).toBeGreaterThan(webhookLifeMs);
});

test('not before the receiver asks for, but within a day', () => {
  const wait = (asked: number, tries = 0) =>
    outcomeOfPost(tried(tries), answer(503, asked), now, 0.5);
  expect(wait(600_000)).toEqual({ to: 'queued', afterMs: 600_000 });
  expect(wait(1, 20)).toMatchObject({ afterMs: expect.toSatisfy((ms: number) => ms > 3_600_000) });
  expect(wait(1e12)).toEqual({ to: 'queued', afterMs: 86_400_000 });
});
