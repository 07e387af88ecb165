import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Guesses } from '../../src/http/sign-in/guesses.ts';

import { type RestServer, cookieOf, send, sendForm, startRest } from '../support/rest-server.ts';

const apiToken = 'correct-horse-battery';
const html = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let server: RestServer;
beforeEach(async () => void (server = await startRest({ apiToken })));
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const login = (fields: Record<string, string> = {}, headers = {}) =>
  sendForm(`${server.url}/login`, { name: 'Ada', token: apiToken, ...fields }, headers);
const get = (path: string, headers = {}) => send(server.url + path, { headers });
const statusWith = async (Cookie: string) => (await get('/drafts', { Cookie })).status;

/** Only the clock: timers and sockets go on as they do. */
function turnClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs });
}

describe('a browser without a session', () => {
  it.each([
    ['/dashboard', '/login?next=%2Fdashboard'],
    [
      '/dashboard/messages/7?a=1&b=%2F',
      '/login?next=%2Fdashboard%2Fmessages%2F7%3Fa%3D1%26b%3D%252F',
    ],
    ['/', '/login'],
  ])('is sent from %s to the sign-in, and knows the way back', async (path, location) => {
    const { status, headers } = await get(path, html);
    expect([status, headers.location]).toEqual([303, location]);
  });

  it('is shown the page, which holds no script and nothing of another host', async () => {
    const page = await get('/login?next=/dashboard/messages/7', html);
    expect(page.status).toBe(200);
    expect(page.body).toContain('name="next" value="/dashboard/messages/7"');
    expect(page.body).not.toMatch(/<script|style=|https?:/);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const assets = [...page.body.matchAll(/(?:href|src)="(\/assets[^"]+)"/g)];
    expect(assets.length).toBeGreaterThan(3);
    for (const [, asset = ''] of assets) expect((await get(asset)).status, asset).toBe(200);
  });

  it('is asked to sign in where it sent a form, and comes back to the page of the form', async () => {
    const from = { Referer: `${server.url}/dashboard/quarantine?cursor=3` };
    const answer = await sendForm(`${server.url}/messages/1/retry`, {}, from);
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      '/login?next=%2Fdashboard%2Fquarantine%3Fcursor%3D3',
    ]);
    const strange = { Referer: 'https://evil.example/dashboard' };
    const elsewhere = await sendForm(`${server.url}/messages/1/retry`, {}, strange);
    expect(elsewhere.headers.location).toBe('/login');
  });

  it('gets a 401 where a script asks, and the page is told', async () => {
    const fragment = await get('/dashboard', { ...html, 'HX-Request': 'true' });
    expect(fragment.status).toBe(401);
    expect(fragment.headers['hx-trigger']).toBe('signed-out');
    expect((await get('/events', { Accept: 'text/event-stream' })).status).toBe(401);
  });
});

