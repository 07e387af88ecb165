import { afterEach, describe, expect, it, vi } from 'vitest';
import { aMail } from '../support/a-claim.ts';
import { FakeQueue, ids } from '../support/fake-queue.ts';
import { startSystem as start, stopSystems } from '../support/fake-system.ts';
import { reach, turns } from '../support/turns.ts';

afterEach(() => {
  stopSystems();
  vi.useRealTimers();
});

const forever = () => new Promise<never>(() => undefined);
/** An error that cannot even be described: whoever touches it fails as well. */
const poison = () =>
  Promise.reject({
    toString() {
      throw new Error('poison');
    },
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
    queue.put({ lease: { job: 1, epoch: 1 }, message: null as never, redraft: false });
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

  it('is restarted when it is the dispatch, which goes on where the row stands', async () => {
    let moves = 0;
    const { actor, out, clock, children } = start({
      outgoing: 1,
      dispatch: { move: () => ((moves += 1) === 2 ? poison() : undefined) },
    });
    await reach(actor, ({ context }) => context.restarts.length === 1);
    await turns();
    clock.increment(5_000);
    await turns();
    expect(out.deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is unknown']);
    expect(children()).toContain('dispatch');
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

describe('the dispatch', () => {
  it('is told of a wish at once, during a pause as well', async () => {
    const { at, say, out } = start({});
    await at('waiting');
    say('pause');
    await at('paused');
    out.add({ kind: 'save' });
    say('wake');
    await turns();
    expect(out.deeds).toEqual(['place 1 in Drafts', '1 is done']);
  });

  it('runs only where it is to', async () => {
    const { at, say, out, children } = start({ outgoing: 1, dispatches: false });
    await at('waiting');
    say('wake');
    await turns();
    expect([out.deeds, children().includes('dispatch')]).toEqual([[], false]);
  });
});
