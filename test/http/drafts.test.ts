import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Draft, draftStatuses } from '../../src/domain/draft.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Page } from '../../src/ports.ts';
import { aDraft } from '../support/a-draft.ts';
import { type RestServer, jsonOf, sendJson, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => void (server = await startRest()));
afterEach(async () => await server.close());

interface ErrorBody {
  error: { code: string; message: string; fields?: { field: string; message: string }[] };
}

async function stored(changes = {}): Promise<Draft> {
  const result = await server.deps.drafts.put(aDraft(changes));
  if (result.kind === 'conflict') throw new Error(result.reason);
  return result.draft;
}

async function list(query: string): Promise<Page<Draft>> {
  const response = await fetch(`${server.url}/drafts?${query}`);
  expect(response.status).toBe(200);
  return await jsonOf<Page<Draft>>(response);
}

async function refused(response: Response, status: number): Promise<ErrorBody['error']> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return (await jsonOf<ErrorBody>(response)).error;
}

const post = (body: unknown) => sendJson('POST', `${server.url}/drafts`, body);
const postRaw = (headers: Record<string, string>, body: string) =>
  fetch(`${server.url}/drafts`, { method: 'POST', headers, body });
const patch = (id: number, body: unknown) => sendJson('PATCH', `${server.url}/drafts/${id}`, body);

describe('GET /drafts', () => {
  it('pages newest first, to the end', async () => {
    for (const uid of [1, 2, 3]) await stored({ key: `k/${uid}`, uid });
    const first = await list('limit=2');
    expect(first.items.map(({ uid }) => uid)).toEqual([3, 2]);
    const second = await list(`limit=2&cursor=${first.next}`);
    expect(second.items.map(({ uid }) => uid)).toEqual([1]);
    expect(second.next).toBeNull();
  });

  it('filters, and takes an empty parameter for none', async () => {
    await stored({ key: 'k/1', category: 'Support', account: 'help' });
    await stored({ key: 'k/2', subject: 'A zebra' });
    expect((await list('category=Support&account=help')).items).toHaveLength(1);
    expect((await list('status=approved')).items).toHaveLength(0);
    expect((await list('urgency=high&q=zebra')).items.map(({ key }) => key)).toEqual(['k/2']);
    expect((await list('category=&q=&cursor=')).items).toHaveLength(2);
  });

  it('names every wrong parameter', async () => {
    const query = 'category=Leads&status=x&urgency=&limit=201&cursor=-1&q=a&q=b';
    const error = await refused(await fetch(`${server.url}/drafts?${query}`), 400);
    expect(error.fields?.map(({ field }) => field).toSorted()).toEqual([
      'category',
      'cursor',
      'limit',
      'q',
      'status',
    ]);
    expect(error.message).toContain('limit: must be a whole number from 1 to 200');
  });

  it.each(['0', '1.5', '1e2', '0x10', 'all'])('refuses limit=%s', async (limit) => {
    const error = await refused(await fetch(`${server.url}/drafts?limit=${limit}`), 400);
    expect(error.fields).toMatchObject([{ field: 'limit' }]);
  });

  it('answers 503 with Retry-After while the database is away', async () => {
    server.deps.drafts.list = () =>
      Promise.reject(new Failure('store.unavailable', 'the database is locked'));
    const response = await fetch(`${server.url}/drafts`);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await refused(response, 503)).toEqual({
      code: 'unavailable',
      message: 'the database is locked',
    });
  });
});

describe('POST /drafts', () => {
  it('is idempotent on the key: 201, then 200 for the same and an older revision', async () => {
    const created = await post(aDraft({ revision: 2 }));
    expect(created.status).toBe(201);
    const draft = await jsonOf<Draft>(created);
    expect(created.headers.get('location')).toBe(`/drafts/${draft.id}`);
    expect(draft).toEqual({
      ...aDraft({ revision: 2 }),
      id: draft.id,
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: draft.createdAt,
    });
    for (const revision of [2, 1]) {
      const again = await post(aDraft({ revision, reason: 'another' }));
      expect(again.status).toBe(200);
      expect(await again.json()).toEqual(draft);
    }
    expect((await list('')).items).toHaveLength(1);
  });

  it('adds a version for a higher revision, but never over a person’s edit', async () => {
    const { id } = await jsonOf<Draft>(post(aDraft()));
    const revised = await post(aDraft({ revision: 2 }));
    expect(revised.status).toBe(200);
    expect(await revised.json()).toMatchObject({ id, revision: 2, version: 2 });
    expect((await patch(id, { version: 2, category: 'Support' })).status).toBe(200);
    expect((await refused(await post(aDraft({ revision: 3 })), 409)).code).toBe('conflict');
  });

  it('names every wrong field', async () => {
    const { key: _key, ...keyless } = aDraft();
    const error = await refused(
      await post({
        ...keyless,
        uid: '7',
        category: 'Leads',
        confidence: 2,
        receivedAt: 'yesterday',
        sender: { name: 'Ada' },
        reply: { subject: 1, body: 'b', language: 'en' },
        attachments: [{ name: 'a', type: 'b', size: -1 }],
      }),
      400,
    );
    const wrong = [
      'attachments.0.size',
      'category',
      'confidence',
      'key',
      'receivedAt',
      'reply.subject',
      'sender.address',
      'uid',
    ];
    expect(error.code).toBe('invalid');
    expect(error.fields?.map(({ field }) => field).toSorted()).toEqual(wrong);
    for (const field of wrong) expect(error.message).toContain(`${field}: `);
    expect(error.message).toContain('key: is missing');
  });

  it('names every field when there is no body at all', async () => {
    const error = await refused(await fetch(`${server.url}/drafts`, { method: 'POST' }), 400);
    expect(error.fields).toHaveLength(Object.keys(aDraft()).length);
  });

  it('takes no status but those that a pipeline makes, and names these', async () => {
    const made = ['drafted', 'no_reply', 'superseded'];
    for (const status of draftStatuses) {
      const response = await post({ ...aDraft(), key: `k/${status}`, status });
      if (made.includes(status)) {
        expect(response.status).toBe(201);
        continue;
      }
      const error = await refused(response, 400);
      expect(error.fields?.map(({ field }) => field)).toEqual(['status']);
      for (const one of made) expect(error.message).toContain(one);
    }
    expect((await list('')).items).toHaveLength(made.length);
  });

  it('drops fields that it does not know', async () => {
    const response = await post({ ...aDraft(), id: 99, version: 99, newerField: true });
    expect(response.status).toBe(201);
    expect(await response.json()).not.toHaveProperty('newerField');
  });
});

