import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { failureOf, llmServer, question, signal } from './fixtures.ts';

const fixture = llmServer();

test.each([301, 302, 307, 308])('mail and key go nowhere that a %i leads to', async (status) => {
  const server = createServer((_, response) => {
    response.writeHead(status, { Location: `${fixture.server.baseUrl}/chat/completions` }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const llm = fixture.llm({ baseUrl: `http://127.0.0.1:${port}/v1` });
  const failure = await failureOf(llm.classify(question, signal));
  server.close();
  expect(failure.code).toBe('llm.unavailable');
  expect(fixture.server.counts.classify).toBe(0);
});
