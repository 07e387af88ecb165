import { expect, it } from 'vitest';
import { matches, Slots } from '../../../src/inspector/page/slots.js';
import { Store } from '../../../src/inspector/page/store.js';
import { actorMessage, helloMessage, stepMessage } from '../../support/feed-messages.ts';

const graceMs = 1_000;

function tree() {
  const store = new Store();
  const slots = new Slots(graceMs);
  return {
    store,
    slots,
    draw: (now = 0, calls = false) =>
      slots.update(store.actors, store.takeChanged(), { calls, now }),
    all: (now = 0, calls = false) => slots.update(store.actors, null, { calls, now }),
  };
}

const namesOf = (slots: { actor: { actor: string } }[]) => slots.map(({ actor }) => actor.actor);

function emails(store: Store, count: number): void {
  store.reconnect();
  store.take(actorMessage('p:0', null, { actor: 'root', machine: 'supervisor' }));
  store.take(actorMessage('p:1', 'p:0', { actor: 'mailbox-0', machine: 'mailbox' }));
  for (let n = count - 1; n >= 0; n -= 1) {
    store.take(actorMessage(`p:${n + 10}`, 'p:0', { actor: `email-${n}` }));
  }
  store.take(helloMessage());
}

it('orders siblings: first what was there first, then by their numbers', () => {
  const { store, slots, draw } = tree();
  emails(store, 12);
  const { added } = draw();
  expect(added).toHaveLength(14);
  const children = slots.roots[0]?.children ?? [];
  expect(namesOf(children).slice(0, 4)).toEqual(['mailbox-0', 'email-0', 'email-1', 'email-2']);
  expect(namesOf(children).at(-1)).toBe('email-11');
});

it('keeps a place for the next who takes it', () => {
  const { store, slots, draw } = tree();
  emails(store, 3);
  draw();
  const place = slots.of('p:10');
  store.take(stepMessage('p:10', 'done', { status: 'done' }));
  expect(draw(100)).toMatchObject({ added: [], removed: [] });
  expect(slots.isSettling).toBe(true);
  store.take(actorMessage('p:99', 'p:0', { actor: 'email-0' }));
  const { added, changed, removed } = draw(500);
  expect([added, removed]).toEqual([[], []]);
  expect([...changed]).toContain(place);
  expect(slots.of('p:99')).toBe(place);
  expect(slots.of('p:10')).toBeUndefined();
  expect(draw(5_000).removed).toEqual([]);
});

it('gives a place up when nobody has taken it for a while, after those below it', () => {
  const { store, slots, draw } = tree();
  emails(store, 1);
  store.take(actorMessage('p:50', 'p:10', { actor: 'helper', machine: 'helper' }));
  draw();
  for (const id of ['p:10', 'p:50']) store.take(stepMessage(id, 'done', { status: 'done' }));
  expect(draw(10).removed).toEqual([]);
  expect(namesOf(draw(10 + graceMs).removed)).toEqual(['helper', 'email-0']);
  expect(slots.size).toBe(2);
  expect(slots.isSettling).toBe(false);
});

it('shows calls when asked to, and lets them go at once', () => {
  const { store, slots, draw, all } = tree();
  emails(store, 1);
  store.take(actorMessage('p:60', 'p:10', { machine: 'classify', chart: null }));
  draw();
  expect(slots.of('p:60')).toBeUndefined();
  expect(namesOf(all(0, true).added)).toEqual(['p:60']);
  store.take(stepMessage('p:60', undefined, { status: 'done' }));
  expect(namesOf(draw(0, true).removed)).toEqual(['p:60']);
});

it('gives each of several roots of one name a place', () => {
  const { store, slots, draw } = tree();
  store.take(actorMessage('p:0', null, { actor: 'worker' }));
  store.take(actorMessage('p:1', null, { actor: 'worker' }));
  expect(draw().added).toHaveLength(2);
  expect(slots.roots.map(({ actor }) => actor.id)).toEqual(['p:0', 'p:1']);
  expect(new Set([slots.of('p:0'), slots.of('p:1')]).size).toBe(2);
});

it('finds what matches with all that contains it', () => {
  const { store, slots, draw } = tree();
  emails(store, 12);
  store.take(stepMessage('p:14', { classifying: 'asking' }, { subject: 'message 41' }));
  draw();
  for (const words of ['message 41', 'asking classifying', 'p:14']) {
    const { shown, matches: found } = slots.find(words);
    expect(found, words).toBe(1);
    expect(namesOf([...(shown ?? [])]).toSorted(), words).toEqual(['email-4', 'root']);
  }
  expect(slots.find('email-1').matches).toBe(3);
  expect(slots.find('')).toEqual({ shown: null, matches: 14 });
  expect(slots.find('nobody').shown?.size).toBe(0);
});

it('searches what the tree says of an actor, whatever the letters', () => {
  const actor = { ...actorOf('p:1'), subject: 'Message 7', value: { a: 'B' } };
  expect(matches(actor, 'message a.b')).toBe(true);
  expect(matches(actor, 'message z')).toBe(false);
});

it('takes over the places of a process that was started anew', () => {
  const { store, slots, draw } = tree();
  emails(store, 2);
  draw();
  store.reconnect();
  store.take(actorMessage('q:0', null, { actor: 'root', machine: 'supervisor' }));
  store.take(actorMessage('q:1', 'q:0', { actor: 'mailbox-0', machine: 'mailbox' }));
  store.take(helloMessage('q'));
  expect(draw(0).added).toEqual([]);
  expect(namesOf(draw(graceMs).removed).toSorted()).toEqual(['email-0', 'email-1']);
  expect(namesOf(slots.roots[0]?.children ?? [])).toEqual(['mailbox-0']);
});

it('takes a number for that of what an actor works on, and for no part of another', () => {
  const actor = { ...actorOf('p:x:3'), actor: 'email-3', subject: 'message 13' };
  expect(matches(actor, 'message 13')).toBe(true);
  expect(matches(actor, 'message 3')).toBe(false);
  expect(matches(actor, 'email-3')).toBe(true);
  expect(matches(actor, 'x:3')).toBe(true);
  expect(matches({ ...actor, actor: 'mailbox-0', subject: null }, 'mailbox 0')).toBe(true);
});

function actorOf(id: string) {
  const store = new Store();
  store.take(actorMessage(id, null));
  return store.actors.get(id)!;
}
