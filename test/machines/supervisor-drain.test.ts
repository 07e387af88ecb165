import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { aMail, someResults } from '../support/a-claim.ts';
import { FakeQueue, ids } from '../support/fake-queue.ts';
import { startSystem as start, stopSystems } from '../support/fake-system.ts';
import { deferred, turns } from '../support/turns.ts';

afterEach(stopSystems);

const forever = () => new Promise<never>(() => undefined);
/** An error that cannot even be described: whoever touches it fails as well. */
const poison = {
  toString() {
    throw new Error('poison');
  },
};
const away = () => {
  throw new Failure('store.unavailable', 'locked');
};

describe('draining', () => {
  it('with nothing in work stops at once, mailboxes included', async () => {
    const { say, idle, ended, children, queue } = start({ folders: 2 });
    await idle();
    say('drain');
    const { value, status } = await ended();
    expect([value, status, queue.released]).toEqual(['stopped', 'done', []]);
    expect(children().filter((id) => id.startsWith('mailbox-'))).toEqual([]);
  });

  it.each([false, true])(
    'waits for each commit in work and gives the rest back (delivers: %s)',
    async (delivers) => {
      const queue = new FakeQueue();
      const held = deferred<ReturnType<typeof aMail>>();
      queue.add([1, 2]);
      queue.add([3], { ...someResults(), persisting: null });
      const { say, at, ended, emailDeeds, stages } = start({
        queue,
        delivers,
        email: { parse: () => held.promise, beforePersist: async () => void (await held.promise) },
      });
      await at('waiting');
      say('drain');
      say('drain');
      await at('draining');
      held.resolve(aMail());
      const { value } = await ended();
      expect(value).toBe('stopped');
      expect(stages.toSorted()).toEqual(['classifying', 'classifying', 'done']);
      expect(emailDeeds.join()).not.toContain('classify by');
      expect(queue.released).toEqual(expect.arrayContaining([1, 2]));
    },
  );

  it('stops what hangs when its time is up, and gives that back', async () => {
    const queue = new FakeQueue();
    queue.add(ids(3));
    const { say, at, ended, clock, children } = start({ queue, email: { parse: forever } });
    await at('waiting');
    say('drain');
    clock.increment(10_000);
    await turns();
    expect(queue.renewed).toEqual([ids(3)]);
    say('drain');
    clock.increment(6_000);
    expect((await ended()).value).toBe('stopped');
    expect(queue.released.toSorted()).toEqual(ids(3));
    expect(children().filter((id) => id.startsWith('email-'))).toEqual([]);
  });

  it.each(['recovering', 'pumping', 'paused', 'stalled'])('works from %s', async (from) => {
    const queue = new FakeQueue();
    if (from === 'stalled') queue.before = away;
    const { at, say, ended } = start({ queue });
    if (from === 'paused') {
      await at('waiting');
      say('pause');
    }
    await at(from);
    say('drain');
    expect((await ended()).value).toBe('stopped');
  });

  it.each([
    ['fails', away],
    ['hangs', forever],
  ])('ends even where giving back %s', async (_, release) => {
    const queue = new FakeQueue();
    queue.add([1]);
    queue.before = (method) => (method === 'release' ? release() : undefined);
    const { at, say, ended, clock, state, actor } = start({ queue, email: { parse: forever } });
    await at('waiting');
    say('drain');
    clock.increment(16_000);
    await turns();
    if (actor.getSnapshot().status === 'active') expect(state()).toBe('releasing');
    clock.increment(3_000);
    expect((await ended()).value).toBe('stopped');
  });

  it('takes nothing in any more', async () => {
    const queue = new FakeQueue();
    queue.add([1]);
    const { at, say, clock } = start({ queue, email: { parse: forever } });
    await at('waiting');
    say('drain');
    queue.add([2]);
    say('wake');
    say('resume');
    clock.increment(15_000);
    await turns();
    expect(queue.claimed).toEqual([1]);
  });
});

describe('draining with a reply on its way', () => {
  it('waits until it has arrived, and begins no other', async () => {
    const held = deferred<void>();
    const { at, say, out, state, ended, children } = start({
      outgoing: 2,
      dispatch: { transmit: () => held.promise },
    });
    await at('waiting');
    await turns();
    say('drain');
    say('wake');
    await turns();
    expect(state()).toMatchObject({ running: { work: 'draining' } });
    held.resolve();
    expect((await ended()).value).toBe('stopped');
    expect(out.deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is copying']);
    expect(children()).not.toContain('dispatch');
  });

  it('cuts it off when its time is up', async () => {
    let cut = false;
    const { at, say, clock, ended } = start({
      outgoing: 1,
      dispatch: {
        transmit: (_, signal) => {
          signal.addEventListener('abort', () => (cut = true));
          return forever();
        },
      },
    });
    await at('waiting');
    await turns();
    say('drain');
    clock.increment(16_000);
    expect((await ended()).value).toBe('stopped');
    expect(cut).toBe(true);
  });

  it('is not held up by a dispatch that fails then', async () => {
    const held = deferred<void>();
    const { at, say, ended, actor } = start({
      outgoing: 1,
      dispatch: { move: () => held.promise },
    });
    await at('waiting');
    await turns();
    say('drain');
    held.reject(poison);
    expect((await ended()).value).toBe('stopped');
    expect(actor.getSnapshot().context.restarts).toEqual([]);
  });
});
