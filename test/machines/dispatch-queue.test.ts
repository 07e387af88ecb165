import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import type { DispatchHands } from '../support/fake-dispatch.ts';
import {
  fails,
  failsFirst,
  forever,
  runDispatch as run,
  stopDispatches,
} from '../support/running-dispatch.ts';
import { deferred, turns } from '../support/turns.ts';

afterEach(stopDispatches);

describe('the queue', () => {
  it('is worked one after another, past what waits', async () => {
    const { deeds } = await run([{ kind: 'save' }, { kind: 'save' }, { kind: 'save' }], {
      place: ({ outgoing }) => (outgoing.id === 2 ? fails('imap.dropped')() : undefined),
    });
    expect(deeds.filter((deed) => deed.includes('is'))).toEqual([
      '1 is done',
      '2 is waiting',
      '3 is done',
    ]);
  });

  it('is looked at when something was queued, and now and then', async () => {
    const { actor, add, deeds, pass } = await run([]);
    add({ kind: 'save' });
    actor.send({ type: 'outgoing.queued' });
    await turns();
    expect(deeds).toContain('1 is done');
    add({ kind: 'save' });
    await pass(5_000);
    expect(deeds).toContain('2 is done');
  });

  it('is asked again while the database does not answer', async () => {
    const { deeds, pass, state } = await run([{ kind: 'save' }], {
      claim: failsFirst(2, 'store.unavailable'),
    });
    expect(state()).toBe('stalled');
    await pass(1_000);
    await pass(1_000);
    expect(deeds).toContain('1 is done');
  });

  it('goes on past a row that cannot be written, after a moment', async () => {
    const { state, hands, pass, deeds } = await run([{ kind: 'save' }], {
      move: fails('unexpected'),
    });
    expect(state()).toBe('stalled');
    hands.move = () => undefined;
    await pass(1_000);
    expect(deeds).toContain('1 is done');
  });
});

describe('stopping', () => {
  it.each([
    ['resting', {}, []],
    ['claiming', { claim: forever }, [{}]],
    ['stalled', { claim: fails('store.unavailable') }, [{}]],
    ['rebeginning', { move: fails('store.unavailable') }, [{}]],
  ] as [string, Partial<DispatchHands>, Partial<Outgoing>[]][])(
    'ends at once while %s',
    async (where, hands, rows) => {
      const { stop, state, actor } = await run(rows, hands);
      expect(state()).toBe(where);
      stop();
      expect([state(), actor.getSnapshot().status]).toEqual(['stopped', 'done']);
    },
  );

  it.each(['begin', 'transmit', 'note'])('finishes a transmission (%s)', async (when) => {
    const held = deferred<void>();
    const { stop, state, deeds } = await run([{}, {}], {
      transmit: () => (when === 'transmit' ? held.promise : undefined),
      move: (to) => {
        const waits = { begin: 'transmitting', note: 'copying' }[when];
        return waits === to ? held.promise : undefined;
      },
    });
    stop();
    await turns();
    expect(state()).not.toBe('stopped');
    held.resolve();
    await turns();
    expect(state()).toBe('stopped');
    expect(deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is copying']);
  });

  it('finishes a save and what its failure comes to', async () => {
    const held = deferred<void>();
    const { stop, state, deeds } = await run([{ kind: 'save' }, { kind: 'save' }], {
      place: () => held.promise,
    });
    stop();
    held.reject(new Failure('imap.dropped', 'no'));
    await turns();
    expect([state(), deeds.at(-1)]).toEqual(['stopped', '1 is waiting']);
  });
});
