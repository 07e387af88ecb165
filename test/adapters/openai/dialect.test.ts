import { describe, expect, test } from 'vitest';

import { aMail } from '../../support/a-claim.ts';
import type { LlmBehaviour } from '../../support/llm-server.ts';
import { aSummaryRequest, failureOf, llmServer, question, signal } from './fixtures.ts';

const fixture = llmServer();
const formats = () => fixture.server.requests.map(({ body }) => body.response_format?.type);
const inWords = () =>
  fixture.server.requests.map(({ prompt }) => /JSON schema "\w+":\n\{/.test(prompt.text));

describe('the dialect', () => {
  test('falls to JSON mode when json_schema is refused, and stays there', async () => {
    fixture.server.setBehaviour({ rejectsFormats: ['json_schema'] });
    const llm = fixture.llm();
    expect(await llm.classify(question, signal)).toMatchObject({ category: 'Lead' });
    expect(await llm.summarize(aSummaryRequest(), signal)).toMatchObject({ urgency: 'medium' });
    expect(formats()).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  test('falls to plain text when JSON mode is refused too, and stays there', async () => {
    fixture.server.setBehaviour({ rejectsFormats: ['json_schema', 'json_object'] });
    const llm = fixture.llm();
    expect(await llm.classify(question, signal)).toMatchObject({ category: 'Lead' });
    expect(await llm.summarize(aSummaryRequest(), signal)).toMatchObject({ urgency: 'medium' });
    expect(formats()).toEqual(['json_schema', 'json_object', undefined, undefined]);
  });

  test('puts the schema into the prompt then, and only then', async () => {
    fixture.server.setBehaviour({ rejectsFormats: ['json_schema'] });
    await fixture.llm().classify(question, signal);
    expect(inWords()).toEqual([false, true]);
    expect(fixture.server.requests[1]?.prompt.text).toMatch(
      /matches the JSON schema "classify":\n\{.*"confidence".*\}$/,
    );
  });

  test('is told by an answer that the schema was ignored, and remembers', async () => {
    fixture.server.setBehaviour({ ignoresFormats: true });
    const llm = fixture.llm();
    expect(await llm.classify(question, signal)).toMatchObject({ category: 'Lead' });
    await llm.classify(question, signal);
    expect(fixture.server.requests.map(({ repair }) => repair)).toEqual([false, true, false]);
    expect(formats()).toEqual(['json_schema', 'json_object', 'json_object']);
    expect(inWords()).toEqual([false, false, true]); // the second has it in the repair
  });

  test('is not changed by an answer that was cut off, or by one of a wrong value', async () => {
    const llm = fixture.llm();
    fixture.server.setBehaviour({ fault: 'truncated', times: 1 });
    await llm.classify(question, signal);
    fixture.server.setBehaviour({ answer: { confidence: 7 }, times: 1 });
    await llm.classify(question, signal);
    expect(formats()).toEqual(Array.from({ length: 4 }, () => 'json_schema'));
  });

  test.each([400, 404, 422, 500, 501])('takes a complaint with %i', async (status) => {
    const error = { message: 'structured outputs are not available' };
    fixture.server.setBehaviour({ status, error, times: 1 });
    await expect(fixture.llm().classify(question, signal)).resolves.toBeDefined();
    expect(formats()).toEqual(['json_schema', 'json_object']);
  });

  test.each([
    [400, 'the context is too long'],
    [500, 'out of memory'],
    [503, 'json_schema is loading'],
    [429, 'too many json_schema requests'],
  ])('does not change for %i "%s"', async (status, message) => {
    fixture.server.setBehaviour({ status, error: { message } });
    await failureOf(fixture.llm().classify(question, signal));
    expect(formats()).toEqual(['json_schema']);
  });

  test('is what it was after a server that complained of everything is well again', async () => {
    const llm = fixture.llm();
    fixture.server.setBehaviour({ status: 500, error: { message: 'schema cache is gone' } });
    await failureOf(llm.classify(question, signal));
    fixture.server.reset();
    await llm.classify(question, signal);
    expect(formats()).toEqual(['json_schema']);
  });

  test('takes the other name of the token limit when one is refused, and keeps it', async () => {
    fixture.server.setBehaviour({ rejectsParameter: 'max_tokens' });
    const llm = fixture.llm();
    await llm.classify(question, signal);
    await llm.classify(question, signal);
    const limits = fixture.server.requests.map(({ body }) => 'max_completion_tokens' in body);
    expect(limits).toEqual([false, true, true]);
  });

  test('learns all of it at once', async () => {
    fixture.server.setBehaviour({
      rejectsParameter: 'max_tokens',
      rejectsFormats: ['json_schema', 'json_object'],
    });
    await expect(fixture.llm().classify(question, signal)).resolves.toBeDefined();
    expect(fixture.server.counts.classify).toBe(4);
  });

  test('gives up on a server that refuses everything', async () => {
    fixture.server.setBehaviour({
      status: 400,
      error: { message: 'unknown max_tokens, unknown response_format' },
    });
    const failure = await failureOf(fixture.llm().classify(question, signal));
    expect(failure.code).toBe('llm.rejected');
    expect(fixture.server.counts.classify).toBe(4);
  });

  test('is learnt by questions that are asked at once', async () => {
    fixture.server.setBehaviour({ rejectsFormats: ['json_schema', 'json_object'], delayMs: 5 });
    const llm = fixture.llm();
    await Promise.all(Array.from({ length: 8 }, () => llm.classify(question, signal)));
    fixture.server.requests.length = 0;
    await llm.classify(question, signal);
    expect(formats()).toEqual([undefined]);
  });
});

describe.each<[string, LlmBehaviour, number]>([
  ['OpenAI', { vendor: 'openai' }, 1],
  ['an old model of OpenAI', { vendor: 'openai', rejectsFormats: ['json_schema'] }, 2],
  ['Azure with an old model', { vendor: 'azure', rejectsFormats: ['json_schema'] }, 2],
  ['Ollama', { vendor: 'ollama' }, 1],
  ['Ollama before 0.5', { vendor: 'ollama', ignoresFormats: true }, 2],
  ['vLLM', { vendor: 'vllm' }, 1],
  [
    'vLLM without structured outputs',
    { vendor: 'vllm', rejectsFormats: ['json_schema', 'json_object'] },
    3,
  ],
  [
    'vLLM whose grammar compiler fails',
    { vendor: 'vllm', rejectsFormats: ['json_schema'], rejectsWith: 500 },
    2,
  ],
  ['LM Studio', { vendor: 'lmstudio', rejectsFormats: ['json_object'] }, 1],
  ['llama.cpp with a grammar', { vendor: 'llamacpp', rejectsFormats: ['json_schema'] }, 2],
  [
    'a thinking model behind LM Studio',
    {
      vendor: 'lmstudio',
      ignoresFormats: true,
      rejectsFormats: ['json_object'],
      wrap: '<think>The {mail} asks…</think>\n```json\n%\n```',
    },
    3,
  ],
])('%s', (_, behaviour, requests) => {
  test('answers, and after the first question with one request', async () => {
    fixture.server.setBehaviour(behaviour);
    const llm = fixture.llm();
    expect(await llm.classify(question, signal)).toMatchObject({ category: 'Lead' });
    expect(fixture.server.counts.classify).toBe(requests);
    const { inputTokens, outputTokens } = await llm.summarize(aSummaryRequest(), signal);
    expect(inputTokens).toBeGreaterThan(100);
    expect(outputTokens).toBeGreaterThan(10);
  });
});

describe.each(['openai', 'azure', 'ollama', 'vllm', 'lmstudio', 'llamacpp'] as const)(
  'a mail too long for the model behind %s',
  (vendor) => {
    const text = 'We would like to know what it costs. '.repeat(1_000);
    const long = { ...question, mail: aMail({ ...question.mail, text, own: text }) };

    test('is asked about in brief', async () => {
      fixture.server.setBehaviour({ vendor, contextLength: 10_000 });
      expect(await fixture.llm().classify(long, signal)).toMatchObject({ category: 'Lead' });
      const shown = fixture.server.requests.map(({ prompt }) => prompt.mail.text.length);
      expect(shown).toEqual([12_000, 3_000]);
      expect(formats()).toEqual(['json_schema', 'json_schema']);
    });

    test('is rejected where not even that fits', async () => {
      fixture.server.setBehaviour({ vendor, contextLength: 1_000 });
      expect((await failureOf(fixture.llm().classify(long, signal))).code).toBe('llm.rejected');
      expect(fixture.server.counts.classify).toBe(2);
    });
  },
);
