import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry, Page } from '../../src/ports.ts';
import { type Inspected, inspected } from '../support/inspected.ts';
import {
  type RestServer,
  jsonOf,
  send,
  sendJson,
  signIn,
  startRest,
} from '../support/rest-server.ts';

type Refusal = { error: { code: string; message: string; fields?: { field: string }[] } };

let system: Inspected;
let server: RestServer;
beforeEach(async () => {
  system = inspected();
  server = await startRest({ inspection: system.hub });
});
afterEach(async () => {
  await server.close();
  system.stop();
});

const actorUrl = (id: string) => `${server.url}/inspector/actors/${encodeURIComponent(id)}`;
const tell = (id: string, body: unknown, headers = {}) =>
  sendJson('POST', `${actorUrl(id)}/events`, body, headers);
const refusalOf = async (answer: Response) => {
  const { error } = await jsonOf<Refusal>(answer);
  return [answer.status, error.code, error.message] as const;
};

describe('GET /inspector/actors/:id', () => {
  it('shows a live actor and what it would take now', async () => {
    expect(await jsonOf(fetch(actorUrl(system.light)))).toEqual({
      id: system.light,
      actor: 'light-0',
      machine: 'light',
      chart: expect.stringMatching(/^light-/),
      parent: system.house,
      subject: null,
      snapshot: { status: 'active', value: 'off', context: {} },
      accepts: ['light.press'],
    });
  });

  it('says of one that has ended what to do', async () => {
    for (const id of ['test:x:99', 'else:x:0', '%', '../..', 'light-0']) {
      const [status, code, message] = await refusalOf(await fetch(actorUrl(id)));
      expect([status, code], id).toEqual([404, 'not_found']);
      expect(message).toContain('GET /actors lists those that live');
    }
  });
});

describe('POST /inspector/actors/:id/events', () => {
  it('sends an event that the machine takes now', async () => {
    const answer = await tell(system.light, { type: 'light.press' });
    expect([answer.status, await jsonOf(answer)]).toEqual([
      202,
      { actor: system.light, type: 'light.press' },
    ]);
    expect(system.state()).toBe('on');
  });

  it('refuses what the machine does not take now, and names what it does', async () => {
    const refused = await tell(system.light, { type: 'light.break' });
    expect(await refusalOf(refused)).toEqual([
      409,
      'conflict',
      'light.break is not among what may be sent to it in this state: now it takes light.press',
    ]);
    await tell(system.light, { type: 'light.press' });
    expect((await tell(system.light, { type: 'light.break' })).status).toBe(202);
    expect(system.state()).toBe('broken');
    expect((await tell(system.light, { type: 'light.press' })).status).toBe(404);
  });

  it('refuses a fact, which only those tell who saw it', async () => {
    for (const type of ['light.measured', 'xstate.init', 'xstate.stop', '*']) {
      const refused = await tell(system.light, { type });
      expect([type, refused.status]).toEqual([type, 409]);
    }
  });

  it('refuses a body that is none, and sends nothing then', async () => {
    for (const body of [
      {},
      { type: '' },
      { type: 7 },
      { type: 'x'.repeat(201) },
      { type: 'light.press', more: true },
      [],
    ]) {
      const refused = await tell(system.light, body);
      expect([body, refused.status]).toEqual([body, 400]);
    }
    const form = await send(`${actorUrl(system.light)}/events`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'Content-Length': 22 },
      body: '{"type":"light.press"}',
    });
    expect([form.status, system.state()]).toEqual([415, 'off']);
  });

  it('says before all else that it is off, unless INSPECT_SEND is on', async () => {
    const off = inspected([]);
    const other = await startRest({ inspection: off.hub });
    for (const [id, body] of [
      [off.light, { type: 'light.press' }],
      [off.light, { wrong: true }],
      ['test:x:99', { type: 'light.press' }],
    ] as const) {
      const url = `${other.url}/inspector/actors/${encodeURIComponent(id)}/events`;
      const [status, code, message] = await refusalOf(await sendJson('POST', url, body));
      expect([status, code]).toEqual([403, 'forbidden']);
      expect(message).toContain('INSPECT_SEND=true');
    }
    expect(off.state()).toBe('off');
    await other.close();
    off.stop();
  });

  it('refuses a page of another site', async () => {
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `http://127.0.0.1:${server.address.port + 1}` },
      { 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      expect((await tell(system.light, { type: 'light.press' }, headers)).status).toBe(403);
    }
    const own = { Origin: server.url };
    expect(system.state()).toBe('off');
    expect((await tell(system.light, { type: 'light.press' }, own)).status).toBe(202);
  });
});

describe('with API_TOKEN', () => {
  const apiToken = 'correct-horse-battery';
  const program = { Authorization: `Bearer ${apiToken}` };
  beforeEach(async () => {
    await server.close();
    server = await startRest({ inspection: system.hub, apiToken });
  });

  it('wants the token, or a session and its own Origin', async () => {
    const press = async (headers = {}) =>
      (await tell(system.light, { type: 'light.press' }, headers)).status;
    const { Cookie, Origin } = await signIn(server, 'Ada');
    expect(await press()).toBe(401);
    expect(await press({ Authorization: 'Bearer wrong' })).toBe(401);
    expect(await press({ Origin })).toBe(401);
    expect(await press({ Cookie })).toBe(403);
    expect(await press({ Cookie, Origin: 'null' })).toBe(403);
    expect(await press({ ...program, Origin: 'https://evil.example' })).toBe(403);
    expect(system.state()).toBe('off');
    expect(await press({ Cookie, Origin })).toBe(202);
    expect(system.state()).toBe('on');
    expect(await press(program)).toBe(202);
    for (const path of [
      `actors/${encodeURIComponent(system.light)}`,
      'charts/light-1',
      'messages/1',
      'stately',
    ]) {
      expect((await send(`${server.url}/inspector/${path}`)).status, path).toBe(401);
    }
  });

  it('notes who sent what to which actor, and nothing of what was refused', async () => {
    const ada = await signIn(server, 'Ada');
    await tell(system.light, { type: 'light.break' }, ada);
    await tell(system.light, { type: 'light.press' }, ada);
    await tell(system.house, { type: 'light.press' }, program);
    await tell(system.light, { type: 'light.break' }, ada);
    await tell(system.light, { type: 'light.press' }, ada);
    const { items } = await jsonOf<Page<AuditEntry>>(
      fetch(`${server.url}/audit`, { headers: program }),
    );
    const action = 'POST /inspector/actors/:id/events';
    expect(items.map((entry) => [entry.name, entry.action, entry.subject])).toEqual([
      ['Ada', action, 'light-0 light.break'],
      [null, action, 'house light.press'],
      ['Ada', action, 'light-0 light.press'],
      ['Ada', 'POST /login', null],
    ]);
  });
});
