import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, DraftStatus } from '../../src/domain/draft.ts';
import { aDraft } from '../support/a-draft.ts';
import { type RestServer, jsonOf, sendJson, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => void (server = await startRest()));
afterEach(async () => await server.close());

async function stored(changes = {}): Promise<Draft> {
  const result = await server.deps.drafts.put(aDraft(changes));
  if (result.kind === 'conflict') throw new Error(result.reason);
  return result.draft;
}

const post = (id: number | string, what: string, body: unknown) =>
  sendJson('POST', `${server.url}/drafts/${id}/${what}`, body);

async function refused(answer: Promise<Response>): Promise<[number, string]> {
  const response = await answer;
  const { error } = await jsonOf<{ error: { code: string } }>(response);
  return [response.status, error.code];
}

const statusAfter: [what: string, DraftStatus][] = [
  ['approve', 'approved'],
  ['reject', 'rejected'],
];

describe.each(statusAfter)('POST /drafts/:id/%s', (what, status) => {
  it('answers with the draft as it is now, and can be taken back', async () => {
    const { id } = await stored();
    const decided = await post(id, what, { version: 1 });
    expect(decided.status).toBe(200);
    const draft = await jsonOf<Draft>(decided);
    expect(draft).toMatchObject({ id, status, version: 2 });
    expect(await server.deps.drafts.get(id)).toEqual(draft);
    const reopened = await jsonOf<Draft>(post(id, 'reopen', { version: 2 }));
    expect(reopened).toMatchObject({ id, status: 'drafted', version: 3 });
  });

  it('tells the second of two people, and changes nothing', async () => {
    const { id } = await stored();
    await sendJson('PATCH', `${server.url}/drafts/${id}`, { version: 1, reply: { body: 'Mine' } });
    const late = await post(id, what, { version: 1 });
    expect(late.status).toBe(409);
    expect(await late.json()).toEqual({
      error: { code: 'stale', message: `Draft ${id} has changed: it is at version 2 now` },
    });
    expect(await server.deps.drafts.get(id)).toMatchObject({ status: 'drafted', version: 2 });
  });
});

describe.each(['approve', 'reject', 'reopen', 'send', 'save-to-mailbox'])(
  'POST /drafts/:id/%s',
  (what) => {
    it('takes the version that was seen and nothing else', async () => {
      const { id } = await stored();
      for (const body of [
        {},
        { version: '1' },
        { version: 0 },
        { version: 1.5 },
        { version: null },
        { version: 1, force: true },
      ]) {
        expect(await refused(post(id, what, body)), JSON.stringify(body)).toEqual([400, 'invalid']);
      }
      const url = `${server.url}/drafts/${id}/${what}`;
      expect(await refused(fetch(url, { method: 'POST' }))).toEqual([400, 'invalid']);
      expect(await server.deps.drafts.get(id)).toMatchObject({ status: 'drafted', version: 1 });
    });

    it('answers 404 where there is no such draft', async () => {
      for (const id of [99, '0', 'x']) {
        expect(await refused(post(id, what, { version: 1 }))).toEqual([404, 'not_found']);
      }
    });
  },
);

it('says why what makes no sense is refused', async () => {
  const silent = await stored({ key: 'k/2', reply: null, status: 'no_reply' });
  const approved = await post(silent.id, 'approve', { version: 1 });
  expect(approved.status).toBe(409);
  const { error } = await jsonOf<{ error: { code: string; message: string } }>(approved);
  expect(error.code).toBe('conflict');
  expect(error.message).not.toBe('');
});
