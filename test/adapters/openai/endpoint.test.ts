import { describe, expect, test } from 'vitest';

import { endpointOf } from '../../../src/adapters/openai/endpoint.ts';
import { firstDialect } from '../../../src/adapters/openai/dialect.ts';
import { apiKey, llmServer, question, signal } from './fixtures.ts';

const fixture = llmServer();
const entraToken = 'eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJ4In0.c2ln';

/** Asks a server of that address, which loopback stands in for. */
async function requestTo(baseUrl: string, key = apiKey) {
  const hosts: string[] = [];
  const rerouted: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    hosts.push(url.host);
    return fetch(new URL(url.pathname + url.search, fixture.server.baseUrl), init);
  };
  fixture.server.setBehaviour({ vendor: 'azure' });
  await fixture.llm({ baseUrl, apiKey: key, fetch: rerouted }).classify(question, signal);
  const { url, headers, body } = fixture.server.requests.at(-1) ?? {};
  return { host: hosts[0], url, headers, body };
}

describe('the address of the LLM server', () => {
  test.each([
    [
      'https://mine.openai.azure.com/openai/v1/',
      'mine.openai.azure.com',
      '/openai/v1/chat/completions',
    ],
    ['https://mine.openai.azure.com', 'mine.openai.azure.com', '/openai/v1/chat/completions'],
    [
      'https://mine.openai.azure.com/openai/v1?api-version=preview',
      'mine.openai.azure.com',
      '/openai/v1/chat/completions?api-version=preview',
    ],
    [
      'https://mine.openai.azure.com/openai/deployments/small?api-version=2025-01-01-preview',
      'mine.openai.azure.com',
      '/openai/deployments/small/chat/completions?api-version=2025-01-01-preview',
    ],
    [
      'https://mine.cognitiveservices.azure.com/openai/deployments/small/chat/completions',
      'mine.cognitiveservices.azure.com',
      '/openai/deployments/small/chat/completions?api-version=2024-10-21',
    ],
    [
      'https://mine.services.ai.azure.com/openai/v1/',
      'mine.services.ai.azure.com',
      '/openai/v1/chat/completions',
    ],
  ])('%s is asked at its place, with the key as api-key', async (baseUrl, host, path) => {
    const request = await requestTo(baseUrl);
    expect(request).toMatchObject({ host, url: path });
    expect(request.headers).toMatchObject({ 'api-key': apiKey });
    expect(request.headers).not.toHaveProperty('authorization');
    expect(request.body).toHaveProperty('max_completion_tokens');
  });

  test('of Azure gets a token of Entra ID as a bearer token', async () => {
    const { headers } = await requestTo('https://mine.openai.azure.com/openai/v1', entraToken);
    expect(headers).toMatchObject({ authorization: `Bearer ${entraToken}` });
    expect(headers).not.toHaveProperty('api-key');
  });

  test.each([
    ['http://gateway.example/v1', '/v1/chat/completions'],
    ['http://gateway.example/v1/', '/v1/chat/completions'],
    ['http://gateway.example/v1/chat/completions', '/v1/chat/completions'],
    ['http://gateway.example/v1?tenant=7', '/v1/chat/completions?tenant=7'],
  ])('%s leads to %s, with the key as a bearer token', async (baseUrl, path) => {
    const { url, headers } = await requestTo(baseUrl);
    expect(url).toBe(path);
    expect(headers).toMatchObject({ authorization: `Bearer ${apiKey}` });
  });

  test.each([
    [undefined, 'max_completion_tokens'],
    ['https://api.openai.com/v1', 'max_completion_tokens'],
    ['https://eu.api.openai.com/v1', 'max_completion_tokens'],
    ['https://mine.openai.azure.com/openai/v1/', 'max_completion_tokens'],
    ['http://127.0.0.1:11434/v1', 'max_tokens'],
    ['https://openai.com.example.org/v1', 'max_tokens'],
    ['https://azure.com.example.org/v1', 'max_tokens'],
    ['not a URL', 'max_tokens'],
  ])('%s begins with %s', (baseUrl, limit) => {
    const { hosted } = endpointOf(baseUrl, apiKey);
    expect(firstDialect(hosted)).toEqual({ format: 'json_schema', limit });
  });
});
