import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import type { Page } from '../../src/ports.ts';
import { doneMessage, type StoreUnderTest } from '../contracts/stores/harness.ts';
import { aDraft } from '../support/a-draft.ts';
import { type RestServer, jsonOf, sendJson, signIn, startRest } from '../support/rest-server.ts';

const apiToken = 'correct-horse-battery';
const program = { Authorization: `Bearer ${apiToken}` };

let server: RestServer;
let draft: Draft;
afterEach(async () => await server.close());

/** With a draft that is approved, of a message that is here. */
async function start(changes: Partial<HttpDeps> = {}): Promise<void> {
  server = await startRest({ apiToken, ...changes });
  const store: StoreUnderTest = {
    ...server.deps,
    events: [],
    clock: { now: Date.now() },
    close: server.close,
  };
  const { id } = await doneMessage(store);
  const made = await server.deps.drafts.byMessage(id);
  if (!made) throw new Error('no draft was made');
  const result = await server.deps.drafts.review(made.id, made.version, 'approve', null);
  if (result.kind !== 'edited') throw new Error(result.kind);
  draft = result.draft;
}

const post = (what: string, headers: Record<string, string> = program, version = draft.version) =>
  sendJson('POST', `${server.url}/drafts/${draft.id}/${what}`, { version }, headers);
const get = (path: string) => fetch(server.url + path, { headers: program });
const outgoing = async () =>
  (await jsonOf<{ items: Outgoing[] }>(get(`/drafts/${draft.id}/outgoing`))).items;

describe('POST /drafts/:id/send', () => {
  beforeEach(async () => await start());

  it('commits that the reply goes out, and says where to look', async () => {
    const answer = await post('send');
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/drafts/${draft.id}/outgoing`);
    expect(await answer.json()).toMatchObject({ id: draft.id, status: 'sending' });
    expect(server.woken()).toBe(1);
    expect(await outgoing()).toMatchObject([
      {
        draft: draft.id,
        kind: 'send',
        state: 'queued',
        messageId: expect.stringMatching(/^<[^<>\s]+@example\.com>$/),
        attended: false,
        name: null,
        attempts: 0,
      },
    ]);
  });

  it('knows a person from a program', async () => {
    await post('send', await signIn(server, 'Ada'));
    expect(await outgoing()).toMatchObject([{ attended: true, name: 'Ada' }]);
  });

  it('sends an older version for nobody', async () => {
    const answer = await post('send', program, draft.version - 1);
    expect([answer.status, await outgoing(), server.woken()]).toEqual([409, [], 0]);
  });

  it('sends nothing that is not approved', async () => {
    const url = `${server.url}/drafts/${draft.id}`;
    const reopened = await jsonOf<Draft>(post('reopen'));
    const answer = await sendJson('POST', `${url}/send`, { version: reopened.version }, program);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: { code: 'conflict' } });
  });
});

it('without SMTP_URL nothing is sent, and the answer names it; saving works', async () => {
  await start({ outbox: { domain: 'example.com', sends: false } });
  const answer = await post('send');
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('SMTP_URL');
  expect(await outgoing()).toEqual([]);
  expect((await post('save-to-mailbox')).status).toBe(202);
});

describe('POST /drafts/:id/save-to-mailbox', () => {
  beforeEach(async () => await start());

  it('asked twice puts one letter under way', async () => {
    const answers = [await post('save-to-mailbox'), await post('save-to-mailbox')];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await outgoing()).toMatchObject([{ kind: 'save', state: 'queued' }]);
  });

  it('is a 409 for a draft whose message is in the database of the agent', async () => {
    const delivered = await server.deps.drafts.put(aDraft({ key: 'k/9', message: 4_711 }));
    if (delivered.kind === 'conflict') throw new Error(delivered.reason);
    const url = `${server.url}/drafts/${delivered.draft.id}`;
    const answer = await sendJson('POST', `${url}/save-to-mailbox`, { version: 1 }, program);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('DATABASE_URL');
  });
});

describe('GET /outgoing', () => {
  beforeEach(async () => await start());

  it('lists what is under way, by state, a page at a time', async () => {
    await post('save-to-mailbox');
    await post('send');
    const first = await jsonOf<Page<Outgoing>>(get('/outgoing?limit=1'));
    expect(first.items.map(({ kind }) => kind)).toEqual(['send']);
    const second = await jsonOf<Page<Outgoing>>(get(`/outgoing?limit=1&cursor=${first.next}`));
    expect(second.items.map(({ kind }) => kind)).toEqual(['save']);
    expect(await jsonOf(get('/outgoing?state=done'))).toEqual({ items: [], next: null });
    expect((await get('/outgoing?state=gone')).status).toBe(400);
  });

  it('of a draft there is none of is a 404', async () => {
    expect((await get('/drafts/99/outgoing')).status).toBe(404);
  });
});
