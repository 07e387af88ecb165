import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry, MessageRow, Page, Transition } from '../../src/ports.ts';
import { aDraft } from '../support/a-draft.ts';
import { aFolder, quarantine, source } from '../support/a-message.ts';
import { type RestServer, jsonOf, sendJson, startRest } from '../support/rest-server.ts';

type Shown = MessageRow & { journey: Transition[] };

let server: RestServer;
let ids: { fetched: number; known: number };
beforeEach(async () => {
  server = await startRest();
  ids = await aFolder(server.deps.messages);
});
afterEach(async () => await server.close());

const get = (path: string) => fetch(server.url + path);
const retry = (id: number, body: unknown) =>
  sendJson('POST', `${server.url}/messages/${id}/retry`, body);

describe('GET /messages', () => {
  it('lists ledger rows by stage', async () => {
    const all = await jsonOf<Page<MessageRow>>(get('/messages'));
    expect(all.items).toHaveLength(2);
    expect(Object.keys(all.items[0] ?? {}).toSorted()).toEqual([
      'account',
      'attempts',
      'error',
      'id',
      'key',
      'mailbox',
      'messageId',
      'notBefore',
      'sender',
      'stage',
      'subject',
      'uid',
      'uidValidity',
      'updatedAt',
    ]);
    const discovered = await jsonOf<Page<MessageRow>>(
      get('/messages?stage=discovered&account=sales&limit=1'),
    );
    expect(discovered.items.map(({ id }) => id)).toEqual([ids.known]);
  });

  it('answers 400 to a stage that does not exist', async () => {
    expect((await get('/messages?stage=finished')).status).toBe(400);
  });

  it('shows one with its journey', async () => {
    await quarantine(server.deps.messages);
    const message = await jsonOf<Shown>(get(`/messages/${ids.fetched}`));
    expect(message.stage).toBe('quarantined');
    expect(message.error).toContain('no parser could read it');
    expect(message.journey.at(-1)).toMatchObject({ from: 'parsing', to: 'quarantined' });
    expect((await get('/messages/99')).status).toBe(404);
  });
});

describe('GET /messages/:id/raw', () => {
  it('hands the source out as a file that nothing will run', async () => {
    const response = await get(`/messages/${ids.fetched}/raw`);
    expect(await response.text()).toBe(source);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="message-${ids.fetched}.eml"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('answers 404 where there is no source or no message', async () => {
    const unfetched = await get(`/messages/${ids.known}/raw`);
    expect(unfetched.status).toBe(404);
    expect(unfetched.headers.get('content-disposition')).toBeNull();
    expect((await get('/messages/99/raw')).status).toBe(404);
  });
});

describe('POST /messages/:id/retry', () => {
  it('puts an ended message back to work and wakes the supervisor', async () => {
    await quarantine(server.deps.messages);
    const response = await fetch(`${server.url}/messages/${ids.fetched}/retry`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id: ids.fetched, stage: 'parsing' });
    expect(server.woken()).toBe(1);
    expect((await server.deps.messages.claim(5)).claims).toHaveLength(1);
  });

  it('takes the step to start from', async () => {
    await quarantine(server.deps.messages);
    expect((await retry(ids.fetched, { from: 'parsing' })).status).toBe(200);
  });

  it('answers 409 while it is in work, 404 to none, 400 to another step', async () => {
    expect((await retry(ids.fetched, {})).status).toBe(409);
    expect((await retry(99, {})).status).toBe(404);
    expect((await retry(ids.fetched, { from: 'done' })).status).toBe(400);
    expect((await retry(ids.fetched, { form: 'parsing' })).status).toBe(400);
    expect(server.woken()).toBe(0);
  });
});

describe('POST /messages/:id/discard', () => {
  const discard = (id: number) => sendJson('POST', `${server.url}/messages/${id}/discard`, {});

  it('closes a quarantined message and keeps its source', async () => {
    await quarantine(server.deps.messages);
    const response = await discard(ids.fetched);
    expect(response.status).toBe(200);
    const message = await jsonOf<Shown>(response);
    expect(message).toMatchObject({ stage: 'skipped', error: 'discarded by a person' });
    expect(message.journey.at(-1)).toMatchObject({
      from: 'quarantined',
      to: 'skipped',
      error: 'discarded by a person',
    });
    expect(await (await get(`/messages/${ids.fetched}/raw`)).text()).toBe(source);
    expect((await server.deps.messages.claim(5)).claims).toEqual([]);
  });

  it('answers 409 to what is not in quarantine (any more), 404 to none', async () => {
    expect((await discard(ids.fetched)).status).toBe(409);
    expect((await discard(99)).status).toBe(404);
    await quarantine(server.deps.messages);
    expect((await discard(ids.fetched)).status).toBe(200);
    expect((await discard(ids.fetched)).status).toBe(409);
  });

  it('can be taken back', async () => {
    await quarantine(server.deps.messages);
    await discard(ids.fetched);
    expect((await retry(ids.fetched, {})).status).toBe(200);
    expect((await server.deps.messages.claim(5)).claims).toHaveLength(1);
  });
});

it('what needs mail that is in the database of the agent is a 409 that names the fix', async () => {
  const elsewhere = 4_711;
  await server.deps.drafts.put(aDraft({ message: elsewhere }));
  const raw = await get(`/messages/${elsewhere}/raw`);
  const others = ['retry', 'discard'].map((what) =>
    sendJson('POST', `${server.url}/messages/${elsewhere}/${what}`, {}),
  );
  for (const response of [raw, ...(await Promise.all(others))]) {
    expect(response.status, response.url).toBe(409);
    expect(await response.text()).toMatch(/agent's port.*PostgreSQL.*DATABASE_URL/);
  }
  expect((await get(`/messages/${elsewhere}`)).status).toBe(404);
});

it('GET /ledger shows each folder’s place in the ledger', async () => {
  const { mailboxes } = await jsonOf<{ mailboxes: LedgerEntry[] }>(get('/ledger'));
  expect(mailboxes).toMatchObject([
    {
      account: 'sales',
      mailbox: 'INBOX',
      uidValidity: 1_700_000_000,
      startUid: 1,
      cursor: 2,
      reconciledAt: null,
      counts: { discovered: 1, parsing: 1 },
      gaps: [],
    },
  ]);
  expect(Object.keys(mailboxes[0] ?? {}).toSorted()).toEqual([
    'account',
    'counts',
    'cursor',
    'gaps',
    'id',
    'lastSyncAt',
    'left',
    'mailbox',
    'reconciledAt',
    'startUid',
    'state',
    'uidValidity',
  ]);
});
