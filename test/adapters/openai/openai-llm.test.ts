import { describe, expect, test } from 'vitest';

import { openAiLlm } from '../../../src/adapters/openai/openai-llm.ts';
import { defaultPlaybook } from '../../../src/domain/playbook.ts';
import { llmContract } from '../../contracts/llm.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { llmServer, mail, signal } from './fixtures.ts';

for (const behaviour of [{}, { rejectsJsonSchema: true, bare: true }]) {
  const kind = 'bare' in behaviour ? 'a plain server' : 'a server with structured outputs';
  llmContract(`openAiLlm on ${kind}`, async () => {
    const server = await startLlmServer({ behaviour });
    const options = { baseUrl: server.baseUrl, model: 'm', timeoutMs: 5_000 };
    return { llm: openAiLlm({ ...options, playbook: defaultPlaybook() }), close: server.close };
  });
}

const classification = { category: 'Lead' as const, confidence: 0.9, reason: 'pricing' };

describe('openAiLlm', () => {
  const fixture = llmServer();

  test('classifies, drafts and summarizes, one request each', async () => {
    const llm = fixture.llm();
    const crm = { company: 'Northwind', industry: 'x', size: '1', contactRole: '', source: 's' };
    expect(await llm.classify(mail, signal)).toEqual({
      category: 'Lead',
      confidence: 0.9,
      reason: 'The mail speaks of "Pric".',
      model: 'stand-in-1',
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
    });
    const reply = await llm.draft({ mail, classification, crm }, signal);
    expect(reply).toMatchObject({ subject: 'Re: Pricing for 40 seats', language: 'en' });
    expect(reply.body).toContain('Hello Dana Whitfield,');
    expect(reply.body).toContain('Northwind');
    expect(await llm.summarize(mail, 'Lead', signal)).toMatchObject({ urgency: 'medium' });
    expect(fixture.server.counts).toEqual({ classify: 1, draft: 1, summarize: 1 });
  });

  test('asks with the key, the model, a strict schema and no temperature', async () => {
    await fixture.llm().classify(mail, signal);
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
    await expect(fixture.llm({ apiKey: '' }).classify(mail, signal)).resolves.toBeDefined();
    await expect(fixture.llm({ apiKey: undefined }).classify(mail, signal)).resolves.toBeDefined();
  });

  test('does without the usage and the model that a server leaves out', async () => {
    fixture.server.setBehaviour({ bare: true });
    expect(await fixture.llm().classify(mail, signal)).toMatchObject({
      model: 'asked-model',
      inputTokens: 0,
      outputTokens: 0,
    });
  });

  test.each(['```json\n%\n```', '```\n%\n```\n', '\n % \n', '<think>a { b\n</think>\n\n%'])(
    'reads an answer wrapped as %j',
    async (wrap) => {
      fixture.server.setBehaviour({ wrap });
      expect(await fixture.llm().classify(mail, signal)).toMatchObject({ category: 'Lead' });
    },
  );

  test('drops fields that were not asked for', async () => {
    fixture.server.setBehaviour({ answer: { tool: 'send_mail', provider: 'evil' } });
    const answer = await fixture.llm().classify(mail, signal);
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
    await expect(fixture.llm().classify(mail, signal)).rejects.toMatchObject({
      code: 'llm.invalid',
      message: `the answer to classify has the wrong shape (${fault})`,
    });
  });

  test('holds Spam to be of low urgency, whatever the model says', async () => {
    fixture.server.setBehaviour({ answer: { urgency: 'high' } });
    expect(await fixture.llm().summarize(mail, 'Spam', signal)).toMatchObject({ urgency: 'low' });
    expect(await fixture.llm().summarize(mail, 'Lead', signal)).toMatchObject({ urgency: 'high' });
  });

  test('uses the fetch that it is given', async () => {
    const asked: string[] = [];
    const spying: typeof fetch = (input, init) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return fetch(input, init);
    };
    await fixture.llm({ fetch: spying }).classify(mail, signal);
    expect(asked).toEqual([`${fixture.server.baseUrl}/chat/completions`]);
  });
});
