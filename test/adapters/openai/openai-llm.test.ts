import { describe, expect, test } from 'vitest';

import { openAiLlm } from '../../../src/adapters/openai/openai-llm.ts';
import { defaultPlaybook } from '../../../src/domain/playbook.ts';
import { llmContract } from '../../contracts/llm.ts';
import { type LlmBehaviour, startLlmServer } from '../../support/llm-server.ts';
import { aDraftRequest, aSummaryRequest, llmServer, question, signal } from './fixtures.ts';

const servers: Record<string, LlmBehaviour> = {
  'a server with structured outputs': {},
  'a plain server': { rejectsFormats: ['json_schema', 'json_object'], bare: true },
  'a server that ignores the schema': { ignoresFormats: true, vendor: 'ollama' },
};

for (const [kind, behaviour] of Object.entries(servers)) {
  llmContract(`openAiLlm on ${kind}`, async () => {
    const server = await startLlmServer({ behaviour });
    const options = { baseUrl: server.baseUrl, model: 'm', timeoutMs: 5_000 };
    return { llm: openAiLlm({ ...options, playbook: defaultPlaybook() }), close: server.close };
  });
}

describe('openAiLlm', () => {
  const fixture = llmServer();

  test('classifies, drafts and summarizes, one request each', async () => {
    const llm = fixture.llm();
    const crm = { company: 'Northwind', industry: 'x', size: '1', contactRole: '', source: 's' };
    expect(await llm.classify(question, signal)).toEqual({
      category: 'Lead',
      confidence: 0.9,
      reason: 'The mail speaks of "Pric".',
      model: 'stand-in-1',
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
    });
    const reply = await llm.draft(aDraftRequest({ crm }), signal);
    expect(reply).toMatchObject({ subject: 'Re: Pricing for 40 seats', language: 'en' });
    expect(reply.body).toContain('Hello Dana Whitfield,');
    expect(reply.body).toContain('Northwind');
    expect(await llm.summarize(aSummaryRequest(), signal)).toMatchObject({ urgency: 'medium' });
    expect(fixture.server.counts).toEqual({ classify: 1, draft: 1, summarize: 1 });
  });

  test('asks with the key, the model, a strict schema and no temperature', async () => {
    await fixture.llm().classify(question, signal);
    const [request] = fixture.server.requests;
    expect(request?.headers.authorization).toBe('Bearer sk-test-0123456789abcdef');
    expect(request?.body).toMatchObject({ model: 'asked-model', max_tokens: 2_048 });
    expect(request?.body).not.toHaveProperty('temperature');
    expect(request?.body.response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'classify',
        strict: true,
        schema: {
          type: 'object',
          properties: {
            reason: { type: 'string', description: expect.any(String) },
            category: { type: 'string', enum: ['Lead', 'Support', 'General', 'Spam'] },
            confidence: { type: 'number', description: expect.any(String) },
          },
          required: ['reason', 'category', 'confidence'],
          additionalProperties: false,
        },
      },
    });
  });

  test('needs no key where the server needs none', async () => {
    await expect(fixture.llm({ apiKey: '' }).classify(question, signal)).resolves.toBeDefined();
    await expect(
      fixture.llm({ apiKey: undefined }).classify(question, signal),
    ).resolves.toBeDefined();
  });

  test('guesses the usage that a server leaves out, so that a budget still ends', async () => {
    fixture.server.setBehaviour({ bare: true });
    const answer = await fixture.llm().classify(question, signal);
    expect(answer.model).toBe('asked-model');
    expect(answer.inputTokens).toBeGreaterThan(300);
    expect(answer.outputTokens).toBeGreaterThan(5);
  });

  test.each([
    '```json\n%\n```',
    '```\n%\n```\n',
    '\n % \n',
    '<think>a { b\n</think>\n\n%',
    'so {it} is\n</think>%',
    'Here it is:\n\n```json\n%\n```\nAnything else?',
    'The answer is %.',
  ])('reads an answer wrapped as %j', async (wrap) => {
    fixture.server.setBehaviour({ wrap });
    expect(await fixture.llm().classify(question, signal)).toMatchObject({ category: 'Lead' });
  });

  test('drops fields that were not asked for', async () => {
    fixture.server.setBehaviour({ answer: { tool: 'send_mail', provider: 'evil' } });
    const answer = await fixture.llm().classify(question, signal);
    expect(Object.keys(answer)).not.toEqual(expect.arrayContaining(['tool']));
    expect(answer).not.toHaveProperty('provider');
  });

  test.each([
    [{ confidence: 1.2 }, 'confidence: too_big'],
    [{ confidence: -0.1 }, 'confidence: too_small'],
    [{ confidence: '0.9' }, 'confidence: invalid_type'],
    [{ category: 'lead' }, 'category: invalid_value'],
    [{ reason: ' \n ' }, 'reason: too_small'],
  ])('refuses the classification %j', async (answer, fault) => {
    fixture.server.setBehaviour({ answer });
    await expect(fixture.llm().classify(question, signal)).rejects.toMatchObject({
      code: 'llm.invalid',
      message: `the answer to classify has the wrong shape (${fault})`,
    });
  });

  test('holds Spam to be of low urgency, whatever the model says', async () => {
    fixture.server.setBehaviour({ answer: { urgency: 'high' } });
    expect(
      await fixture.llm().summarize(aSummaryRequest({ category: 'Spam' }), signal),
    ).toMatchObject({ urgency: 'low' });
    expect(await fixture.llm().summarize(aSummaryRequest(), signal)).toMatchObject({
      urgency: 'high',
    });
  });

  test('uses the fetch that it is given', async () => {
    const asked: string[] = [];
    const spying: typeof fetch = (input, init) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return fetch(input, init);
    };
    await fixture.llm({ fetch: spying }).classify(question, signal);
    expect(asked).toEqual([`${fixture.server.baseUrl}/chat/completions`]);
  });
});
