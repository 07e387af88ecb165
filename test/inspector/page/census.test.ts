import { expect, it } from 'vitest';
import { countStates, countWithin } from '../../../src/inspector/page/census.js';
import { waitMs } from '../../../src/inspector/page/feed.js';
import { Store } from '../../../src/inspector/page/store.js';
import { toneOf } from '../../../src/inspector/page/tone.js';
import { actorMessage, stepMessage } from '../../support/feed-messages.ts';

function emails(...values: unknown[]): Store {
  const store = new Store();
  for (const [n, value] of values.entries()) {
    const id = `p:${n}`;
    store.take(actorMessage(id, null, { chart: 'email-1' }, { status: 'active', value }));
  }
  return store;
}

it('counts live machines by the state that names them', () => {
  const store = emails({ drafting: 'asking' }, { drafting: 'committing' }, 'routing', 'routing');
  store.take(stepMessage('p:3', 'done', { status: 'done' }));
  store.take(actorMessage('p:9', 'p:0', { machine: 'draft', chart: null }));
  const counts = countStates(store.actors.values());
  expect([...counts.keys()]).toEqual(['email-1']);
  expect(Object.fromEntries(counts.get('email-1') ?? [])).toEqual({ drafting: 2, routing: 1 });
});

it('tells the whole state of a machine that is alone', () => {
  const counts = countStates(emails({ connected: 'watching' }).actors.values());
  expect([...(counts.get('email-1') ?? [])]).toEqual([['connected.watching', 1]]);
});

it('counts within each state of a drawing, containers and regions too', () => {
  const store = emails({ on: { a: 'x', b: 'y' } }, { on: { a: 'z', b: 'y' } }, 'off');
  expect(Object.fromEntries(countWithin(store.actors.values(), 'email-1'))).toEqual({
    '': 3,
    on: 2,
    'on.a': 2,
    'on.a.x': 1,
    'on.a.z': 1,
    'on.b': 2,
    'on.b.y': 2,
    off: 1,
  });
  expect(countWithin(store.actors.values(), 'other').size).toBe(0);
});

it('colours states as a person reads their names', () => {
  expect(toneOf('active', 'connected.backingOff')).toBe('bad');
  expect(toneOf('active', 'drafting.asking')).toBe('busy');
  expect(toneOf('active', 'idle')).toBe('quiet');
  expect(toneOf('done', 'sent')).toBe('good');
  expect(toneOf('done', 'quarantined')).toBe('bad');
  expect(toneOf('error', 'done')).toBe('bad');
});

it('waits ever longer for a server that is away, up to a quarter of a minute, partly by chance', () => {
  expect([0, 1, 2, 3].map((failures) => waitMs(failures, 1))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(waitMs(0, 0)).toBe(250);
  for (const failures of [5, 10, 2_000]) {
    expect([waitMs(failures, 0), waitMs(failures, 1)]).toEqual([7_500, 15_000]);
  }
});
