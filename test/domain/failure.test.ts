import { describe, expect, it } from 'vitest';
import {
  Failure,
  type FailureCode,
  failureCodes,
  maxAttempts,
  outcomeOf,
  worthAsking,
} from '../../src/domain/failure.ts';

describe('Failure.of', () => {
  it('leaves a failure as it is', () => {
    const failure = new Failure('llm.rate_limited', '429', { retryAfterMs: 5 });
    expect(Failure.of(failure)).toBe(failure);
    expect(failure.retryAfterMs).toBe(5);
  });

  it.each([
    [new TypeError('x is undefined'), 'TypeError: x is undefined'],
    ['just a text', 'just a text'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('makes %s a defect of ours, with its cause', (error, message) => {
    const failure = Failure.of(error);
    expect([failure.code, failure.message]).toEqual(['unexpected', message]);
    expect(failure.cause).toBe(error === undefined ? undefined : error);
  });
});

describe('outcomeOf', () => {
  const blameless: FailureCode[] = ['store.unavailable', 'parser.unavailable'];
  const settled = failureCodes.filter((code) => code.startsWith('mail.'));
  const passing = failureCodes.filter(
    (code) => !code.startsWith('mail.') && !blameless.includes(code),
  );

  it.each(blameless)('never sets a message aside for %s', (code) => {
    const away = new Failure(code, '');
    for (const attempts of [0, maxAttempts, 50]) {
      expect(outcomeOf(away, attempts, 0.5).kind).toBe('retry');
    }
  });

  it.each(settled)('sets a message aside at once for %s: the same bytes fail again', (code) => {
    expect(outcomeOf(new Failure(code, ''), 0, 0.5)).toEqual({ kind: 'quarantine' });
  });

  it.each(passing)('tries again after %s, until the last try', (code) => {
    const kinds = Array.from(
      { length: maxAttempts + 1 },
      (_, attempts) => outcomeOf(new Failure(code, ''), attempts, 0.5).kind,
    );
    const retries = Array<string>(maxAttempts - 1).fill('retry');
    expect(kinds).toEqual([...retries, 'quarantine', 'quarantine']);
  });

  it('waits as the other side asks, else longer each time', () => {
    const asked = new Failure('llm.rate_limited', '429', { retryAfterMs: 90_000 });
    expect(outcomeOf(asked, 0, 1)).toEqual({ kind: 'retry', afterMs: 90_000 });
    const silent = new Failure('store.unavailable', 'locked');
    expect(outcomeOf(silent, 0, 1)).toEqual({ kind: 'retry', afterMs: 1_000 });
    expect(outcomeOf(silent, 1, 1)).toEqual({ kind: 'retry', afterMs: 2_000 });
  });
});

it('asks an LLM again only for what may pass', () => {
  const worth = failureCodes.filter((code) => worthAsking(new Failure(code, '')));
  expect(worth).toEqual([
    'llm.rate_limited',
    'llm.unavailable',
    'llm.timeout',
    'llm.invalid',
    'llm.unsafe',
  ]);
});
