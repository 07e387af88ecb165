import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { OpenApiDocument } from '../../src/http/openapi/document.ts';
import { type Agent, startAgent, workingDirectory } from '../support/agent.ts';
import { type Call, callsIn } from '../support/curl.ts';
import { secret, startReceiver } from '../support/webhook-receiver.ts';
import { Description, type Received, type Route, routeOf, routesOf } from '../support/described.ts';

const root = new URL('../../', import.meta.url);
const token = 'a-token-of-the-tests';
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function start(env: Record<string, string> = {}): Promise<Agent> {
  const { path, remove } = await workingDirectory();
  cleanUps.push(remove);
  // So that there is a webhook to be asked for.
  const receiver = await startReceiver();
  cleanUps.push(receiver.close);
  const hooks = { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: secret };
  const agent = await startAgent({ INSPECT_SEND: 'true', ...hooks, ...env }, path);
  cleanUps.push(() => agent.stop());
  return agent;
}

/** The calls of a document, asked of a running program and held against its description. */
class Replay {
  readonly statuses: Record<string, number> = {};
  readonly #agent: Agent;
  readonly #description: Description;

  constructor(agent: Agent, document: OpenApiDocument) {
    this.#agent = agent;
    this.#description = new Description(document);
  }

  async make(call: Call): Promise<number> {
    const url = new URL(call.url);
    const route = routeOf(this.#description.routes, call.method, url.pathname);
    if (!route) throw new Error(`not described: ${call.line}`);
    expect(this.#faultsOf(route, url, call), call.line).toEqual([]);
    const received = await this.#send(call, url);
    expect(this.#description.faultsOf(route, received), call.line).toEqual([]);
    // What depends on the mail that is there may be refused, but never as wrong.
    if (received.status >= 400) expect(received.status, call.line + received.body).toBe(409);
    this.statuses[call.line] = received.status;
    return received.status;
  }

  /** What the description does not know of the request. */
  #faultsOf({ parameters = [], requestBody }: Route, url: URL, { body }: Call): string[] {
    const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
    const strange = [...url.searchParams.keys()].filter((name) => !names.includes(name));
    const schema = requestBody?.content['application/json']?.schema;
    if (body === null) return requestBody?.required ? [...strange, 'no body'] : strange;
    if (!schema) return [...strange, 'a body'];
    return [...strange, ...this.#description.faultsOfInput(schema, JSON.parse(body))];
  }

  async #send({ method, headers, body }: Call, url: URL): Promise<Received> {
    const abort = new AbortController();
    const response = await fetch(this.#agent.url + url.pathname + url.search, {
      method,
      headers,
      body,
      signal: abort.signal,
    });
    const type = response.headers.get('content-type') ?? '';
    const endless = type.startsWith('text/event-stream');
    const text = endless ? '' : await response.text();
    abort.abort();
    return { status: response.status, type, body: text };
  }
}

function documents(): [name: string, text: string][] {
  const docs = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.map((name) => `docs/${name}`)].map((name) => [
    name,
    readFileSync(new URL(name, root), 'utf8'),
  ]);
}

describe('every call that is written down', () => {
  test('in the README and in docs/ does what it says', async () => {
    const agent = await start();
    await agent.settled(15);
    const drafts = await agent.drafts();
    const answered = drafts.filter(({ reply }) => reply !== null).at(-1)?.id ?? 0;
    const replay = new Replay(agent, await agent.get('/openapi.json'));
    const calls = documents().flatMap(([, text]) => callsIn(text));
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) {
      // Which draft is the first depends on which mail was worked the fastest.
      const url = call.url.replace('/drafts/1', `/drafts/${answered}`);
      const path = new URL(url).pathname;
      await replay.make({ ...call, url });
      if (path.endsWith('/regenerate')) await whenAt(agent, answered, 3);
      // The calls after it would otherwise wait for ever.
      if (path === '/supervisor/pause') await agent.post('/supervisor/resume', {});
    }
    const refused = Object.values(replay.statuses).filter((status) => status === 409);
    // Nothing is in quarantine, nothing can be sent, and a person's edit is not overwritten.
    expect(refused.length).toBeLessThan(calls.length / 4);
  }, 120_000);

  test('on /docs does what it says', async () => {
    const agent = await start({ API_TOKEN: token });
    const authorization = { Authorization: `Bearer ${token}` };
    const get = async (path: string) => await fetch(agent.url + path, { headers: authorization });
    const json = async <T>(path: string) => (await (await get(path)).json()) as T;
    const document = await json<OpenApiDocument>('/openapi.json');
    const html = await (await get('/docs')).text();
    await sleep(3_000);
    const [actor] = await json<{ id: string }[]>('/actors');
    const made = await fetch(`${agent.url}/tokens`, {
      method: 'POST',
      headers: { ...authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'to be revoked', scopes: ['read'] }),
    });
    const { id: tokenId } = (await made.json()) as { id: string };
    const { chart } = await json<{ chart: string }>('/inspector/messages/1');
    const calls = [...html.matchAll(/<pre class="curl"[^>]*><code>([^]*?)<\/code>/g)].flatMap(
      ([, text = '']) =>
        callsIn(
          unescaped(text)
            .replaceAll('$API_TOKEN', token)
            .replace('/ACTOR', `/${encodeURIComponent(actor?.id ?? '')}`)
            .replace('/CHART', `/${chart}`)
            .replace('/tokens/1', `/tokens/${tokenId}`),
        ),
    );
    const replay = new Replay(agent, document);
    expect(calls).toHaveLength(routesOf(document).length);
    for (const call of calls) await replay.make(call);
    const taken = Object.values(replay.statuses).filter((status) => status < 400);
    expect(taken.length).toBeGreaterThan(calls.length / 2);
  }, 120_000);
});

function unescaped(html: string): string {
  return html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

async function whenAt(agent: Agent, id: number, version: number): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 100) {
    if ((await agent.get<Draft>(`/drafts/${id}`)).version >= version) return;
    await sleep(100);
  }
  throw new Error(`draft ${id} never came to version ${version}`);
}
