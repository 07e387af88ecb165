import { createServer } from 'node:net';

import { describe, expect, test } from 'vitest';

import { Failure } from '../../../src/domain/failure.ts';
import type { LlmBehaviour } from '../../support/llm-server.ts';
import { apiKey, failureOf, llmServer, mail, question, signal } from './fixtures.ts';

const fixture = llmServer();
const classify = (behaviour: LlmBehaviour, options: { timeoutMs?: number } = {}) => {
  fixture.server.setBehaviour(behaviour);
  return failureOf(fixture.llm(options).classify(question, signal));
};

describe('an error response', () => {
  test.each([
    [429, 'llm.rate_limited'],
    [500, 'llm.unavailable'],
    [503, 'llm.unavailable'],
    [529, 'llm.unavailable'],
    [408, 'llm.unavailable'],
    [400, 'llm.rejected'],
    [401, 'llm.rejected'],
    [403, 'llm.rejected'],
    [404, 'llm.rejected'],
    [413, 'llm.rejected'],
    [422, 'llm.rejected'],
  ])('%i is %s, asked once', async (status, code) => {
    const failure = await classify({ status });
    expect(failure).toMatchObject({ code, retryAfterMs: undefined });
    expect(failure.message).toContain(`the LLM server answered ${status}`);
    expect(fixture.server.counts.classify).toBe(1);
  });

  test.each([
    [429, { 'retry-after': '7' }, 7_000],
    [429, { 'retry-after': '0.5' }, 500],
    [429, { 'retry-after': '7', 'retry-after-ms': '1234' }, 1_234],
    [503, { 'retry-after': '120' }, 120_000],
    [429, { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1m2s' }, 62_000],
  ])('%i with %j says how long to wait', async (status, headers, retryAfterMs) => {
    expect(await classify({ status, headers })).toMatchObject({ retryAfterMs });
  });

  test('says what to check', async () => {
    expect((await classify({ status: 401 })).message).toContain('OPENAI_API_KEY');
    const error = { code: 'model_not_found' };
    expect((await classify({ status: 404, error })).message).toBe(
      'the LLM server answered 404 (model_not_found): check OPENAI_MODEL and OPENAI_BASE_URL',
    );
  });

  test('of a content filter is a refusal', async () => {
    const failure = await classify({ status: 400, error: { code: 'content_filter' } });
    expect(failure.code).toBe('llm.refused');
  });

  test.each([401, 400, 429, 500])(
    '%i keeps key and mail to itself, causes included',
    async (status) => {
      const failure = await classify({
        status,
        error: {
          message: `key ${apiKey}, input ${mail.text}`,
          code: apiKey,
          param: 'heliotrope a',
        },
      });
      expect(everythingOf(failure)).not.toMatch(/sk-test|heliotrope/);
    },
  );
});

describe('an answer', () => {
  test.each([
    ['truncated', 'is not JSON'],
    ['prose', 'is not JSON'],
    ['length', 'cut off at the token limit'],
    ['wrong_schema', 'wrong shape (reason: invalid_type, category: invalid_value, confidence'],
    ['empty', 'is empty'],
    ['long', 'longer than 65536 bytes'],
    ['very_long', 'longer than 1048576 bytes'],
    ['huge', 'longer than 1048576 bytes'],
    ['html', 'no chat completion'],
    ['envelope', 'no chat completion'],
  ] as const)('that is %s is invalid', async (fault, message) => {
    const failure = await classify({ fault });
    expect(failure.code).toBe('llm.invalid');
    expect(failure.message).toContain(message);
    expect(everythingOf(failure)).not.toContain('Pric');
  });

  test.each(['refusal', 'content_filter'] as const)('that is a %s is refused', async (fault) => {
    expect((await classify({ fault })).code).toBe('llm.refused');
  });
});

describe('a connection', () => {
  test('that is refused is unavailable, and says so', async () => {
    const port = await freePort();
    const llm = fixture.llm({ baseUrl: `http://127.0.0.1:${port}/v1` });
    const failure = await failureOf(llm.classify(question, signal));
    expect(failure).toMatchObject({
      code: 'llm.unavailable',
      message: 'no connection to the LLM server (ECONNREFUSED)',
    });
  });

  test('cut within the body is unavailable', async () => {
    expect((await classify({ fault: 'cut' })).code).toBe('llm.unavailable');
  });

  test.each(['hang', 'stall'] as const)('that %ss ends at the deadline', async (fault) => {
    const from = Date.now();
    const failure = await classify({ fault }, { timeoutMs: 150 });
    expect(failure).toMatchObject({ code: 'llm.timeout' });
    expect(Date.now() - from).toBeLessThan(1_000);
  });

  test.each(['hang', 'stall'] as const)('that %ss ends at once when aborted', async (fault) => {
    fixture.server.setBehaviour({ fault });
    const controller = new AbortController();
    const call = failureOf(fixture.llm().classify(question, controller.signal));
    await expect.poll(() => fixture.server.counts.classify).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const from = Date.now();
    controller.abort();
    expect((await call).code).toBe('llm.timeout');
    expect(Date.now() - from).toBeLessThan(200);
  });

  test('is not made when the signal is aborted already; its Failure is the answer', async () => {
    const reason = new Failure('llm.unavailable', 'the gate is open');
    expect(await failureOf(fixture.llm().classify(question, AbortSignal.abort(reason)))).toBe(
      reason,
    );
    expect(fixture.server.counts.classify).toBe(0);
  });

  test.each<LlmBehaviour>([{ fault: 'hang' }, { fault: 'stall' }, { fault: 'huge' }])(
    'is closed, not left open, after %j',
    async (behaviour) => {
      await classify(behaviour, { timeoutMs: 100 });
      await expect.poll(() => fixture.server.requests[0]?.abandoned).toBe(true);
    },
  );
});

/** All that a logger could print of an error. */
function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack} ${JSON.stringify(error)} ${error.cause ? everythingOf(error.cause) : ''}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
