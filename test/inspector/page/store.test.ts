import { afterEach, describe, expect, it, vi } from 'vitest';
import { stateText, statesOf, Store } from '../../../src/inspector/page/store.js';
import {
  actorMessage,
  helloMessage,
  historyMessage,
  passageMessage,
  stepMessage,
} from '../../support/feed-messages.ts';

function told(...messages: object[]): Store {
  const store = new Store();
  store.reconnect();
  for (const message of messages) store.take(message);
  return store;
}

const idsOf = (store: Store) => [...store.actors.keys()];

describe('the tree', () => {
  it('takes in actors, their steps and their ends, and keeps the machines that ended', () => {
    const store = told(
      actorMessage('p:0', null, { machine: 'supervisor' }),
      actorMessage('p:1', 'p:0', { actor: 'email-0', subject: 'message 7' }),
      actorMessage('p:2', 'p:1', { machine: 'classify', chart: null }),
      helloMessage(),
      historyMessage(),
      stepMessage('p:1', { parsing: 'working' }, { subject: 'message 7' }),
    );
    const email = store.find('email-0');
    expect(email).toMatchObject({ id: 'p:1', value: { parsing: 'working' }, since: 2_000 });
    expect(email?.steps).toHaveLength(1);
    store.take(stepMessage('p:1', 'done', { status: 'done', subject: 'message 7' }));
    store.take(stepMessage('p:2', undefined, { status: 'done' }));
    expect(store.find('message 7')).toMatchObject({ id: 'p:1', ended: true, status: 'done' });
    expect(idsOf(store)).toEqual(['p:0', 'p:1']);
  });

  it('makes no step of what a machine took no notice of', () => {
    const store = told(actorMessage('p:0', null), helloMessage());
    store.take(stepMessage('p:0', 'there'));
    store.take(stepMessage('p:0', 'there', { event: 'unheeded', isStep: false }));
    const actor = store.actors.get('p:0');
    expect(actor?.steps.map(({ event }) => event)).toEqual(['go']);
    expect(actor?.snapshot).toMatchObject({ value: 'there' });
  });

  it('dates the end of who is stopped in its state, and not what it hears there', () => {
    const store = told(actorMessage('p:0', null), helloMessage());
    store.take(stepMessage('p:0', 'idle', { at: 5_000, isStep: false }));
    expect(store.actors.get('p:0')?.since).toBe(1_000);
    store.take(stepMessage('p:0', 'idle', { at: 60_000, status: 'stopped' }));
    expect(store.actors.get('p:0')).toMatchObject({ since: 60_000, status: 'stopped' });
  });

  it('finds the live one of several that a name fits', () => {
    const store = told(
      actorMessage('p:1', null, { actor: 'email-0' }),
      helloMessage(),
      stepMessage('p:1', 'done', { status: 'done' }),
      actorMessage('p:9', null, { actor: 'email-0' }),
    );
    expect(store.find('email-0')?.id).toBe('p:9');
    expect(store.find('p:1')?.ended).toBe(true);
  });

  it('ends after a lost connection whoever is not told again', () => {
    const store = told(actorMessage('p:0', null), actorMessage('p:1', 'p:0'), helloMessage());
    store.reconnect();
    store.take(actorMessage('p:0', null));
    expect(store.actors.get('p:1')?.ended).toBe(false);
    store.take(helloMessage());
    expect(store.actors.get('p:1')?.ended).toBe(true);
    expect(store.actors.get('p:0')?.ended).toBe(false);
  });

  it('knows from the history how those ended whom nobody saw end', () => {
    const step = { seq: 900, at: 5_000, event: 'go', value: 'released', status: 'done', taken: [] };
    const past = (id: string, subject: string) => ({
      id,
      actor: id,
      machine: 'email',
      chart: 'email-1',
      parent: 'p:0',
      subject,
      ended: true,
      steps: [step],
    });
    const store = told(actorMessage('p:1', null, { subject: 'message 1' }), helloMessage());
    store.reconnect();
    store.take(helloMessage());
    store.take(historyMessage([past('p:1', 'message 1'), past('p:2', 'message 2')]));
    for (const subject of ['message 1', 'message 2']) {
      expect(store.find(subject)).toMatchObject({ subject, value: 'released', status: 'done' });
    }
  });

  it('begins the events anew with another process', () => {
    const store = told(actorMessage('p:0', null), helloMessage('p'), passageMessage('p:0', 'go'));
    store.reconnect();
    store.take(actorMessage('q:0', null));
    store.take(helloMessage('q'));
    expect(store.passages).toEqual([]);
    expect(store.actors.get('p:0')?.ended).toBe(true);
  });
});

