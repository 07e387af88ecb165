import { type AnyActorRef, createActor, setup } from 'xstate';
import { expect, it } from 'vitest';
import { InspectionHub } from '../../../src/inspector/index.ts';
import { Slots } from '../../../src/inspector/page/slots.js';
import { Store } from '../../../src/inspector/page/store.js';

const worker = setup({}).createMachine({
  id: 'worker',
  initial: 'idle',
  on: { noticed: { actions: () => undefined } },
  states: { idle: { on: { go: 'busy' } }, busy: { on: { go: 'idle' } } },
});
const office = setup({ actors: { worker } }).createMachine({
  id: 'office',
  context: ({ spawn }) => {
    for (let n = 0; n < 10; n += 1) spawn('worker');
    return {};
  },
});

/** What a page knows that reads the feed from now on. */
function visitor(hub: InspectionHub): Store {
  const store = new Store();
  store.reconnect();
  hub.subscribe({ definitions: false, send: (json) => store.take(JSON.parse(json)) });
  return store;
}

const eventsOf = (store: Store, machine: string) =>
  store.find(machine)?.steps.map(({ event, value }) => [event, value]);

it('makes the same steps of what happens as the history tells of it later', () => {
  const hub = new InspectionHub({ process: 'here' });
  const actor = createActor(worker, { inspect: hub.inspect });
  const early = visitor(hub);
  actor.start();
  for (const type of ['go', 'unheard', 'noticed', 'unheard', 'go', 'go']) {
    actor.send({ type });
  }
  const late = visitor(hub);
  const steps = ['xstate.init', 'go', 'noticed', 'go', 'go'];
  expect(eventsOf(early, 'worker')?.map(([event]) => event)).toEqual(steps);
  expect(eventsOf(late, 'worker')).toEqual(eventsOf(early, 'worker'));
  actor.stop();
  expect(early.actors.get(`here:${actor.sessionId}`)?.steps.at(-1)?.status).toBe('stopped');
});

it('tells actors apart that were given no id', () => {
  const hub = new InspectionHub({ process: 'here' });
  const roots = [office, office].map((machine) =>
    createActor(machine, { inspect: hub.inspect }).start(),
  );
  const store = visitor(hub);
  const names = [...store.actors.values()].map(({ actor }) => actor);
  expect(names).toHaveLength(22);
  expect(new Set(names).size).toBe(22);
  expect(names[0]).toBe('office');
  const child = Object.values(roots[0]!.getSnapshot().children)[0] as AnyActorRef;
  expect(store.find(`worker ${child.sessionId}`)?.id).toBe(`here:${child.sessionId}`);

  const slots = new Slots(1_000);
  slots.update(store.actors, null, { calls: false, now: 0 });
  expect(slots.roots).toHaveLength(2);
  expect(slots.roots.map(({ children }) => children.length)).toEqual([10, 10]);
  for (const root of roots) root.stop();
});