describe('a body that cannot be read', () => {
  const json = { 'Content-Type': 'application/json' };

  it('is a 400 when malformed, without an echo of it', async () => {
    const error = await refused(await postRaw(json, '{"key": secret'), 400);
    expect(error).toEqual({ code: 'bad_request', message: 'The body is not valid JSON' });
    expect(server.logged.join()).not.toContain('secret');
  });

  it.each(['"text"', 'null', '{"__proto__": {"admin": true}}'])(
    'is a 400 when %s',
    async (body) => {
      expect((await refused(await postRaw(json, body), 400)).code).toBe('bad_request');
    },
  );

  it('is a 413 over 1 MiB, declared or streamed', async () => {
    const large = JSON.stringify({ reason: 'x'.repeat(1_048_576) });
    expect((await refused(await postRaw(json, large), 413)).code).toBe('too_large');
    const body = new Blob([large]).stream();
    const streamed = await fetch(`${server.url}/drafts`, {
      method: 'POST',
      headers: json,
      body,
      duplex: 'half',
    });
    await refused(streamed, 413);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/vnd.api+json'])(
    'is a 415 as %s',
    async (type) => {
      const error = await refused(await postRaw({ 'Content-Type': type }, '{}'), 415);
      expect(error.message).toBe('The body must be application/json');
    },
  );

  it('is a 415 in an encoding that nobody knows, and a 400 in a broken one', async () => {
    const unknown = await postRaw({ ...json, 'Content-Encoding': 'zip' }, '{}');
    expect((await refused(unknown, 415)).code).toBe('unsupported_media_type');
    const broken = await postRaw({ ...json, 'Content-Encoding': 'gzip' }, '{}');
    expect((await refused(broken, 400)).message).toBe('The body could not be read');
  });
});

describe('GET /drafts/:id', () => {
  it('answers with the one', async () => {
    const draft = await stored();
    const response = await fetch(`${server.url}/drafts/${draft.id}`);
    expect(await response.json()).toEqual(draft);
  });

  it.each(['99', '0', '-1', '1.0', '1e0', '01', 'x', '9007199254740993', '%00'])(
    'answers 404 to id %s',
    async (id) => {
      await stored();
      const error = await refused(await fetch(`${server.url}/drafts/${id}`), 404);
      expect(error.code).toBe('not_found');
    },
  );
});

describe('PATCH /drafts/:id', () => {
  it('edits what is named and makes a version', async () => {
    const { id, reply } = await stored();
    const response = await patch(id, { version: 1, reply: { body: 'Mine' }, urgency: 'low' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      version: 2,
      reply: { ...reply, body: 'Mine' },
      summary: { urgency: 'low' },
    });
    const versions = await fetch(`${server.url}/drafts/${id}/versions`);
    expect(await versions.json()).toMatchObject({
      items: [
        { version: 1, by: 'agent', change: 'created' },
        { version: 2, by: 'person', change: 'edited', reply: { body: 'Mine' } },
      ],
    });
  });

  it('answers 409 to a stale version and to an edit that makes no sense', async () => {
    const { id } = await stored();
    await patch(id, { version: 1, urgency: 'low' });
    const stale = await refused(await patch(id, { version: 1, urgency: 'high' }), 409);
    expect(stale.code).toBe('stale');
    const silent = await stored({ key: 'k/2', reply: null, status: 'no_reply' });
    const error = await refused(await patch(silent.id, { version: 1, reply: { body: 'x' } }), 409);
    expect(error.code).toBe('conflict');
  });

  it('answers 404 where there is none', async () => {
    for (const response of [
      await patch(99, { version: 1, urgency: 'low' }),
      await fetch(`${server.url}/drafts/99/versions`),
    ]) {
      expect((await refused(response, 404)).message).toBe('There is no draft 99');
    }
  });

  it('refuses fields that cannot be edited, by name, and an edit of nothing', async () => {
    const { id } = await stored();
    const edit = { status: 'sent', reply: { body: 'x', language: 'de', subject: 'a\r\nBcc: b' } };
    const error = await refused(await patch(id, edit), 400);
    expect(error.fields?.map(({ field }) => field).toSorted()).toEqual([
      'reply.language',
      'reply.subject',
      'status',
      'version',
    ]);
    const empty = await refused(await patch(id, { version: 1, reply: {} }), 400);
    expect(empty.message).toMatch(/^reply: Nothing to change/);
  });
});
