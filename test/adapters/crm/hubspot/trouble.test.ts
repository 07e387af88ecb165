import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Manners } from '../../../../src/adapters/crm/hubspot/client.ts';
import { hubspotCrm } from '../../../../src/adapters/crm/hubspot/index.ts';
import type { Ages } from '../../../../src/adapters/crm/hubspot/shared-cache.ts';
import { Failure } from '../../../../src/domain/failure.ts';
import type { Crm } from '../../../../src/ports.ts';
import {
  type HubspotServer,
  startHubspotServer,
  tooMany,
} from '../../../support/hubspot-server.ts';

let server: HubspotServer;
let crm: Crm;
const { signal } = new AbortController();
// One signal for many look-ups at once, which is no leak.
setMaxListeners(0, signal);

beforeEach(async () => {
  server = await startHubspotServer({
    contacts: [{ id: '7', properties: { email: 'ada@globex.com', jobtitle: 'CTO' } }],
    companies: [{ id: '1', properties: { name: 'Globex', domain: 'globex.com' } }],
    delayMs: 5,
  });
  crm = client();
});
afterEach(async () => {
  await crm.close();
  await server.close();
});

const hurried: Partial<Manners> = {
  perSecond: 1_000,
  burst: 100,
  searchesPerSecond: 1_000,
  retryMs: 5,
  timeoutMs: 150,
  failuresInRow: 100,
};

function client(manners: Partial<Manners> = {}, ages?: Ages): Crm {
  return hubspotCrm({
    token: server.token,
    baseUrl: `${server.url}/`,
    manners: { ...hurried, ...manners },
    ...(ages ? { ages } : {}),
  });
}

async function use(manners: Partial<Manners>, ages?: Ages): Promise<void> {
  await crm.close();
  crm = client(manners, ages);
}

/** What a look-up is rejected with; it tells neither the sender nor the token. */
async function failureOf(address = 'ada@globex.com', until = signal): Promise<Failure> {
  const failure: unknown = await crm.find(address, until).catch((error: unknown) => error);
  if (!(failure instanceof Failure)) throw new Error('the look-up did not fail');
  expect(failure.code).toBe('crm.unavailable');
  expect(failure.message).not.toContain(server.token);
  expect(failure.message).not.toContain('globex');
  return failure;
}

const ada = { company: 'Globex', contactRole: 'CTO' };

