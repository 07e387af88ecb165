import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RestServer, send, sendForm, startRest } from '../support/rest-server.ts';
import { signInWith, withToken } from '../support/with-token.ts';

const apiToken = 'correct-horse-battery';
const path = '/dashboard/settings/tokens';

let server: RestServer;
let ada: { Cookie: string; Origin: string };
beforeEach(async () => {
  server = await startRest({ apiToken });
  ada = await signInWith(server, apiToken);
});
afterEach(async () => await server.close());

const page = async (headers: Record<string, string> = ada, at = path) =>
  await send(server.url + at, { headers: { Accept: 'text/html', ...headers } });
const create = (fields: Record<string, string>) => sendForm(server.url + path, fields, ada);
const told = async () =>
  (await server.deps.audit.list({ limit: 9 })).items.map(({ name, action, subject }) => [
    name,
    action,
    subject,
  ]);

describe('/dashboard/settings/tokens', () => {
  it('makes a token without a script, and shows it this once', async () => {
    const expires = '2999-01-31';
    const made = await create({ name: 'Dana’s laptop', scope: 'review', expires });
    expect(made.status).toBe(200);
    const [text = ''] = /moa_[0-9a-f]{16}_[\w-]{43}/.exec(made.body) ?? [];
    const rest = await send(`${server.url}/drafts`, {
      headers: { Authorization: `Bearer ${text}` },
    });
    expect(rest.status).toBe(200);
    const again = await page();
    expect(again.body).toContain('Dana’s laptop');
    expect(again.body).toContain('2999');
    expect(again.body).not.toContain(text.split('_')[2]);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(await told()).toEqual([
      ['Ada', 'POST /tokens', 'Dana’s laptop'],
      ['Ada', 'POST /login', null],
    ]);
  });

  it.each([
    [{ name: 'x' }, 'May: needs at least one scope.'],
    [{ name: '', scope: 'read' }, 'Name: Give it a name.'],
    [{ name: 'x', scope: 'read', expires: '2020-01-01' }, 'Until: must be in the future.'],
    [{ name: 'x', scope: 'write' }, 'May: must be one of read, review, ingest, admin.'],
  ])('says of %j: %s', async (fields, problem) => {
    const { status, body } = await create(fields);
    expect(status).toBe(400);
    expect(body).toContain(problem);
    expect(await server.deps.tokens.list()).toEqual([]);
    expect(await told()).toHaveLength(1);
  });

  it('keeps what was filled in where the name is taken', async () => {
    await create({ name: 'crm', scope: 'read' });
    const { status, body } = await create({ name: 'crm', scope: 'admin', expires: '2999-01-31' });
    expect([status, body.includes('is there already')]).toEqual([409, true]);
    expect(body).toMatch(/value="admin" checked/);
    expect(body).toContain('value="2999-01-31"');
  });

  it('revokes one, and comes back', async () => {
    const { token, headers } = await withToken(server, ['read'], { name: 'old' });
    const answer = await sendForm(`${server.url}${path}/${token.id}/revoke`, {}, ada);
    expect([answer.status, answer.headers.location]).toEqual([303, path]);
    expect((await send(`${server.url}/drafts`, { headers })).status).toBe(401);
    expect((await page()).body).toMatch(/One that has ended[^]*old[^]*revoked/);
    expect((await told())[0]).toEqual(['Ada', 'DELETE /tokens/:id', 'old']);
    expect((await page(ada, '/dashboard/settings/actions')).body).toContain(
      'revoked <a href="/dashboard/settings/tokens">token old</a>',
    );
  });

  it('writes names as text', async () => {
    await withToken(server, ['read'], { name: `<img src=x onerror="alert(1)">'&` });
    const { body } = await page();
    expect(body).toContain('&lt;img src=x');
    expect(body).not.toContain('<img');
  });

  it('says so where nobody is asked for a token', async () => {
    const open = await startRest();
    const { status, body } = await send(open.url + path, { headers: { Accept: 'text/html' } });
    await open.close();
    expect([status, body.includes('Nobody is asked for a token yet')]).toEqual([200, true]);
  });
});

describe('who may only read', () => {
  it('is offered no settings and told why by a page', async () => {
    const { text } = await withToken(server, ['read']);
    const rita = await signInWith(server, text, 'Rita');
    const list = await page(rita, '/dashboard');
    expect(list.body).toContain('data-may="read"');
    expect(list.body).not.toContain('href="/dashboard/settings"');
    const refused = await page(rita, path);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('needs a token with the scope admin; yours has read.');
    expect(refused.body).toContain('class="masthead"');
    const script = await page({ ...rita, Accept: '*/*', 'HX-Request': 'true' }, path);
    expect([script.status, script.body.includes('"forbidden"')]).toEqual([403, true]);
  });

  it('is the only one who is told so', async () => {
    expect((await page(ada, '/dashboard')).body).not.toContain('data-may');
    const { text } = await withToken(server, ['review']);
    const reviewer = await signInWith(server, text, 'Rev');
    expect((await page(reviewer, '/dashboard')).body).toContain('data-may="review"');
  });
});
