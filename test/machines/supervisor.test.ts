import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { aMail } from '../support/a-claim.ts';
import { FakeQueue, ids } from '../support/fake-queue.ts';
import { startSystem as start, stopSystems } from '../support/fake-system.ts';
import { deferred, reach, turns } from '../support/turns.ts';

afterEach(stopSystems);

const forever = () => new Promise<never>(() => undefined);
const away = () => {
  throw new Failure('store.unavailable', 'locked');
};

describe('claiming', () => {
  it('voids what a dead process held before it claims anything', async () => {
    const queue = new FakeQueue();
    const methods: string[] = [];
    queue.before = (method) => void methods.push(method);
    const { idle } = start({ queue });
    await idle();
    expect(methods.slice(0, 2)).toEqual(['recover', 'claim']);
  });

  it('takes up to its concurrency, and no more', async () => {
    const queue = new FakeQueue();
    queue.add(ids(10));
    const { at, inWork: busy } = start({ queue, email: { parse: forever } });
    await at('waiting');
    await turns();
    expect([busy(), queue.limits]).toEqual([4, [4]]);
  });

  it('works all that is due, on slots that it uses again', async () => {
    const queue = new FakeQueue();
    queue.add(ids(1_000));
    const { idle, done, childIds, children } = start({ queue, concurrency: 8 });
    await idle();
    expect([done(), queue.claimed]).toEqual([1_000, ids(1_000)]);
    const slots = [...childIds].filter((id) => id.startsWith('email-'));
    expect(slots.toSorted()).toEqual(ids(8, 0).map((i) => `email-${i}`));
    expect(children().filter((id) => id.startsWith('email-'))).toEqual([]);
  });

  it('fills a slot as soon as it is free', async () => {
    const queue = new FakeQueue();
    const held = deferred<void>();
    queue.add(ids(3));
    const { done, actor } = start({
      queue,
      concurrency: 2,
      email: {
        parse: async ({ id }) => (id === 1 ? await held.promise.then(() => aMail()) : aMail()),
      },
    });
    await reach(actor, () => done() === 2);
    expect(queue.claimed).toEqual([1, 2, 3]);
    held.resolve();
    await reach(actor, () => done() === 3);
  });

  it('wakes for mail and for a person, also while a claim is under way', async () => {
    const queue = new FakeQueue();
    const { idle, say, done, at, actor } = start({ queue });
    await idle();
    queue.add([1]);
    actor.send({ type: 'mail.discovered' });
    await reach(actor, () => done() === 1);
    await idle();

    const claiming = deferred<void>();
    queue.before = () => claiming.promise;
    say('wake');
    await at('pumping');
    await turns();
    const claims = queue.limits.length;
    say('wake');
    queue.before = () => undefined;
    claiming.resolve();
    await idle();
    expect(queue.limits.length).toBe(claims + 1);
  });

  it('comes back when the next message is due, and after five seconds anyway', async () => {
    const queue = new FakeQueue();
    queue.nextDueMs = 700;
    const { idle, clock, done, actor } = start({ queue });
    await idle();
    queue.add([1]);
    clock.increment(699);
    await turns();
    expect(queue.claimed).toEqual([]);
    clock.increment(1);
    await reach(actor, () => done() === 1);

    queue.nextDueMs = 3_600_000;
    await turns();
    clock.increment(700);
    await turns();
    queue.add([2]);
    clock.increment(5_000);
    await reach(actor, () => done() === 2);
  });

  it('stalls while the database is away, and goes on by itself', async () => {
    const queue = new FakeQueue();
    queue.add([1]);
    queue.before = away;
    const { at, clock, done, actor } = start({ queue });
    await at('stalled');
    clock.increment(1_000);
    await at('pumping');
    await at('stalled');
    queue.before = () => undefined;
    clock.increment(1_000);
    await reach(actor, () => done() === 1);
  });

  it('holds the leases of what is in work', async () => {
    const queue = new FakeQueue();
    queue.add(ids(3));
    const { at, clock } = start({ queue, email: { parse: forever } });
    await at('waiting');
    clock.increment(10_000);
    await turns();
    queue.before = away;
    clock.increment(10_000);
    await turns();
    queue.before = () => undefined;
    clock.increment(10_000);
    await turns();
    expect(queue.renewed).toEqual([ids(3), ids(3)]);
  });
});

describe('pausing', () => {
  it('claims nothing, lets work go on, and resumes', async () => {
    const queue = new FakeQueue();
    const held = deferred<ReturnType<typeof aMail>>();
    queue.add([1]);
    const { at, say, done, clock, actor, idle } = start({
      queue,
      email: { parse: () => held.promise },
    });
    await at('waiting');
    say('pause');
    queue.add([2]);
    say('wake');
    clock.increment(60_000);
    held.resolve(aMail());
    await reach(actor, () => done() === 1);
    await turns();
    expect(queue.claimed).toEqual([1]);
    say('resume');
    await idle();
    expect(queue.claimed).toEqual([1, 2]);
  });

  it('during a claim loses none of its messages', async () => {
    const queue = new FakeQueue();
    const claiming = deferred<void>();
    queue.add(ids(2));
    queue.before = (method) => (method === 'claim' ? claiming.promise : undefined);
    const { at, say, actor, done } = start({ queue });
    await at('pumping');
    say('pause');
    claiming.resolve();
    await at('paused');
    await reach(actor, () => done() === 2);
  });

  it('and resuming during a claim leaves it running', async () => {
    const queue = new FakeQueue();
    const claiming = deferred<void>();
    queue.before = (method) => (method === 'claim' ? claiming.promise : undefined);
    const { at, say } = start({ queue });
    await at('pumping');
    say('pause');
    say('resume');
    claiming.resolve();
    await at('waiting');
  });

  it('is not forgotten when that claim or the recovery fails', async () => {
    for (const method of ['claim', 'recover']) {
      const queue = new FakeQueue();
      const failing = deferred<void>();
      queue.before = (called) => (called === method ? failing.promise : undefined);
      const { at, say, clock, state } = start({ queue });
      await at(method === 'claim' ? 'pumping' : 'recovering');
      say('pause');
      await turns(3);
      failing.reject(new Failure('store.unavailable', 'locked'));
      await at('paused');
      clock.increment(60_000);
      await turns();
      expect(state()).toMatchObject({ running: { work: 'paused' } });
    }
  });

  it('works from every state, and a full house claims nothing on resuming', async () => {
    const queue = new FakeQueue();
    queue.add(ids(4));
    const { at, say } = start({ queue, email: { parse: forever } });
    await at('recovering');
    say('pause');
    await at('paused');
    say('resume');
    await at('pumping');
    await at('waiting');
    say('pause');
    say('resume');
    await turns();
    expect(queue.limits).toEqual([4]);

    const stalled = new FakeQueue();
    stalled.before = (method) => (method === 'claim' ? away() : undefined);
    const other = start({ queue: stalled });
    await other.at('stalled');
    other.say('pause');
    await other.at('paused');
  });
});