describe('HubSpot in trouble', () => {
  test.each([500, 502, 503, 477, 423, 'reset' as const])(
    '%s is asked again, three times in all',
    async (fault) => {
      let left = 2;
      const reply = fault === 'reset' ? fault : { status: fault, body: 'upstream error' };
      server.behave(() => (left-- > 0 ? reply : null));
      expect(await crm.find('ada@globex.com', signal)).toMatchObject(ada);

      server.behave(() => reply);
      server.requests.length = 0;
      const failure = await failureOf('bob@globex.com');
      expect(server.requests).toHaveLength(3);
      expect(failure.message).toMatch(fault === 'reset' ? /no connection/ : new RegExp(`${fault}`));
    },
  );

  test.each([
    [401, 'check HUBSPOT_TOKEN'],
    [403, 'let the private app of HUBSPOT_TOKEN read contacts and companies'],
  ])('%s names the variable, and is not repeated for every message', async (status, fix) => {
    const body = {
      status: 'error',
      message: `token ${server.token} of ada@globex.com`,
      category: 'X',
    };
    server.behave(() => ({ status, body }));
    expect((await failureOf()).message).toContain(fix);
    expect((await failureOf('bob@globex.com')).message).toContain(fix);
    expect(server.requests).toHaveLength(1);
  });

  test('429 with Retry-After is waited for', async () => {
    let left = 1;
    server.behave(() => (left-- > 0 ? tooMany('SECONDLY', { 'retry-after': '1' }) : null));
    const before = Date.now();
    expect(await crm.find('ada@globex.com', signal)).toMatchObject(ada);
    expect(Date.now() - before).toBeGreaterThan(900);
  });

  test('429 holds back everybody, not only who met it', async () => {
    let left = 1;
    server.behave(() => (left-- > 0 ? tooMany('', { 'retry-after': '0.5' }) : null));
    const first = crm.find('ada@globex.com', signal);
    await sleep(50);
    await Promise.all([first, crm.find('bob@globex.com', signal)]);
    const [met, ...later] = server.requests;
    for (const { at } of later) expect(at - (met?.at ?? 0)).toBeGreaterThan(400);
  });

  test.each([
    ['TEN_SECONDLY_ROLLING', 10_000],
    ['DAILY', 900_000],
  ])('429 for %s fails at once, and says for how long', async (policy, waitMs) => {
    server.behave(() => tooMany(policy));
    const failure = await failureOf();
    expect(failure.message).toContain(policy);
    expect(failure.retryAfterMs).toBe(waitMs);
    expect((await failureOf('bob@globex.com')).retryAfterMs).toBeGreaterThan(waitMs - 5_000);
    expect(server.requests).toHaveLength(1);
  });

  test('a hanging server costs its time-out once', async () => {
    server.behave(() => 'hang');
    const before = Date.now();
    expect((await failureOf()).message).toContain('no answer within 0.15 s');
    expect(Date.now() - before).toBeLessThan(1_000);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['HTML', '<html>hello</html>'],
    ['a list', []],
    ['no properties', { id: '7' }],
    ['properties of another kind', { id: '7', properties: [1] }],
    ['nested values', { id: '7', properties: { jobtitle: { deep: true } } }],
    ['nothing', ''],
    ['a truncated document', '{"id":"7","prop'],
  ])('%s instead of a contact is a failure and no crash', async (_, body) => {
    server.behave(() => ({ status: 200, body }));
    expect((await failureOf()).message).toContain('not of the documented shape');
  });

  test('an answer of more than a megabyte is not read to its end', async () => {
    const properties = { email: 'x'.repeat(1_100_000) };
    server.behave(() => ({ status: 200, body: { id: '7', properties } }));
    expect((await failureOf()).message).toContain('longer than 1048576 bytes');
  });

  test('a redirection is not followed with the token', async () => {
    const headers = { location: `${server.url}/elsewhere` };
    server.behave(({ url }) => (url === '/elsewhere' ? null : { status: 302, headers, body: '' }));
    await failureOf();
    expect(server.requests.some(({ url }) => url === '/elsewhere')).toBe(false);
  });

  test('a server that is down is left alone after some failures, and tried by one request', async () => {
    await use({ failuresInRow: 4, openMs: 300 });
    server.behave(() => 'hang');
    await Promise.all(Array.from({ length: 12 }, (_, i) => failureOf(`u${i}@globex.com`)));
    const asked = server.requests.length;
    const before = Date.now();
    expect((await failureOf()).message).toMatch(/left alone .* no answer within/);
    expect(Date.now() - before).toBeLessThan(100);
    expect(server.requests).toHaveLength(asked);

    await sleep(320);
    server.requests.length = 0;
    await Promise.all(Array.from({ length: 5 }, (_, i) => failureOf(`v${i}@globex.com`)));
    expect(server.requests).toHaveLength(1);

    await sleep(320);
    server.behave(() => null);
    expect(await crm.find('ada@globex.com', signal)).toMatchObject(ada);
    expect(await crm.find('bob@globex.com', signal)).toMatchObject({ company: 'Globex' });
  });

  test('no connection at all names the reason', async () => {
    await server.close();
    expect((await failureOf()).message).toBe('no connection to HubSpot (ECONNREFUSED)');
    server = await startHubspotServer();
  });
});

