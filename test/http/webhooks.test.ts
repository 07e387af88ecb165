import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Page, WebhookDelivery, WebhookRecord } from '../../src/ports.ts';
import { finish, fetchedFolder, claimOne } from '../contracts/stores/harness.ts';
import { aDraft } from '../support/a-draft.ts';
import { jsonOf, type RestServer, sendForm, sendJson, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => void (server = await startRest()));
afterEach(() => server.close());

/** Three events: one was taken, one is tried again, and one waits. */
async function someEvents(): Promise<void> {
  const { webhooks, drafts } = server.deps;
  await webhooks.begin('here');
  for (const key of ['a', 'b']) await drafts.put(aDraft({ key, message: null }));
  const [one, two] = await webhooks.claim(2);
  if (!one || !two) throw new Error('nothing was told');
  await webhooks.settle([
    { claim: one, answer: { status: 204, ms: 12, error: null } },
    { claim: two, answer: { status: 500, ms: 34, error: 'answered 500: <b>bad</b>' } },
  ]);
  await drafts.put(aDraft({ key: 'c', message: null }));
  await webhooks.claim(1);
}

const list = (query = '') => jsonOf<Page<WebhookDelivery>>(fetch(`${server.url}/webhooks${query}`));

test('GET /webhooks is the log, by state and page by page', async () => {
  expect(await list()).toEqual({ items: [], next: null });
  await someEvents();
  const all = await list();
  expect(all.items.map(({ state, tries }) => [state, tries])).toEqual([
    ['queued', 0],
    ['queued', 1],
    ['delivered', 0],
  ]);
  expect(all.items[1]).toMatchObject({
    type: 'draft.created',
    subject: 'draft/2',
    error: 'answered 500: <b>bad</b>',
    notBefore: expect.stringMatching(/Z$/),
  });
  expect(all.items[0]).not.toHaveProperty('body');
  const first = await list('?limit=2');
  expect((await list(`?limit=2&cursor=${first.next}`)).items).toHaveLength(1);
  expect((await list('?state=delivered')).items).toHaveLength(1);
  const wrong = await fetch(`${server.url}/webhooks?state=lost&limit=0`);
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toMatch(/state.*limit|limit.*state/);
});

test('GET /webhooks/:id has the tries and the body; POST …/retry has it posted again', async () => {
  await someEvents();
  const { id } = (await list('?state=delivered')).items[0] ?? { id: 0 };
  const record = await jsonOf<WebhookRecord>(fetch(`${server.url}/webhooks/${id}`));
  expect(record.attempts).toEqual([
    { at: expect.stringMatching(/Z$/), status: 204, ms: 12, error: null },
  ]);
  expect(JSON.parse(record.body)).toMatchObject({ data: { draft: { key: 'a' } } });
  const again = await sendJson('POST', `${server.url}/webhooks/${id}/retry`, {});
  expect(again.status).toBe(202);
  expect(await again.json()).toMatchObject({ id, state: 'queued', tries: 0 });
  expect(server.woken()).toBe(1);
  for (const path of ['999', 'x', '999/retry']) {
    const method = path.endsWith('retry') ? 'POST' : 'GET';
    expect((await fetch(`${server.url}/webhooks/${path}`, { method })).status).toBe(404);
  }
  const audit = await server.deps.audit.list({ limit: 1 });
  expect(audit.items[0]).toMatchObject({ action: 'POST /webhooks/:id/retry', subject: String(id) });
});

test('the pages show the log, what a receiver said as text, and post again', async () => {
  const page = async (path = '') =>
    await (await fetch(`${server.url}/dashboard/webhooks${path}`)).text();
  expect(await page()).toContain('WEBHOOK_URL is not set');
  await someEvents();
  const all = await page();
  expect(all).toContain('2 events wait');
  expect(all).toContain('&lt;b&gt;bad&lt;/b&gt;');
  expect(all).toContain('Trying again');
  expect(await page('?state=delivered')).not.toContain('Trying again');
  expect(await page('/rows?state=failed')).toContain('None of them');
  const one = await page('/2');
  expect(one).toContain('34 ms');
  expect(one).toContain('&quot;draft.created&quot;');
  const done = await sendForm(`${server.url}/dashboard/webhooks/2/retry`, {});
  expect(done).toMatchObject({ status: 303 });
  expect(await page()).not.toContain('Trying again');
  expect((await fetch(`${server.url}/dashboard/webhooks/999`)).status).toBe(404);
});

test('a receiver that is gone is an alarm on the page', async () => {
  await someEvents();
  await server.deps.webhooks.retry(1);
  const [claim] = await server.deps.webhooks.claim(5);
  if (!claim) throw new Error('nothing could be claimed');
  const answer = { status: 410, ms: 1, error: 'answered 410 Gone' };
  await server.deps.webhooks.settle([{ claim, answer }]);
  const page = await (await fetch(`${server.url}/dashboard/webhooks`)).text();
  expect(page).toMatch(/role="alert"[^]*410 Gone/);
});

test('a source that is not kept any more is 410 with its reason; one that never was, 404', async () => {
  const { messages, upkeep } = server.deps;
  const store = { ...server.deps, events: [], clock: { now: Date.now() }, close: server.close };
  const [dropped, purged] = await fetchedFolder(store, [1, 2]);
  await finish(store, await claimOne(store));
  await upkeep.dropSources(new Date(Date.now() + 1_000).toISOString(), 9, 0);
  await upkeep.purge({ messages: [purged ?? 0], drafts: [] });
  await messages.discover(1, [3], 3);
  const raw = async (id = 0) => {
    const answer = await fetch(`${server.url}/messages/${id}/raw`);
    return { status: answer.status, text: await answer.text() };
  };
  expect(await raw(dropped)).toMatchObject({
    status: 410,
    text: expect.stringContaining('RAW_RETENTION_DAYS'),
  });
  expect(await raw(purged)).toMatchObject({ status: 410, text: expect.stringContaining('purged') });
  expect(await raw(3)).toMatchObject({ status: 404, text: expect.stringContaining('not fetched') });
  const again = await sendJson('POST', `${server.url}/messages/${dropped}/retry`, {
    from: 'parsing',
  });
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('classifying');
});
