import { assign, createActor, type DoneActorEvent, fromPromise, setup } from 'xstate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { InspectionHub } from '../../src/inspector/index.ts';
import { Store } from '../../src/inspector/page/store.js';

interface Order {
  kind: string;
  notes: string[];
}

const turn = () => new Promise(setImmediate);
const long = Array.from({ length: 50 }, (_, n) => `secret note ${n}`);

const clerk = setup({
  types: { context: {} as { order: Order; done: number } },
  actors: {
    price: fromPromise<Order, Order>(async ({ input }) => ({ ...input, kind: 'priced' })),
    refuse: fromPromise<never, Order>(async () => {
      throw Object.assign(new Error('no'), { code: 'refused' });
    }),
  },
}).createMachine({
  id: 'clerk',
  context: { order: { kind: 'new', notes: long }, done: 0 },
  initial: 'idle',
  on: { noticed: {} },
  states: {
    idle: { on: { go: 'pricing' } },
    pricing: {
      invoke: {
        src: 'price',
        input: ({ context }) => context.order,
        onDone: {
          target: 'refusing',
          actions: assign(({ event }: { event: DoneActorEvent<Order> }) => ({
            order: event.output,
            done: 1,
          })),
        },
      },
    },
    refusing: {
      invoke: { src: 'refuse', input: ({ context }) => context.order, onError: 'idle' },
    },
  },
});

/** What a page knows that reads the feed from now on, and how much it read for that. */
function visitor(hub: InspectionHub, brief: boolean) {
  const store = new Store();
  const visit = { store, length: 0, texts: '' };
  store.reconnect();
  hub.subscribe({
    definitions: false,
    brief,
    send: (json) => {
      visit.length += json.length;
      visit.texts += json;
      store.take(JSON.parse(json));
    },
  });
  return visit;
}

/** As who looks at all of it sees it. */
function seen({ actors, passages }: Store): unknown {
  const plain = [...actors.values()].map((actor) => ({ ...actor, parts: undefined }));
  return JSON.parse(JSON.stringify({ plain, passages }));
}

// Each message says when it was made.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const open = { kind: /^\w+$/, code: /^\w+$/ };

it('tells who wants it brief the same in fewer words', async () => {
  const hub = new InspectionHub({ process: 'here', open });
  const full = visitor(hub, false);
  const brief = visitor(hub, true);
  const actor = createActor(clerk, { inspect: hub.inspect }).start();
  for (let round = 0; round < 3; round += 1) {
    actor.send({ type: 'go' });
    actor.send({ type: 'noticed', order: { kind: 'seen', notes: ['x'] } });
    for (let i = 0; i < 6; i += 1) await turn();
  }
  expect(full.store.passages.length).toBeGreaterThan(20);
  expect(seen(brief.store)).toEqual(seen(full.store));
  expect(JSON.stringify(seen(brief.store))).toContain('"kind":"priced"');
  expect(JSON.stringify(seen(brief.store))).toContain('"code":"refused"');
  expect(brief.length).toBeLessThan(full.length * 0.8);
  expect(brief.texts).not.toContain('secret');
});

it('tells who comes later of all that there is, and of what changes since', async () => {
  const hub = new InspectionHub({ process: 'here', open });
  const early = visitor(hub, true);
  const actor = createActor(clerk, { inspect: hub.inspect }).start();
  actor.send({ type: 'go' });
  const late = visitor(hub, true);
  const snapshots = ({ store }: { store: Store }) =>
    JSON.parse(JSON.stringify([...store.actors.values()].map(({ snapshot }) => snapshot)));
  expect(snapshots(late)).toEqual(snapshots(early));
  expect(snapshots(late)).toHaveLength(2);
  for (let i = 0; i < 6; i += 1) await turn();
  expect(snapshots(late)).toEqual(snapshots(early));
  expect(snapshots(late)).toEqual([expect.objectContaining({ value: 'idle' })]);
  expect(JSON.stringify(snapshots(late))).toContain('"done":1');
});