describe('the look-ups', () => {
  test('of one address are one, at the same time and later', async () => {
    const found = await Promise.all(
      Array.from({ length: 10 }, () => crm.find('ADA@globex.com', new AbortController().signal)),
    );
    found.push(await crm.find('ada@globex.com', signal));
    for (const record of found) expect(record).toMatchObject(ada);
    expect(server.requests).toHaveLength(2);
  });

  test('of one domain are one, and what nobody knows is remembered too', async () => {
    const names = Array.from({ length: 6 }, (_, i) => `u${i}@nobody.example`);
    await Promise.all(names.map((name) => crm.find(name, signal)));
    await Promise.all(names.map((name) => crm.find(name, signal)));
    const routes = server.requests.map(({ route }) => route);
    expect(routes.filter((route) => route === 'companies/search')).toHaveLength(1);
    expect(routes.filter((route) => route === 'contact')).toHaveLength(6);
  });

  test('are made again after their age', async () => {
    await use({}, { hitMs: 200, missMs: 50 });
    const times = async (address: string, pause: number) => {
      server.requests.length = 0;
      await crm.find(address, signal);
      await sleep(pause);
      await crm.find(address, signal);
      return server.requests.filter(({ route }) => route === 'contact').length;
    };
    expect(await times('ada@globex.com', 0)).toBe(1);
    expect(await times('nobody@gmail.com', 90)).toBe(2);
    await sleep(200);
    expect(await times('ada@globex.com', 250)).toBe(2);
  });

  test('are not remembered where they failed', async () => {
    server.behave(() => ({ status: 400, body: 'bad' }));
    await failureOf();
    server.behave(() => null);
    expect(await crm.find('ada@globex.com', signal)).toMatchObject(ada);
  });

  test('end with their caller, but not with one of several', async () => {
    await use({ timeoutMs: 3_000 });
    const [hasty, patient] = [new AbortController(), new AbortController()];
    server.behave(() => 'hang');
    const both = [
      failureOf('ada@globex.com', hasty.signal),
      failureOf('ada@globex.com', patient.signal),
    ];
    await sleep(50);
    hasty.abort(new Failure('crm.unavailable', 'in a hurry'));
    expect((await both[0])?.message).toBe('in a hurry');
    server.behave(() => null);
    patient.abort();
    expect((await both[1])?.message).toContain('in the time that it has');
    expect(await crm.find('ada@globex.com', signal)).toMatchObject(ada);
    expect((await failureOf('x@globex.com', AbortSignal.abort())).code).toBe('crm.unavailable');
  });

  test('keep to a number at a time', async () => {
    await use({ concurrency: 3 });
    await Promise.all(Array.from({ length: 20 }, (_, i) => crm.find(`u${i}@gmail.com`, signal)));
    expect(server.mostAtOnce()).toBe(3);
  });

  test('keep to a rate, and searches to a slower one', async () => {
    await use({ perSecond: 50, burst: 5, searchesPerSecond: 10 });
    await Promise.all(Array.from({ length: 6 }, (_, i) => crm.find(`a@firm${i}.example`, signal)));
    const all = server.requests.map(({ at }) => at);
    const searches = server.requests.filter(({ route }) => route === 'companies/search');
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(400);
    const gaps = searches.slice(1).map(({ at }, i) => at - (searches[i]?.at ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThan(60);
  });

  test('that would wait for too long fail at once', async () => {
    await use({ perSecond: 2, burst: 1, maxWaitMs: 900 });
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) => crm.find(`u${i}@gmail.com`, signal)),
    );
    const failed = results.filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThanOrEqual(3);
    expect(String((failed[0] as PromiseRejectedResult).reason)).toContain('rate limit is used up');
  });

  test('end when the CRM is closed', async () => {
    server.behave(() => 'hang');
    const failing = failureOf();
    await sleep(50);
    await crm.close();
    expect((await failing).message).toContain('stopping');
    expect((await failureOf('bob@globex.com')).message).toContain('stopping');
  });
});
