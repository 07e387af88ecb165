import { describe, expect, test } from 'vitest';

import { aDraftRequest, failureOf, llmServer, question, signal } from './fixtures.ts';

const fixture = llmServer();
const messages = () => fixture.server.requests.at(-1)?.body.messages ?? [];

/** What the requests have cost by the server's own count. */
async function usageOf(call: Promise<unknown>) {
  const { usage } = await failureOf(call);
  return usage ?? { inputTokens: 0, outputTokens: 0 };
}

describe('an answer that is none', () => {
  test.each(['truncated', 'prose', 'wrong_schema'] as const)(
    '(%s) is asked for once more',
    async (fault) => {
      fixture.server.setBehaviour({ fault, times: 1 });
      expect(await fixture.llm().classify(question, signal)).toMatchObject({ category: 'Lead' });
      expect(fixture.server.counts.classify).toBe(2);
    },
  );

  test('is shown to the model with its faults and the schema', async () => {
    fixture.server.setBehaviour({ fault: 'wrong_schema', mendsOnly: true });
    await fixture.llm().classify(question, signal);
    expect(messages().map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    const [, asked, wrong, repair] = messages().map(({ content }) => content);
    expect(wrong).toContain('"category":"Opportunity"');
    expect(repair).toMatch(/category: Invalid option: expected one of "Lead"/);
    expect(repair).toContain('"additionalProperties":false');
    expect(asked).toBe(fixture.server.requests[0]?.body.messages[1]?.content);
  });

  test('is asked for only once more, and costs what both cost', async () => {
    fixture.server.setBehaviour({ fault: 'prose' });
    const once = 12; // tokens of the stand-in's prose
    const { inputTokens, outputTokens } = await usageOf(fixture.llm().classify(question, signal));
    expect(fixture.server.counts.classify).toBe(2);
    expect(outputTokens).toBeGreaterThan(once);
    const sent = fixture.server.requests.map(
      ({ body }) => JSON.stringify(body.messages).length / 4,
    );
    expect(inputTokens).toBe(Math.ceil(sent[0] ?? 0) + Math.ceil(sent[1] ?? 0));
  });

  test('and is then mended costs what both cost', async () => {
    const { inputTokens: one } = await fixture.llm().classify(question, signal);
    fixture.server.setBehaviour({ fault: 'truncated', mendsOnly: true });
    const { inputTokens: two } = await fixture.llm().classify(question, signal);
    expect(two).toBeGreaterThan(2 * one);
  });

  test('costs what the first has cost where the second is an error', async () => {
    const afterwards = { status: 429, headers: { 'retry-after': '3' } };
    fixture.server.setBehaviour({ fault: 'prose', times: 1, afterwards });
    const failure = await failureOf(fixture.llm().classify(question, signal));
    expect(failure).toMatchObject({ code: 'llm.rate_limited', retryAfterMs: 3_000 });
    expect(failure.usage?.inputTokens).toBeGreaterThan(100);
  });

  test('costs what the first has cost where the time runs out', async () => {
    fixture.server.setBehaviour({ fault: 'prose', times: 1, afterwards: { fault: 'hang' } });
    const failure = await failureOf(fixture.llm({ timeoutMs: 300 }).classify(question, signal));
    expect(failure.code).toBe('llm.timeout');
    expect(failure.usage?.inputTokens).toBeGreaterThan(100);
  });

  test('for a placeholder in it is mended too', async () => {
    const body = 'Dear [Customer Name],\n\nit costs what it costs.';
    fixture.server.setBehaviour({ answer: { body }, times: 1 });
    const reply = await fixture.llm().draft(aDraftRequest(), signal);
    expect(reply.body).toContain('Hello Dana Whitfield');
    expect(messages().at(-1)?.content).toContain('placeholder in square brackets');
  });
});

describe('an answer that was paid for', () => {
  test.each(['refusal', 'content_filter', 'length', 'empty', 'long'] as const)(
    'and is a %s says what it cost, and is not asked for again',
    async (fault) => {
      fixture.server.setBehaviour({ fault });
      const { inputTokens } = await usageOf(fixture.llm().classify(question, signal));
      expect(inputTokens).toBeGreaterThan(100);
      expect(fixture.server.counts.classify).toBe(1);
    },
  );

  test('by a server that does not count is guessed at', async () => {
    fixture.server.setBehaviour({ fault: 'refusal', bare: true });
    const { inputTokens } = await usageOf(fixture.llm().classify(question, signal));
    expect(inputTokens).toBeGreaterThan(100);
  });
});