describe('signing in', () => {
  it('leads to the page that was asked for, with a cookie that nothing else may use', async () => {
    const answer = await login({ next: '/dashboard/messages/7?a=1' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/dashboard/messages/7?a=1']);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^ops_session=[\w.-]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    expect(await statusWith(cookieOf(answer))).toBe(200);
    expect(answer.headers['set-cookie']?.join()).not.toContain(apiToken);
  });

  it('by https gives a cookie for https alone, whatever a proxy header claims', async () => {
    const secure = await login({}, { Host: 'ops.example', Origin: 'https://ops.example' });
    expect(secure.headers['set-cookie']?.[0]).toMatch(/; Secure$/);
    const claimed = await login({}, { 'X-Forwarded-Proto': 'https' });
    expect(claimed.headers['set-cookie']?.[0]).not.toContain('Secure');
  });

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    'evil.example',
    '@evil.example',
    '/a\r\nSet-Cookie: x=1',
    `/${'a'.repeat(3_000)}`,
    '',
  ])('never leads to another site: next=%j', async (next) => {
    const answer = await login({ next });
    expect([answer.status, answer.headers.location]).toEqual([303, '/dashboard']);
    const page = await get(`/login?next=${encodeURIComponent(next)}`);
    expect(page.body).toContain('name="next" value="/dashboard"');
  });

  it('is not for forms of other sites', async () => {
    const answer = await login({}, { Origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['', 'Say who you are'],
    ['   ', 'Say who you are'],
    ['\u200b', 'Say who you are'],
    ['A\u0000da', 'A name has no control characters'],
    ['Ada\nBcc', 'A name has no control characters'],
    ['Ada \u202egnp', 'A name has no control characters'],
    ['x'.repeat(81), 'A name has at most 80 characters'],
  ])('refuses the name %j', async (name, problem) => {
    const answer = await login({ name });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([400, undefined]);
    expect(answer.body).toContain(problem);
  });

  it('takes any name of 80 characters, and shows it as text', async () => {
    expect((await login({ name: ` ${'🦊'.repeat(80)} ` })).status).toBe(303);
    const wrong = await login({ name: '"><script>alert(1)</script>', token: 'wrong' });
    expect(wrong.body).toContain('value="&quot;&gt;&lt;script&gt;');
    expect(wrong.body).not.toContain('<script');
  });

  it('refuses a wrong token without saying it again', async () => {
    const answer = await login({ token: 'a-wrong-guess' });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
    expect(answer.body).toContain('The token is wrong');
    expect(answer.body + server.logged.join()).not.toContain('a-wrong-guess');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  it('after five wrong tokens waits for a minute, the right one included', async () => {
    for (let guess = 0; guess < 5; guess++) {
      expect((await login({ token: `guess ${guess}` })).status).toBe(401);
    }
    const waiting = await login();
    expect(waiting.status).toBe(429);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(50);
    expect(waiting.headers['set-cookie']).toBeUndefined();
    turnClock(61_000);
    expect((await login()).status).toBe(303);
    expect((await login({ token: 'wrong again' })).status).toBe(401);
  });
});

describe('the wait after wrong tokens', () => {
  const clock = { now: 0 };
  const guesses = new Guesses(() => clock.now);
  const guess = (address: string, times: number) => {
    for (let made = 0; made < times; made++) guesses.noteWrong(address);
  };

  it('is of an address, and of the half of an IPv6 address that a household has', () => {
    guess('192.0.2.1', 5);
    guess('::ffff:192.0.2.2', 5);
    guess('2001:db8::1', 3);
    guess('2001:db8:0:0:ffff::9', 2);
    const waits = (address: string) => guesses.waitOf(address) > 0;
    expect(['192.0.2.1', '::ffff:192.0.2.2', '2001:db8::7'].filter(waits)).toHaveLength(3);
    expect(['192.0.2.3', '::ffff:192.0.2.4', '2001:db8:0:1::1', '::1'].some(waits)).toBe(false);
  });

  it('counts within a minute: four wrong ones are no reason, nor is one a minute', () => {
    clock.now = 100_000;
    guess('198.51.100.1', 4);
    expect(guesses.waitOf('198.51.100.1')).toBe(0);
    clock.now += 60_000;
    guess('198.51.100.1', 4);
    expect(guesses.waitOf('198.51.100.1')).toBe(0);
    guess('198.51.100.1', 1);
    expect(guesses.waitOf('198.51.100.1')).toBe(60_000);
  });

  it('doubles with each time, up to an hour, and begins anew after a quiet day', () => {
    const waits = [];
    for (let round = 0; round < 8; round++) {
      guess('198.51.100.2', 5);
      const waitMs = guesses.waitOf('198.51.100.2');
      waits.push(waitMs / 60_000);
      clock.now += waitMs;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(guesses.waitOf('198.51.100.2')).toBe(0);
    clock.now += 24 * 3_600_000;
    guess('198.51.100.2', 5);
    expect(guesses.waitOf('198.51.100.2')).toBe(60_000);
    guesses.forgive('198.51.100.2');
    expect(guesses.waitOf('198.51.100.2')).toBe(0);
  });

  it('remembers no more than its limit of addresses, the latest ones', () => {
    guess('203.0.113.1', 5);
    for (let n = 0; n < 9_999; n++) guess(`10.0.${n >> 8}.${n & 255}`, 1);
    expect(guesses.waitOf('203.0.113.1')).toBeGreaterThan(0);
    guess('10.1.0.0', 1);
    expect(guesses.waitOf('203.0.113.1')).toBe(0);
  });
});

it('whoever follows a link of another site is asked for once more by our own page', async () => {
  const strange = { ...html, 'Sec-Fetch-Site': 'cross-site' };
  const first = await get('/login?next=/dashboard', strange);
  expect(first.headers['refresh']).toBe('0; url=/login?asked&next=%2Fdashboard');
  const second = await get('/login?asked&next=%2Fdashboard', strange);
  expect([second.status, second.headers['refresh']]).toEqual([200, undefined]);
});

it('there is no sign-in without API_TOKEN', async () => {
  const open = await startRest();
  for (const [method, path] of [
    ['GET', '/login?next=/drafts'],
    ['POST', '/login'],
    ['POST', '/logout'],
  ]) {
    const { status, headers } = await send(`${open.url}${path}`, { method: method ?? '' });
    expect([status, headers.location, headers['set-cookie']]).toEqual([
      303,
      '/dashboard',
      undefined,
    ]);
  }
  await open.close();
});
