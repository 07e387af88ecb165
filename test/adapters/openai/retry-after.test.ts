import { describe, expect, test } from 'vitest';

import { retryAfter } from '../../../src/adapters/openai/retry-after.ts';

const now = Date.UTC(2024, 0, 1);

describe('the wait that a server asks for', () => {
  test.each([
    [{ 'retry-after': 'Mon, 01 Jan 2024 00:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Monday, 01-Jan-24 00:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Mon Jan  1 00:00:30 2024' }, 30_000],
    [{ 'retry-after': 'Sun, 31 Dec 2023 23:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-3' }, undefined],
    [{ 'retry-after': '99999999999' }, 86_400_000],
    [{ 'retry-after-ms': 'x', 'retry-after': '2' }, 2_000],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    [{}, undefined],
  ])('by %j', (headers, expected) => {
    expect(retryAfter(new Headers(headers), now)).toBe(expected);
  });

  test.each([
    [{ 'x-ratelimit-reset-requests': '8.64s' }, 8_640],
    [{ 'x-ratelimit-reset-requests': '6m0s', 'x-ratelimit-reset-tokens': '120ms' }, 120],
    [
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1h2m3s',
        'x-ratelimit-remaining-tokens': '9000',
        'x-ratelimit-reset-tokens': '120ms',
      },
      3_723_000,
    ],
    [{ 'x-ratelimit-reset-tokens': '17' }, 17_000],
    [{ 'x-ratelimit-reset-tokens': 'tomorrow' }, undefined],
    [{ 'retry-after': '1', 'x-ratelimit-reset-requests': '20s' }, 1_000],
  ])('by the limits in %j', (headers, expected) => {
    expect(retryAfter(new Headers(headers), now)).toBe(expected);
  });
});
