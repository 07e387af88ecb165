import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditEntry, Page } from '../../src/ports.ts';
import { aDraft } from '../support/a-draft.ts';
import { aFolder, quarantine } from '../support/a-message.ts';
import {
  type RestServer,
  jsonOf,
  send,
  sendForm,
  sendJson,
  signIn,
  startRest,
} from '../support/rest-server.ts';

const apiToken = 'correct-horse-battery';
const program = { Authorization: `Bearer ${apiToken}` };

let server: RestServer;
beforeEach(async () => void (server = await startRest({ apiToken })));
afterEach(async () => await server.close());

const audit = (query = '') =>
  jsonOf<Page<AuditEntry>>(fetch(`${server.url}/audit${query}`, { headers: program }));
const told = async () =>
  (await audit()).items.map(({ name, action, subject }) => [name, action, subject]);

it('tells who did what, sign-in and sign-out included, the newest first', async () => {
  const { fetched } = await aFolder(server.deps.messages);
  await quarantine(server.deps.messages);
  const ada = await signIn(server, 'Ada');
  await send(`${server.url}/messages/${fetched}/retry`, { method: 'POST', headers: ada });
  await send(`${server.url}/supervisor/pause`, { method: 'POST', headers: program });
  await sendForm(`${server.url}/logout`, {}, ada);
  expect(await told()).toEqual([
    ['Ada', 'POST /logout', null],
    [null, 'POST /supervisor/pause', null],
    ['Ada', 'POST /messages/:id/retry', String(fetched)],
    ['Ada', 'POST /login', null],
  ]);
  const [{ at } = { at: '' }] = (await audit()).items;
  expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
});

it('leaves out what was only read, and what was refused', async () => {
  await server.deps.drafts.put(aDraft());
  await send(`${server.url}/drafts`, { headers: program });
  await send(`${server.url}/drafts`, { method: 'OPTIONS', headers: program });
  await send(`${server.url}/messages/99/retry`, { method: 'POST', headers: program });
  await send(`${server.url}/nothing`, { method: 'POST', headers: program });
  await send(`${server.url}/drafts/1`, { method: 'DELETE', headers: program });
  await sendJson('POST', `${server.url}/drafts/1/approve`, { version: 9 }, program);
  await sendForm(`${server.url}/login`, { name: 'Eve', token: 'wrong' });
  await sendForm(`${server.url}/messages/1/retry`, {});
  expect(await told()).toEqual([]);
});

it('notes of a form what was really done, draft by draft', async () => {
  for (const n of [1, 2])
    await server.deps.drafts.put(aDraft({ key: `a/b/1/${n}`, threadId: null }));
  const ada = { ...(await signIn(server, 'Ada')), Origin: server.url };
  const review = async (fields: [string, string][]) =>
    await send(`${server.url}/dashboard/review`, {
      method: 'POST',
      headers: { ...ada, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  await review([
    ['do', 'approve'],
    ['draft', '1:1'],
    ['draft', '2:1'],
  ]);
  await review([
    ['do', 'approve'],
    ['draft', '1:1'],
  ]);
  expect((await told()).toSorted()).toEqual([
    ['Ada', 'POST /drafts/:id/approve', '1'],
    ['Ada', 'POST /drafts/:id/approve', '2'],
    ['Ada', 'POST /login', null],
  ]);
});

it('pages', async () => {
  for (const order of ['pause', 'resume', 'pause']) {
    await send(`${server.url}/supervisor/${order}`, { method: 'POST', headers: program });
  }
  const first = await audit('?limit=2');
  expect(first.items).toHaveLength(2);
  const second = await audit(`?limit=2&cursor=${first.next}`);
  expect([second.items.length, second.next]).toEqual([1, null]);
  const wrong = await fetch(`${server.url}/audit?limit=0`, { headers: program });
  expect(wrong.status).toBe(400);
});

it('never fails the change that it could not note, and says so in the log', async () => {
  server.deps.audit.note = () => Promise.reject(new Error('the disk is full'));
  const answer = await send(`${server.url}/supervisor/pause`, { method: 'POST', headers: program });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { state: 'paused' }]);
  expect(server.logged.join()).toContain('POST /supervisor/pause');
});
