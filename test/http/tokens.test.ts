import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { ApiToken, AuditEntry, Page } from '../../src/ports.ts';
import { aDraft } from '../support/a-draft.ts';
import {
  type RestServer,
  jsonOf,
  send,
  sendForm,
  sendJson,
  startRest,
} from '../support/rest-server.ts';
import { signInWith, withToken } from '../support/with-token.ts';

const apiToken = 'correct-horse-battery';
const root = { Authorization: `Bearer ${apiToken}` };

let server: RestServer;
beforeEach(async () => void (server = await startRest({ apiToken, trustProxy: true })));
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const get = (path: string, headers = {}) => send(server.url + path, { headers });
const statusBy = async (headers: Record<string, string>) => (await get('/drafts', headers)).status;
const make = (body: unknown, headers: Record<string, string> = root) =>
  sendJson('POST', `${server.url}/tokens`, body, headers);
const list = async () =>
  (await jsonOf<{ items: ApiToken[] }>(fetch(`${server.url}/tokens`, { headers: root }))).items;
const audit = async () =>
  (await jsonOf<Page<AuditEntry>>(fetch(`${server.url}/audit`, { headers: root }))).items.map(
    ({ name, action, subject }) => [name, action, subject],
  );

function turnClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs });
}

describe('POST /tokens', () => {
  it('makes a token that is shown this once', async () => {
    const answer = await make({ name: 'nightly export', scopes: ['read', 'read'] });
    expect(answer.status).toBe(201);
    const made = await jsonOf<ApiToken & { token: string }>(answer);
    expect(made).toMatchObject({ name: 'nightly export', scopes: ['read'], expiresAt: null });
    expect(made.token).toMatch(new RegExp(`^moa_${made.id}_[\\w-]{43}$`));
    const { token, ...rest } = made;
    expect(await list()).toEqual([rest]);
    expect(await statusBy({ Authorization: `Bearer ${token}` })).toBe(200);
    const stored = await server.deps.tokens.find(made.id);
    expect(stored?.hash).toMatch(/^[0-9a-f]{64}$/);
    const everything = JSON.stringify([stored, await list(), await audit(), server.logged]);
    expect(everything).not.toContain(token.split('_')[2]);
  });

  it.each([
    [{}, ['name', 'scopes']],
    [{ name: ' ', scopes: ['read'] }, ['name']],
    [{ name: 'x'.repeat(81), scopes: ['read'] }, ['name']],
    [{ name: 'a', scopes: [] }, ['scopes']],
    [{ name: 'a', scopes: ['write'] }, ['scopes.0']],
    [{ name: 'a', scopes: 'read' }, ['scopes']],
    [{ name: 'a', scopes: ['read'], expiresAt: '2020-01-01' }, ['expiresAt']],
    [{ name: 'a', scopes: ['read'], expiresAt: 'tomorrow' }, ['expiresAt']],
    [{ name: 'a', scopes: ['read'], hash: 'mine' }, ['hash']],
  ])('names every wrong field of %j', async (body, fields) => {
    const answer = await make(body);
    expect(answer.status).toBe(400);
    const { error } = await jsonOf<{ error: { fields: { field: string }[] } }>(answer);
    expect(error.fields.map(({ field }) => field)).toEqual(fields);
  });

  it('gives a name once, until it is revoked', async () => {
    const first = await jsonOf<ApiToken>(make({ name: 'crm', scopes: ['read'] }));
    expect((await make({ name: 'crm', scopes: ['admin'] })).status).toBe(409);
    await send(`${server.url}/tokens/${first.id}`, { method: 'DELETE', headers: root });
    expect((await make({ name: 'crm', scopes: ['admin'] })).status).toBe(201);
  });

  it('says who made it, and the audit does, too', async () => {
    const ada = await signInWith(server, apiToken, 'Ada');
    await make({ name: 'laptop', scopes: ['admin'] }, ada);
    expect(await list()).toMatchObject([{ createdBy: 'Ada' }]);
    const { headers } = await withToken(server, ['admin'], { name: 'robot' });
    const made = await jsonOf<ApiToken>(make({ name: 'another', scopes: ['read'] }, headers));
    await send(`${server.url}/tokens/${made.id}`, { method: 'DELETE', headers });
    expect(await audit()).toEqual([
      ['robot', 'DELETE /tokens/:id', 'another'],
      ['robot', 'POST /tokens', 'another'],
      ['Ada', 'POST /tokens', 'laptop'],
      ['Ada', 'POST /login', null],
    ]);
  });
});

