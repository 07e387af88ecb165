import { describe, expect, it } from 'vitest';
import { Failure, type FailureCode, failureCodes } from '../../src/domain/failure.ts';
import { maxTries, type Outgoing, outcomeOfTry } from '../../src/domain/outgoing.ts';

type Tried = Pick<Outgoing, 'kind' | 'state' | 'attempts'>;
const save: Tried = { kind: 'save', state: 'queued', attempts: 0 };
const send: Tried = { kind: 'send', state: 'transmitting', attempts: 0 };
const copy: Tried = { kind: 'send', state: 'copying', attempts: 0 };

const outcome = (tried: Tried, code: FailureCode, retryAfterMs?: number) =>
  outcomeOfTry(tried, new Failure(code, 'no', retryAfterMs ? { retryAfterMs } : {}), 1);
/** What each failure comes to, of those that do not come to `usual`. */
const unusual = (tried: Tried, usual: string) =>
  Object.fromEntries(
    failureCodes
      .map((code) => [code, outcome(tried, code).to] as const)
      .filter(([, to]) => to !== usual),
  );

describe('a failed try', () => {
  it('of a save waits for another only where the mail server may do better', () => {
    expect(unusual(save, 'failed')).toEqual({
      'imap.throttled': 'waiting',
      'imap.dropped': 'waiting',
    });
  });

  it('of a transmission is unknown unless the server has certainly not taken it', () => {
    expect(unusual(send, 'unknown')).toEqual({
      'smtp.unavailable': 'waiting',
      'smtp.refused': 'failed',
      'smtp.rejected': 'failed',
    });
  });

  it('of a copy waits, whatever it was, unless Sent will never take it', () => {
    const final = { 'imap.rejected': 'done', 'imap.refused': 'done' };
    expect(unusual(copy, 'waiting')).toEqual(final);
  });
});

describe('many failed tries', () => {
  it.each([
    [save, 'imap.dropped', 'failed'],
    [send, 'smtp.unavailable', 'failed'],
    [copy, 'imap.dropped', 'done'],
  ] as const)('of %o come to an end', (tried, code, end) => {
    expect(outcome({ ...tried, attempts: maxTries - 2 }, code).to).toBe('waiting');
    expect(outcome({ ...tried, attempts: maxTries - 1 }, code).to).toBe(end);
  });

  it('take about an hour', () => {
    let total = 0;
    for (let attempts = 0; attempts < maxTries - 1; attempts += 1) {
      const failure = new Failure('smtp.unavailable', 'no');
      const result = outcomeOfTry({ ...send, attempts }, failure, 0.5);
      total += result.to === 'waiting' ? result.afterMs : Number.NaN;
    }
    expect(total / 60_000).toBeGreaterThan(45);
    expect(total / 60_000).toBeLessThan(75);
  });
});

describe('the pause', () => {
  it('is what the server asks for, up to an hour', () => {
    expect(outcome(send, 'smtp.unavailable', 90_000)).toEqual({ to: 'waiting', afterMs: 90_000 });
    const day = 24 * 3_600_000;
    expect(outcome(send, 'smtp.unavailable', day)).toEqual({ to: 'waiting', afterMs: 3_600_000 });
  });

  it('grows with each try', () => {
    const pauses = [0, 1, 2, 9].map((attempts) =>
      outcome({ ...send, attempts }, 'smtp.unavailable'),
    );
    expect(pauses).toMatchObject([5_000, 10_000, 20_000, 300_000].map((afterMs) => ({ afterMs })));
  });
});