describe('its clock', () => {
  afterEach(() => void vi.useRealTimers());

  it('stands still while nothing is heard of the process', () => {
    vi.useFakeTimers({ now: 10_000 });
    const store = told(helloMessage());
    store.hear(false);
    vi.setSystemTime(70_000);
    expect(store.now()).toBe(10_000);
    store.hear(true);
    expect(store.now()).toBe(70_000);
  });
});

describe('its bounds', () => {
  it('hold whatever arrives, and spare what is looked at', () => {
    const store = told(actorMessage('p:0', null), helloMessage());
    store.take(actorMessage('p:1', 'p:0'));
    store.pin('p:1');
    for (let n = 1; n <= 400; n += 1) {
      const id = `p:${n}`;
      if (n > 1) store.take(actorMessage(id, 'p:0'));
      store.take(stepMessage(id, 'done', { status: 'done' }));
      for (let k = 0; k < 10; k += 1) store.take(stepMessage('p:0', `state ${k}`));
      for (let k = 0; k < 10; k += 1) store.take(passageMessage('p:0', 'go'));
    }
    expect(store.actors.size).toBeLessThan(160);
    expect(store.actors.has('p:1')).toBe(true);
    expect(store.actors.get('p:1')?.steps[0]?.snapshot).toBeDefined();
    expect(store.actors.get('p:0')?.steps).toHaveLength(200);
    expect(store.passages.length).toBeLessThan(2_000);
    expect(store.counted).toBe(4_000);
  });

  it('hold with one looked at that has ended, however many end after it', () => {
    const store = told(actorMessage('p:0', null), helloMessage());
    store.pin('p:1');
    for (let n = 1; n <= 100_000; n += 1) {
      store.take(actorMessage(`p:${n}`, 'p:0'));
      store.take(stepMessage(`p:${n}`, 'done', { status: 'done' }));
    }
    expect(store.actors.size).toBe(151);
    expect(idsOf(store)).toContain('p:1');
    store.pin(null);
    store.take(actorMessage('p:next', 'p:0'));
    store.take(stepMessage('p:next', 'done', { status: 'done' }));
    expect(store.actors.size).toBe(151);
    expect(idsOf(store)).not.toContain('p:1');
  });

  it('name what changed, or everything once that is too much', () => {
    const store = told(actorMessage('p:0', null), helloMessage());
    expect(store.takeChanged()).toBeNull();
    store.take(stepMessage('p:0', 'there'));
    expect(store.takeChanged()).toEqual(new Set(['p:0']));
    for (let n = 1; n <= 6_000; n += 1) store.take(actorMessage(`p:${n}`, 'p:0'));
    expect(store.takeChanged()).toBeNull();
  });
});

describe('a state', () => {
  it('stands for all that contain it, and is told in words', () => {
    const value = { running: { work: 'waiting', leases: 'held' } };
    expect(statesOf(value)).toEqual([
      '',
      'running',
      'running.work',
      'running.work.waiting',
      'running.leases',
      'running.leases.held',
    ]);
    expect(stateText(value)).toBe('running.work.waiting | leases.held');
    expect(statesOf(undefined)).toEqual(['']);
  });
});
