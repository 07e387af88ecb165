import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { parsePlaybook } from '../../src/adapters/playbook/index.ts';
import { mockCrm } from '../../src/adapters/crm/mock-crm.ts';
import { mockLlm } from '../../src/adapters/mock-llm/index.ts';
import { defaultPlaybook } from '../../src/domain/playbook.ts';
import type { DayStats, ReplaySide } from '../../src/ports.ts';
import { replayer } from '../../src/replay.ts';
import { doneMessage, type StoreUnderTest } from '../contracts/stores/harness.ts';
import { type RestServer, jsonOf, sendJson, startRest } from '../support/rest-server.ts';

let server: RestServer;
let draft: Draft;
beforeEach(async () => {
  server = await startRest();
  const store: StoreUnderTest = {
    ...server.deps,
    events: [],
    clock: { now: Date.now() },
    close: server.close,
  };
  const { id } = await doneMessage(store);
  draft = (await server.deps.drafts.byMessage(id))!;
  const mock = mockLlm({ playbook: defaultPlaybook() });
  server.deps.system.replay = replayer({
    messages: server.deps.messages,
    prices: { input: 0, output: 0 },
    outfit: ({ playbook: yaml }) => ({
      messages: server.deps.messages,
      parser: {
        parse: () => Promise.reject(new Error('not parsed')),
        html: () => Promise.resolve(null),
        close: async () => undefined,
      },
      crm: mockCrm(),
      playbook: yaml === null ? defaultPlaybook('Dana') : parsePlaybook(yaml),
      llm: null,
      redrafter: null,
      mock,
    }),
  });
});
afterEach(async () => await server.close());

const post = (path: string, body: unknown) => sendJson('POST', server.url + path, body);
const errorOf = async (response: Response) =>
  (await jsonOf<{ error: { code: string; message: string } }>(response)).error;

describe('POST /drafts/:id/regenerate', () => {
  const regenerate = (body: unknown, id = draft.id) => post(`/drafts/${id}/regenerate`, body);

  it('puts the message back to its drafting, with the wish of a person', async () => {
    const answer = await regenerate({ version: 1, instruction: 'shorter' });
    expect([answer.status, server.woken()]).toEqual([202, 1]);
    const { claims } = await server.deps.messages.claim(1);
    expect(claims[0]?.message).toMatchObject({ instruction: 'shorter', drafting: null });
    expect(claims[0]?.message.classifying).not.toBeNull();
  });

  it('refuses an older version, an unknown draft, and a body that it does not know', async () => {
    expect((await regenerate({ version: 9 })).status).toBe(409);
    expect((await regenerate({ version: 1 }, 99)).status).toBe(404);
    expect((await regenerate({ instruction: 'shorter' })).status).toBe(400);
    expect((await regenerate({ version: 1, wish: 'shorter' })).status).toBe(400);
    expect(server.woken()).toBe(0);
  });

  it('says so where the message is in work already', async () => {
    await regenerate({ version: 1 });
    const second = await regenerate({ version: 1 });
    expect(second.status).toBe(409);
    expect((await errorOf(second)).message).toContain('in work already');
  });
});

it('does not run a message again over the words of a person, and says what would', async () => {
  const edit = { version: 1, reply: { body: 'By my own hand' } };
  await sendJson('PATCH', `${server.url}/drafts/${draft.id}`, edit);
  const answer = await post(`/messages/${draft.message}/retry`, { from: 'drafting' });
  expect(answer.status).toBe(409);
  expect((await errorOf(answer)).message).toContain('regenerate');
});

describe('POST /messages/:id/replay', () => {
  const replay = (body: unknown, id = draft.message) => post(`/messages/${id}/replay`, body);

  it('sets what another playbook comes to beside what there is, and stores nothing', async () => {
    const answer = await replay({ from: 'drafting', playbook: 'signature: Yuki' });
    expect(answer.status).toBe(200);
    const { before, after, changed } = await jsonOf<{
      before: ReplaySide;
      after: ReplaySide;
      changed: string[];
    }>(answer);
    expect(before.reply?.body).toContain('Dear Ada, gladly.');
    expect(after.reply?.body).toMatch(/Yuki$/);
    expect(after.category).toBe(before.category);
    expect(changed).toContain('reply');
    expect(changed).not.toContain('category');
    expect(await server.deps.drafts.get(draft.id)).toEqual(draft);
  });

  it('names what is wrong with a playbook, a step or an id', async () => {
    const wrong = await replay({ playbook: 'colour: red' });
    expect(wrong.status).toBe(409);
    expect((await errorOf(wrong)).message).toContain('colour');
    expect((await replay({ from: 'persisting' })).status).toBe(400);
    expect((await replay({}, 99)).status).toBe(404);
  });
});

describe('GET /stats', () => {
  it('tells drafts, tokens and cost by day', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const usage = { inputTokens: 1_000, outputTokens: 100, cost: 0.002, failed: false };
    await server.deps.usage.note({ day, step: 'draft', model: 'm', ...usage });
    await server.deps.usage.note({ day, step: 'draft', model: 'm', ...usage, failed: true });
    const stats = await jsonOf<{ days: DayStats[] }>(fetch(`${server.url}/stats?days=2`));
    expect(stats.days[0]).toMatchObject({
      day,
      drafts: 1,
      byCategory: { Lead: { drafts: 1 } },
      llm: { calls: 2, failed: 1, inputTokens: 2_000, outputTokens: 200 },
    });
    expect(stats.days[0]?.llm.costUsd).toBeCloseTo(0.004, 9);
  });

  it('answers 400 to a range that is none', async () => {
    for (const days of ['0', '-1', 'x', '400']) {
      expect((await fetch(`${server.url}/stats?days=${days}`)).status).toBe(400);
    }
  });
});
