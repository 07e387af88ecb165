import { describe, expect, test } from 'vitest';

import { firstDialect } from '../../../src/adapters/openai/dialect.ts';
import { failureOf, llmServer, mail, signal } from './fixtures.ts';

const fixture = llmServer();
const formats = () => fixture.server.requests.map(({ body }) => body.response_format?.type);

describe('the dialect', () => {
  test('falls to plain JSON when json_schema is refused, and stays there', async () => {
    fixture.server.setBehaviour({ rejectsJsonSchema: true });
    const llm = fixture.llm();
    expect(await llm.classify(mail, signal)).toMatchObject({ category: 'Lead' });
    expect(await llm.summarize(mail, 'Lead', signal)).toMatchObject({ urgency: 'medium' });
    expect(formats()).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  test('puts the schema into the prompt then, and only then', async () => {
    fixture.server.setBehaviour({ rejectsJsonSchema: true });
    await fixture.llm().classify(mail, signal);
    const [structured, plain] = fixture.server.requests.map(({ prompt }) => prompt.text);
    expect(structured).not.toContain('"additionalProperties"');
    expect(plain).toMatch(/matches the JSON schema "classify":\n\{.*"confidence".*\}$/);
  });

  test.each([400, 404, 422])('takes a complaint with %i', async (status) => {
    const error = { message: 'structured outputs are not available' };
    fixture.server.setBehaviour({ status, error, times: 1 });
    await expect(fixture.llm().classify(mail, signal)).resolves.toBeDefined();
    expect(formats()).toEqual(['json_schema', 'json_object']);
  });

  test.each([
    [400, 'the context is too long'],
    [500, 'response_format broke the server'],
    [429, 'too many json_schema requests'],
  ])('does not change for %i "%s"', async (status, message) => {
    fixture.server.setBehaviour({ status, error: { message } });
    await failureOf(fixture.llm().classify(mail, signal));
    expect(formats()).toEqual(['json_schema']);
  });

  test('takes the other name of the token limit when one is refused, and keeps it', async () => {
    fixture.server.setBehaviour({ rejectsParameter: 'max_tokens' });
    const llm = fixture.llm();
    await llm.classify(mail, signal);
    await llm.classify(mail, signal);
    const limits = fixture.server.requests.map(({ body }) => 'max_completion_tokens' in body);
    expect(limits).toEqual([false, true, true]);
  });

  test('learns both at once', async () => {
    fixture.server.setBehaviour({ rejectsParameter: 'max_tokens', rejectsJsonSchema: true });
    await expect(fixture.llm().classify(mail, signal)).resolves.toBeDefined();
    expect(fixture.server.counts.classify).toBe(3);
  });

  test('gives up on a server that refuses everything', async () => {
    fixture.server.setBehaviour({
      status: 400,
      error: { message: 'unknown max_tokens, unknown response_format' },
    });
    expect((await failureOf(fixture.llm().classify(mail, signal))).code).toBe('llm.rejected');
    expect(fixture.server.counts.classify).toBe(3);
  });

  test.each([
    ['https://api.openai.com/v1', 'max_completion_tokens'],
    ['https://mine.openai.azure.com/openai/v1/', 'max_completion_tokens'],
    ['http://127.0.0.1:11434/v1', 'max_tokens'],
    ['https://openai.com.example.org/v1', 'max_tokens'],
    ['not a URL', 'max_tokens'],
  ])('begins at %s with %s', (baseUrl, limit) => {
    expect(firstDialect(baseUrl)).toEqual({ format: 'json_schema', limit });
  });
});
