import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { assign, createActor, setup, SimulatedClock } from 'xstate';
import { Failure } from '../../src/domain/failure.ts';
import type { mailboxMachine } from '../../src/machines/mailbox.ts';
import { fakeMailbox, type MailboxHands } from '../support/fake-mailbox.ts';
import { deferred, reach, turns } from '../support/turns.ts';

const ref = { account: 'sales', mailbox: 'INBOX' };
const pollMs = 30_000;
const dropped = new Failure('imap.dropped', 'connection reset');

beforeEach(() => {
  // The jitter's lower end: half of each doubled delay.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A supervisor that only counts how often it was told. */
function parentOf(machine: typeof mailboxMachine) {
  return setup({
    types: { context: {} as { told: number }, events: {} as { type: 'mail.discovered' } },
    actors: { mailbox: machine },
  }).createMachine({
    context: { told: 0 },
    invoke: { id: 'mailbox', src: 'mailbox', input: { ref, pollMs } },
    on: { 'mail.discovered': { actions: assign({ told: ({ context }) => context.told + 1 }) } },
  });
}

function start(hands: Partial<MailboxHands> = {}) {
  const clock = new SimulatedClock();
  const fake = fakeMailbox(hands);
  const parent = createActor(parentOf(fake.machine), { clock }).start();
  const mailbox = parent.getSnapshot().children['mailbox'];
  if (!mailbox) throw new Error('the mailbox did not start');
  const inState = (state: Parameters<ReturnType<typeof mailbox.getSnapshot>['matches']>[0]) =>
    reach(mailbox, (snapshot) => snapshot.matches(state));
  return {
    ...fake,
    clock,
    mailbox,
    inState,
    watching: () => inState({ connected: 'watching' }),
    state: () => mailbox.getSnapshot().value,
    told: () => parent.getSnapshot().context.told,
    deedsSince: (from: number) => fake.deeds.slice(from),
    /** Passes exactly `ms`, and shows that a millisecond less was not enough. */
    passExactly: async (ms: number) => {
      const before = fake.deeds.length;
      clock.increment(ms - 1);
      await turns(3);
      expect(fake.deeds).toHaveLength(before);
      clock.increment(1);
      await turns(3);
      expect(fake.deeds.length).toBeGreaterThan(before);
    },
  };
}

describe('a watched folder', () => {
  it('connects, catches up with all that is there, and watches', async () => {
    const { watching, deeds, told, listeners } = start();
    await watching();
    expect(deeds).toEqual(['connect', 'reconcile', 'fetch', 'answered']);
    expect([told(), listeners.size]).toEqual([1, 1]);
  });

  it('fetches batch after batch, telling the supervisor after each', async () => {
    let batches = 3;
    const { watching, deeds, told } = start({
      fetch: () => ({ fetched: 100, more: (batches -= 1) > 0 }),
    });
    await watching();
    expect(deeds).toEqual(['connect', 'reconcile', 'fetch', 'fetch', 'fetch', 'answered']);
    expect(told()).toBe(3);
  });

  it('takes in what arrives, at once', async () => {
    const { watching, deeds, push, deedsSince } = start();
    await watching();
    const before = deeds.length;
    push({ type: 'mail.arrived' });
    await watching();
    expect(deedsSince(before)).toEqual(['discover', 'fetch']);
  });

  it('looks again for what arrived while it was fetching', async () => {
    const fetching = deferred<{ fetched: number; more: boolean }>();
    let fetches = 0;
    const { inState, watching, deeds, push } = start({
      fetch: () => ((fetches += 1) === 1 ? fetching.promise : { fetched: 1, more: false }),
    });
    await inState({ connected: 'fetching' });
    push({ type: 'mail.arrived' });
    push({ type: 'mail.arrived' });
    fetching.resolve({ fetched: 1, more: false });
    await watching();
    await turns();
    expect(deeds).toEqual(['connect', 'reconcile', 'fetch', 'discover', 'fetch', 'answered']);
  });

  it('polls as well, for what no server has announced', async () => {
    const { watching, passExactly, deeds } = start();
    for (const polls of [0, 1, 2]) {
      await watching();
      expect(deeds.filter((deed) => deed === 'discover')).toHaveLength(polls);
      await passExactly(pollMs);
    }
  });
});

describe('a connection that is lost', () => {
  it('is made again after ever longer delays, up to five minutes', async () => {
    const { inState, passExactly } = start({
      connect: () => {
        throw dropped;
      },
    });
    for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000]) {
      await inState('backingOff');
      await passExactly(ms);
    }
    for (const ms of [150_000, 150_000]) {
      await inState('backingOff');
      await passExactly(ms);
    }
  });

  it('catches up from the start, and listens once', async () => {
    const { watching, inState, clock, push, deeds, deedsSince, listeners, mailbox } = start();
    await watching();
    const before = deeds.length;
    push({ type: 'mailbox.dropped', failure: dropped });
    await inState('backingOff');
    expect([mailbox.getSnapshot().context.failure, listeners.size]).toEqual([dropped, 0]);
    clock.increment(500);
    await watching();
    expect(deedsSince(before)).toEqual(['disconnect', 'connect', 'reconcile', 'fetch', 'answered']);
    expect([mailbox.getSnapshot().context.failure, listeners.size]).toEqual([null, 1]);
  });

  it('counts as healed only once it has held for a minute', async () => {
    const { watching, inState, clock, push, mailbox, passExactly } = start();
    const drop = async () => {
      await watching();
      push({ type: 'mailbox.dropped', failure: dropped });
      await inState('backingOff');
    };
    await drop();
    await passExactly(500);
    await watching();
    clock.increment(29_999);
    await drop();
    await passExactly(1_000);
    await watching();
    clock.increment(60_000);
    expect(mailbox.getSnapshot().context.attempts).toBe(0);
    await drop();
    await passExactly(500);
  });

  it.each([
    ['discovering', { discover: () => Promise.reject(dropped) }],
    ['fetching', { fetch: () => Promise.reject(dropped) }],
    [
      'listening',
      {
        listen: () => {
          throw dropped;
        },
      },
    ],
  ])('is noticed while %s', async (_, hands) => {
    const { inState, mailbox, deeds } = start(hands);
    await inState('backingOff');
    expect(mailbox.getSnapshot().context.failure).toBe(dropped);
    expect(deeds.at(-1)).toBe('disconnect');
  });

  it('is noticed while fetching, whose late result then changes nothing', async () => {
    const fetching = deferred<{ fetched: number; more: boolean }>();
    const { inState, push, state, told } = start({ fetch: () => fetching.promise });
    await inState({ connected: 'fetching' });
    push({ type: 'mailbox.dropped', failure: dropped });
    fetching.resolve({ fetched: 1, more: true });
    await inState('backingOff');
    await turns();
    expect([state(), told()]).toEqual(['backingOff', 0]);
  });

  it('is let go of even where closing it fails', async () => {
    const { inState } = start({
      connect: () => Promise.reject(dropped),
      disconnect: () => Promise.reject(new Error('already closed')),
    });
    await inState('backingOff');
  });
});

