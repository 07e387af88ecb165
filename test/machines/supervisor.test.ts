import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AnyActorRef, createActor, fromPromise, SimulatedClock } from 'xstate';
import { Failure } from '../../src/domain/failure.ts';
import { supervisorMachine, type SupervisorInput } from '../../src/machines/supervisor.ts';
import type { ClaimOutput } from '../../src/machines/supervisor-setup.ts';
import type { Lease } from '../../src/ports.ts';
import { aMail, someResults } from '../support/a-claim.ts';
import { type EmailHands, fakeEmail } from '../support/fake-email.ts';
import { fakeMailbox, type MailboxHands } from '../support/fake-mailbox.ts';
import { FakeQueue, ids } from '../support/fake-queue.ts';
import { deferred, reach, turn, turns } from '../support/turns.ts';

interface Scene extends Partial<SupervisorInput> {
  queue?: FakeQueue;
  email?: Partial<EmailHands>;
  mailbox?: Partial<MailboxHands>;
  folders?: number;
}

const running: { stop(): void }[] = [];
afterEach(() => {
  for (const actor of running.splice(0)) actor.stop();
  vi.useRealTimers();
});

/** The whole actor system with fake hands, on a clock that stands still until it is moved. */
function start({ queue = new FakeQueue(), email, mailbox, folders = 0, ...input }: Scene = {}) {
  const clock = new SimulatedClock();
  const fakeBox = fakeMailbox(mailbox);
  const fakeMail = fakeEmail(email);
  const later = <Output, Input>(work: (input: Input) => Promise<Output>) =>
    fromPromise<Output, Input>(async (args) => {
      await turn();
      return await work(args.input);
    });
  const machine = supervisorMachine.provide({
    actors: {
      recover: later<void, void>(() => queue.recover()),
      claim: later<ClaimOutput, { limit: number }>(({ limit }) => queue.claim(limit)),
      renew: later<void, { leases: Lease[] }>(({ leases }) => queue.renew(leases)),
      release: later<void, { leases: Lease[] }>(({ leases }) => queue.release(leases)),
      email: fakeMail.machine,
      mailbox: fakeBox.machine,
    },
  });
  const childIds = new Set<string>();
  const actor = createActor(machine, {
    clock,
    input: {
      mailboxes: ids(folders).map((i) => ({
        ref: { account: 'sales', mailbox: `folder-${i}` },
        pollMs: 30_000,
      })),
      policy: { ownAddresses: [], senderDailyCap: 5 },
      concurrency: 4,
      llmConfigured: true,
      drainMs: 16_000,
      ...input,
    },
    inspect: (event) => {
      if (event.type === '@xstate.actor') childIds.add((event.actorRef as AnyActorRef).id);
    },
  });
  running.push(actor.start());
  const at = (work: string) => reach(actor, (s) => s.matches({ running: { work } } as never));
  return {
    queue,
    clock,
    actor,
    childIds,
    mailboxDeeds: fakeBox.deeds,
    emailDeeds: fakeMail.deeds,
    stages: fakeMail.stages,
    at,
    idle: () => reach(actor, (s) => JSON.stringify(s.value).includes('waiting') && inWork(s) === 0),
    ended: () => reach(actor, ({ status }) => status !== 'active'),
    state: () => actor.getSnapshot().value,
    inWork: () => inWork(actor.getSnapshot()),
    children: () => Object.keys(actor.getSnapshot().children),
    done: () => fakeMail.stages.filter((stage) => stage === 'done').length,
    say: (type: 'wake' | 'pause' | 'resume' | 'drain') =>
      actor.send({ type: `supervisor.${type}` as const }),
  };
}

const inWork = (snapshot: { context: { slots: object } }) =>
  Object.keys(snapshot.context.slots).length;
const forever = () => new Promise<never>(() => undefined);
const away = () => {
  throw new Failure('store.unavailable', 'locked');
};
/** An error that cannot even be described: whoever touches it fails as well. */
const poison = () =>
  Promise.reject({
    toString() {
      throw new Error('poison');
    },
  });

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

describe('a child that fails', () => {
  it('does not stop its siblings, nor does a message keep its slot', async () => {
    const queue = new FakeQueue();
    queue.add(ids(6));
    const { idle, done, actor, children } = start({
      queue,
      concurrency: 2,
      // Not a mail at all: the machine's own guard fails on it.
      email: { parse: ({ id }) => (id === 1 ? (undefined as never) : aMail()) },
    });
    await idle();
    expect([done(), actor.getSnapshot().status]).toEqual([5, 'active']);
    expect(children().filter((id) => id.startsWith('email-'))).toEqual([]);
    expect(queue.released).toEqual([]);
  });

  it('at its very start does neither', async () => {
    const queue = new FakeQueue();
    queue.put({ lease: { job: 1, epoch: 1 }, message: null as never });
    queue.add([2, 3]);
    const { idle, done } = start({ queue });
    await idle();
    expect(done()).toBe(2);
  });

  it('is restarted when it is a mailbox, beside the others', async () => {
    let connections = 0;
    const { actor, mailboxDeeds, children } = start({
      folders: 2,
      mailbox: { connect: () => ((connections += 1) === 1 ? poison() : undefined) },
    });
    await reach(actor, () => mailboxDeeds.filter((deed) => deed === 'fetch').length === 2);
    expect(connections).toBe(3);
    expect(children().filter((id) => id.startsWith('mailbox-'))).toHaveLength(2);
    expect(actor.getSnapshot().context.restarts).toHaveLength(1);
  });

  it('again and again ends it all', async () => {
    let connections = 0;
    const connect = () => {
      connections += 1;
      return poison();
    };
    const queue = new FakeQueue();
    queue.add([1]);
    const { ended, children } = start({
      queue,
      folders: 1,
      mailbox: { connect },
      email: { parse: forever },
    });
    const { value, status } = await ended();
    expect([value, status, connections]).toEqual(['failed', 'done', 11]);
    expect(children().filter((id) => /^(email|mailbox)-/.test(id))).toEqual([]);
  });

  it('now and then does not', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    let connections = 0;
    const { actor, at } = start({
      folders: 1,
      mailbox: {
        connect: () => {
          connections += 1;
          vi.setSystemTime(connections * 10_000);
          return connections <= 30 ? poison() : undefined;
        },
      },
    });
    await at('waiting');
    await reach(actor, () => connections === 31);
    await turns();
    expect(actor.getSnapshot().status).toBe('active');
  });
});

describe('draining', () => {
  it('with nothing in work stops at once, mailboxes included', async () => {
    const { say, idle, ended, children, queue } = start({ folders: 2 });
    await idle();
    say('drain');
    const { value, status } = await ended();
    expect([value, status, queue.released]).toEqual(['stopped', 'done', []]);
    expect(children().filter((id) => id.startsWith('mailbox-'))).toEqual([]);
  });

  it('waits for each commit in work and gives the rest of the work back', async () => {
    const queue = new FakeQueue();
    const held = deferred<ReturnType<typeof aMail>>();
    queue.add([1, 2]);
    queue.add([3], { ...someResults(), persisting: null });
    const { say, at, ended, emailDeeds, stages } = start({
      queue,
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
  });

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
