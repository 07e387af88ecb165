import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Step {
  value: unknown;
}
interface Module {
  loadStory(url: string): Promise<{ steps: Step[] } | null>;
  statesOfStep(step: Step): string[];
  stateTextOfStep(step: Step): string;
}
const file = new URL('../../../src/inspector/page/story.js', import.meta.url).href;
const { loadStory, statesOfStep, stateTextOfStep } = (await import(file)) as Module;

const told = {
  subject: 'message 7',
  title: 'A question',
  machine: 'email',
  chart: 'email-1a2b3c',
  actor: null,
  steps: [
    {
      at: 1_000,
      event: 'xstate.init',
      states: ['parsing', 'parsing.working'],
      edges: [],
      note: null,
    },
    { at: 1_250, event: 'email.parsed', states: ['done'], edges: ['parsing|x|0'], note: 'a draft' },
  ],
};

describe('a story', () => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      response.statusCode = url === '/7' ? 200 : url === '/8' ? 404 : 500;
      response.end(JSON.stringify(told));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it('is told in steps such as those of a live actor', async () => {
    const story = await loadStory(`${origin}/7`);
    expect(story).toEqual({
      ...told,
      steps: [
        {
          seq: 0,
          at: 1_000,
          event: 'xstate.init',
          value: ['parsing', 'parsing.working'],
          status: 'active',
          taken: [],
          note: null,
        },
        {
          seq: 0,
          at: 1_250,
          event: 'email.parsed',
          value: ['done'],
          status: 'active',
          taken: ['parsing|x|0'],
          note: 'a draft',
        },
      ],
    });
    expect(story?.steps.map(statesOfStep)).toEqual([
      ['', 'parsing', 'parsing.working'],
      ['', 'done'],
    ]);
    expect(story?.steps.map(stateTextOfStep)).toEqual(['parsing.working', 'done']);
  });

  it('is none, or fails', async () => {
    expect(await loadStory(`${origin}/8`)).toBeNull();
    await expect(loadStory(`${origin}/9`)).rejects.toThrow('500');
  });
});

it.each([
  ['parsing', ['', 'parsing'], 'parsing'],
  [{ connected: 'watching' }, ['', 'connected', 'connected.watching'], 'connected.watching'],
  [{ a: 'x', b: { c: 'y' } }, ['', 'a', 'a.x', 'b', 'b.c', 'b.c.y'], 'a.x | b.c.y'],
  [['b.c.y', 'a'], ['', 'b', 'b.c', 'b.c.y', 'a'], 'b.c.y | a'],
  [['', 'a'], ['', 'a'], 'a'],
  [undefined, [''], ''],
])('knows the states of %j', (value, states, text) => {
  expect(statesOfStep({ value })).toEqual(states);
  expect(stateTextOfStep({ value })).toBe(text);
});