describe('a server that does not want us now', () => {
  it('is left alone as long as it asks', async () => {
    const throttled = new Failure('imap.throttled', 'slow down', { retryAfterMs: 42_000 });
    const { inState, passExactly } = start({ connect: () => Promise.reject(throttled) });
    await inState('throttled');
    await passExactly(42_000);
  });

  it('is left alone for more than a minute where it does not say how long', async () => {
    const throttled = new Failure('imap.throttled', '[UNAVAILABLE]');
    const { inState, passExactly } = start({ fetch: () => Promise.reject(throttled) });
    await inState('throttled');
    await passExactly(60_500);
  });

  it('is asked rarely when it refused the credentials', async () => {
    const refused = new Failure('imap.refused', 'AUTHENTICATIONFAILED');
    const { inState, passExactly } = start({ connect: () => Promise.reject(refused) });
    await inState('refused');
    await passExactly(30 * 60_000);
  });

  it.each([
    ['backingOff', 'imap.dropped'],
    ['throttled', 'imap.throttled'],
    ['refused', 'imap.refused'],
  ] as const)('is asked at once from %s when a person says so', async (state, code) => {
    let isBack = false;
    const { inState, watching, mailbox } = start({
      connect: () => {
        if (!isBack) throw new Failure(code, 'not now');
      },
    });
    await inState(state);
    isBack = true;
    mailbox.send({ type: 'mailbox.retry' });
    await watching();
  });
});