describe('a token', () => {
  it('is refused with a single character changed, and so is its id alone', async () => {
    const { text, token } = await withToken(server, ['read']);
    for (const at of [4, 12, 22, 40, text.length - 2]) {
      const changed = text[at] === 'a' ? 'b' : 'a';
      const forged = text.slice(0, at) + changed + text.slice(at + 1);
      const door = await startRest({ apiToken, tokens: server.deps.tokens });
      const { status } = await send(`${door.url}/drafts`, {
        headers: { Authorization: `Bearer ${forged}` },
      });
      await door.close();
      expect(status, forged).toBe(401);
    }
    const { hash = '' } = (await server.deps.tokens.find(token.id)) ?? {};
    expect(await statusBy({ Authorization: `Bearer moa_${token.id}` })).toBe(401);
    expect(await statusBy({ Authorization: `Bearer ${hash}` })).toBe(401);
  });

  it('ends when it is revoked, at once', async () => {
    const { token, headers } = await withToken(server, ['read']);
    expect(await statusBy(headers)).toBe(200);
    await send(`${server.url}/tokens/${token.id}`, { method: 'DELETE', headers: root });
    const answer = await get('/drafts', headers);
    expect([answer.status, answer.body]).toEqual([401, expect.stringContaining('revoked')]);
    expect((await send(`${server.url}/tokens/x`, { method: 'DELETE', headers: root })).status).toBe(
      404,
    );
  });

  it('ends within five seconds when another process revoked it', async () => {
    const { token, headers } = await withToken(server, ['read']);
    expect(await statusBy(headers)).toBe(200);
    await server.deps.tokens.revoke(token.id);
    expect(await statusBy(headers)).toBe(200);
    turnClock(5_000);
    expect(await statusBy(headers)).toBe(401);
  });

  it('ends when its time has come, and is never counted as a guess', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { headers } = await withToken(server, ['read'], { expiresAt });
    expect(await statusBy(headers)).toBe(200);
    turnClock(60_000);
    for (let n = 0; n < 10; n++) expect(await statusBy(headers)).toBe(401);
    expect(await statusBy(root)).toBe(200);
  });

  it('tells when it was last used', async () => {
    const { headers } = await withToken(server, ['read']);
    expect(await list()).toMatchObject([{ lastUsedAt: null }]);
    await statusBy(headers);
    await expect.poll(async () => (await list())[0]?.lastUsedAt).not.toBeNull();
  });

  it('is a 503 while it cannot be looked up; API_TOKEN is not', async () => {
    const { headers } = await withToken(server, ['read']);
    server.deps.tokens.find = () =>
      Promise.reject(new Failure('store.unavailable', 'the database is away'));
    expect(await statusBy(headers)).toBe(503);
    expect(await statusBy(root)).toBe(200);
  });
});

describe('a session that was begun with a token', () => {
  it('may do what its token may, and bears both names in the audit', async () => {
    const { deps } = server;
    await deps.drafts.put(aDraft());
    const { text } = await withToken(server, ['review'], { name: 'laptop' });
    const ada = await signInWith(server, text);
    const approve = await sendJson('POST', `${server.url}/drafts/1/approve`, { version: 1 }, ada);
    expect(approve.status).toBe(200);
    expect(
      (await send(`${server.url}/supervisor/pause`, { method: 'POST', headers: ada })).status,
    ).toBe(403);
    expect(await audit()).toEqual([
      ['Ada (laptop)', 'POST /drafts/:id/approve', '1'],
      ['Ada (laptop)', 'POST /login', null],
    ]);
  });

  it('ends with its token, and the sign-in is shown', async () => {
    const { text, token } = await withToken(server, ['read']);
    const ada = await signInWith(server, text);
    expect(await statusBy(ada)).toBe(200);
    await send(`${server.url}/tokens/${token.id}`, { method: 'DELETE', headers: root });
    expect(await statusBy(ada)).toBe(401);
    expect((await get('/login', { ...ada, Accept: 'text/html' })).status).toBe(200);
  });

  it('is not begun by a token that may not read, or has ended', async () => {
    const { text } = await withToken(server, ['ingest']);
    const answer = await sendForm(`${server.url}/login`, { name: 'Ada', token: text });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    expect(answer.body).toContain('for programs');
    const over = await withToken(server, ['read']);
    await server.deps.tokens.revoke(over.token.id);
    const late = await sendForm(`${server.url}/login`, { name: 'Ada', token: over.text });
    expect([late.status, late.headers['set-cookie']]).toEqual([401, undefined]);
    expect(late.body).toContain('revoked or has expired');
  });

  it('closes its event stream as soon as the token is revoked, and so does a program’s', async () => {
    const { text, token, headers } = await withToken(server, ['read']);
    const closed: string[] = [];
    const open = async (name: string, by: Record<string, string>) => {
      const asked = request(`${server.url}/events`, { headers: by, agent: false }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.resume().on('error', () => undefined);
      response.once('close', () => closed.push(name));
    };
    await open('program', headers);
    await open('person', await signInWith(server, text));
    await open('root', root);
    await send(`${server.url}/tokens/${token.id}`, { method: 'DELETE', headers: root });
    await expect.poll(() => closed.toSorted()).toEqual(['person', 'program']);
  });
});

describe('wrong tokens', () => {
  const from = { 'X-Forwarded-For': '192.0.2.7' };
  const wrong = { Authorization: 'Bearer a-wrong-guess', ...from };

  it('are slowed by address, and named tokens and sessions pass all the same', async () => {
    const ada = await signInWith(server, apiToken);
    const named = await withToken(server, ['read']);
    for (let n = 0; n < 5; n++) expect(await statusBy(wrong)).toBe(401);
    const answer = await get('/drafts', wrong);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(50);
    expect(await statusBy({ ...root, ...from })).toBe(429);
    expect(await statusBy(root)).toBe(200);
    expect(await statusBy({ ...named.headers, ...from })).toBe(200);
    expect(await statusBy(ada)).toBe(200);
    expect((await get('/healthz')).status).toBe(200);
    turnClock(61_000);
    expect(await statusBy({ ...root, ...from })).toBe(200);
  });

  it('are told in the log by their address, and not in the audit', async () => {
    await statusBy(wrong);
    expect(server.logged.join()).toMatch(/"address":"192\.0\.2\.7".*wrong token/);
    expect(server.logged.join()).not.toContain('a-wrong-guess');
    expect(await audit()).toEqual([]);
  });

  it('are counted together, however they come', async () => {
    for (let n = 0; n < 3; n++) await statusBy(wrong);
    for (let n = 0; n < 2; n++)
      await sendForm(`${server.url}/login`, { name: 'Eve', token: 'x' }, from);
    const right = { name: 'Ada', token: apiToken };
    expect((await sendForm(`${server.url}/login`, right, from)).status).toBe(429);
  });
});
