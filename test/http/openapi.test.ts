import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../../src/http/openapi/document.ts';
import { aDraft } from '../support/a-draft.ts';
import { Description, type Route, routeOf } from '../support/described.ts';
import { drafted } from '../support/drafted.ts';
import { jsonOf, type RestServer, send, startRest } from '../support/rest-server.ts';

let server: RestServer;
let description: Description;

beforeEach(async () => {
  server = await startRest();
  description = new Description(await jsonOf<OpenApiDocument>(fetch(`${server.url}/openapi.json`)));
});
afterEach(() => server.close());

/** Sends it, and holds the answer against what the description says of it. */
async function ask(method: string, path: string, body?: unknown): Promise<number> {
  const [address = ''] = path.split('?');
  const route = routeOf(description.routes, method, address);
  if (!route) throw new Error(`${method} ${address} is not described`);
  const json = JSON.stringify(body);
  const answer = await send(server.url + path, {
    method,
    ...(body !== undefined && {
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) },
      body: json,
    }),
  });
  const type = answer.headers['content-type'] ?? '';
  const received = { status: answer.status, type, body: answer.body };
  expect(description.faultsOf(route, received), `${method} ${path}: ${answer.body}`).toEqual([]);
  return answer.status;
}

describe('GET /openapi.json', () => {
  it('says what drafts, messages and figures really look like', async () => {
    const { id, message } = await drafted(server);
    await drafted(server, { reply: null });
    expect(await ask('POST', '/drafts', aDraft())).toBe(201);
    expect(await ask('POST', '/drafts', aDraft({ revision: 2, crm: null }))).toBe(200);
    for (const path of [
      '/drafts',
      '/drafts?limit=1',
      `/drafts/${id}`,
      `/drafts/${id}/versions`,
      `/drafts/${id}/outgoing`,
      '/drafts.csv',
      '/messages',
      `/messages/${message}`,
      `/messages/${message}/raw`,
      `/inspector/messages/${message}`,
      '/ledger',
      '/stats',
      '/outgoing',
      '/audit',
      '/healthz',
      '/readyz',
      '/openapi.json',
    ]) {
      expect(await ask('GET', path), path).toBe(200);
    }
  });

  it('says what becomes of a draft that is worked on', async () => {
    const { id } = await drafted(server);
    const draft = `/drafts/${id}`;
    expect(await ask('PATCH', draft, { version: 1, reply: { body: 'Dear Ada,' } })).toBe(200);
    expect(await ask('PATCH', draft, { version: 1, urgency: 'low' })).toBe(409);
    expect(await ask('POST', `${draft}/send`, { version: 2 })).toBe(409);
    expect(await ask('POST', `${draft}/approve`, { version: 2 })).toBe(200);
    expect(await ask('POST', `${draft}/send`, { version: 3 })).toBe(202);
    expect(await ask('GET', `${draft}/outgoing`)).toBe(200);
    expect(await ask('GET', '/outgoing?state=queued')).toBe(200);
    const other = await drafted(server);
    expect(await ask('POST', `/drafts/${other.id}/regenerate`, { version: 1 })).toBe(202);
    expect(await ask('POST', `/drafts/${other.id}/reject`, { version: 99 })).toBe(409);
  });

  it('says what is refused, and how', async () => {
    expect(await ask('GET', '/drafts/99')).toBe(404);
    expect(await ask('GET', '/drafts?limit=0&category=x')).toBe(400);
    expect(await ask('POST', '/drafts', { key: 7 })).toBe(400);
    expect(await ask('POST', '/drafts', 'no object')).toBe(400);
    expect(await ask('POST', '/messages/99/retry')).toBe(404);
    expect(await ask('POST', '/inspector/actors/x/events', { type: 'x' })).toBe(403);
    expect(await ask('GET', '/inspector/actors/x')).toBe(404);
    expect(await ask('POST', '/mailboxes/99/pause')).toBe(404);
  });

  it('says what the events are', async () => {
    const route = routeOf(description.routes, 'GET', '/events') as Route;
    const [created] = route.responses['200'] ? [route.responses['200']] : [];
    if (!created) throw new Error('the stream is not described');
    const seen: unknown[] = [];
    const unsubscribe = server.deps.events.subscribe((event) => {
      seen.push(JSON.parse(JSON.stringify(event)));
    });
    await drafted(server);
    unsubscribe();
    expect(seen.length).toBeGreaterThan(2);
    for (const event of seen) expect(description.faultsOfItem(created, event)).toEqual([]);
    expect(description.faultsOfItem(created, { type: 'draft.eaten' })).not.toEqual([]);
  });
});

describe('what is stored', () => {
  it('has no NUL, and no half of a character', async () => {
    const wrong = await jsonOf<{ error: { fields: unknown } }>(
      fetch(`${server.url}/drafts`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(aDraft({ recipients: [{ name: 'a\0b', address: '' }] })),
      }),
    );
    expect(wrong.error.fields).toEqual([
      { field: 'recipients.0.name', message: 'must not have a NUL character' },
    ]);
    expect(await ask('GET', '/drafts?q=a%00b')).toBe(400);
    expect(await ask('POST', '/drafts', aDraft({ subject: 'half \ud83d of it' }))).toBe(201);
    const [stored] = (await server.deps.drafts.list({ limit: 1 })).items;
    expect(stored?.subject).toBe('half \ufffd of it');
  });

  it('cannot spoil the sums that it is added up in', async () => {
    const huge = aDraft({ provenance: { fallback: false, steps: {}, costUsd: 1e308 } });
    expect(await ask('POST', '/drafts', huge)).toBe(400);
  });

  it('is refused with no more words than it takes', async () => {
    const body = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]));
    const response = await fetch(`${server.url}/drafts/1`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ version: 1, ...body }),
    });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text.length).toBeLessThan(20_000);
    expect(text).toMatch(/; and 199\d\d more"/);
  });
});
