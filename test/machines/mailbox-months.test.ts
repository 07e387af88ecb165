import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AnyMachineSnapshot, createActor, setup, SimulatedClock } from 'xstate';
import { Failure } from '../../src/domain/failure.ts';
import type { MailboxInput } from '../../src/machines/mailbox.ts';
import { fakeMailbox, type MailboxHands } from '../support/fake-mailbox.ts';
import { reach, turns } from '../support/turns.ts';

const ref = { account: 'sales', mailbox: 'INBOX' };
const pollMs = 30_000;
const minute = 60_000;
const dropped = new Failure('imap.dropped', 'connection reset');
const full = new Failure('store.unavailable', 'the database answers SQLITE_FULL');

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function start(hands: Partial<MailboxHands> = {}, more: Partial<MailboxInput> = {}) {
  const clock = new SimulatedClock();
  const fake = fakeMailbox(hands);
  const parent = setup({ actors: { mailbox: fake.machine } }).createMachine({
    invoke: { id: 'mailbox', src: 'mailbox', input: { ref, pollMs, ...more } },
  });
  const root = createActor(parent, { clock }).start();
  const mailbox = root.getSnapshot().children['mailbox'];
  if (!mailbox) throw new Error('the mailbox did not start');
  const watchdog = () => {
    const actor = mailbox.getSnapshot().children.watchdog;
    return (actor?.getSnapshot() as AnyMachineSnapshot | undefined)?.value as unknown;
  };
  const inState = (state: Parameters<ReturnType<typeof mailbox.getSnapshot>['matches']>[0]) =>
    reach(mailbox, (snapshot) => snapshot.matches(state));
  return {
    ...fake,
    clock,
    mailbox,
    watchdog,
    inState,
    watching: () => inState({ connected: 'watching' }),
    count: (deed: string) => fake.deeds.filter((one) => one === deed).length,
    /** Time goes by, with what it brings. */
    async pass(ms: number, step = pollMs) {
      for (let passed = 0; passed < ms; passed += step) {
        clock.increment(Math.min(step, ms - passed));
        await turns(8);
      }
    },
  };
}

describe('a folder that is dealt new numbers', () => {
  it('is mapped and held against the ledger before anything is fetched', async () => {
    let renumbered = true;
    const { watching, deeds } = start({
      discover: () => ({ renumbered }),
      remap: () => {
        renumbered = false;
      },
    });
    await watching();
    expect(deeds).toEqual(['connect', 'reconcile', 'remap', 'reconcile', 'fetch', 'answered']);
  });

  it('while it is watched is mapped at the next look', async () => {
    let renumbered = false;
    const { watching, deeds, push, inState } = start({
      discover: () => ({ renumbered }),
      remap: () => {
        renumbered = false;
      },
    });
    await watching();
    renumbered = true;
    push({ type: 'mail.arrived' });
    await inState({ connected: 'remapping' });
    await watching();
    expect(deeds.slice(4)).toEqual(['discover', 'remap', 'reconcile', 'fetch']);
  });
});

describe('the ledger is held against the server', () => {
  it('every hour while the connection stands', async () => {
    const { watching, count, pass } = start();
    await watching();
    expect(count('reconcile')).toBe(1);
    await pass(59 * minute);
    expect(count('reconcile')).toBe(1);
    await pass(2 * minute);
    expect(count('reconcile')).toBe(2);
    await pass(61 * minute);
    expect(count('reconcile')).toBe(3);
  });

  it('an hour after the last time, whatever brought that about', async () => {
    const { watching, count, pass, push, inState } = start();
    await watching();
    await pass(50 * minute);
    push({ type: 'mailbox.dropped', failure: dropped });
    await inState('backingOff');
    await pass(1_000, 500);
    await watching();
    expect(count('reconcile')).toBe(2);
    await pass(55 * minute);
    expect(count('reconcile')).toBe(2);
    await pass(6 * minute);
    expect(count('reconcile')).toBe(3);
  });

  it('as often as its input says', async () => {
    const { watching, count, pass } = start({}, { reconcileMs: 5 * minute });
    await watching();
    await pass(16 * minute);
    expect(count('reconcile')).toBe(4);
  });
});

describe('storage that fails', () => {
  it.each(['discover', 'fetch', 'mark'] as const)(
    'at %s stalls the folder on its connection, which goes on by itself',
    async (hand) => {
      let fails = true;
      const { inState, watching, clock, deeds, mailbox, listeners } = start(
        { [hand]: () => (fails ? Promise.reject(full) : undefined) },
        { marks: true },
      );
      await inState({ connected: 'stalled' });
      const { failure, attempts } = mailbox.getSnapshot().context;
      expect([failure, attempts, listeners.size]).toEqual([full, 0, 1]);
      clock.increment(2_000);
      await turns();
      await inState({ connected: 'stalled' });
      fails = false;
      clock.increment(2_000);
      await watching();
      expect(deeds).not.toContain('disconnect');
      expect(deeds.filter((deed) => deed === 'connect')).toHaveLength(1);
      expect(mailbox.getSnapshot().context.failure).toBeNull();
    },
  );

  it('does not hide that the connection is lost', async () => {
    const { inState, push } = start({ discover: () => Promise.reject(full) });
    await inState({ connected: 'stalled' });
    push({ type: 'mailbox.dropped', failure: dropped });
    await inState('backingOff');
  });
});

describe('back-pressure', () => {
  it('goes on discovering, and fetches when the backlog is worked off', async () => {
    let deep = true;
    const { inState, watching, clock, count } = start({ fetch: () => ({ heldBack: deep }) });
    await inState({ connected: 'heldBack' });
    for (const looks of [1, 2, 3]) {
      clock.increment(1_000);
      await turns();
      await inState({ connected: 'heldBack' });
      expect(count('discover')).toBe(looks);
    }
    deep = false;
    clock.increment(1_000);
    await watching();
    expect(count('connect')).toBe(1);
  });
});

describe('a folder that is not looked at', () => {
  it('is stale after three minutes without a round trip, and fresh after the next', async () => {
    let down = false;
    const { watching, watchdog, pass, push, mailbox } = start({
      connect: () => (down ? Promise.reject(dropped) : undefined),
    });
    await watching();
    await pass(10 * minute);
    expect(watchdog()).toBe('fresh');
    down = true;
    push({ type: 'mailbox.dropped', failure: dropped });
    await turns();
    await pass(2 * minute);
    expect(watchdog()).toBe('fresh');
    await pass(1.5 * minute);
    expect(watchdog()).toBe('stale');
    down = false;
    mailbox.send({ type: 'mailbox.retry' });
    await pass(6 * minute, 1_000);
    await watching();
    expect(watchdog()).toBe('fresh');
  });

  it.each([
    ['cannot be reached', { connect: () => Promise.reject(dropped) }],
    ['hangs', { discover: () => new Promise<void>(() => undefined) }],
    ['refuses', { connect: () => Promise.reject(new Failure('imap.refused', 'no')) }],
  ])('is stale from the start where the server %s', async (_, hands) => {
    const { pass, watchdog } = start(hands);
    await pass(2.9 * minute);
    expect(watchdog()).toBe('fresh');
    await pass(0.2 * minute);
    expect(watchdog()).toBe('stale');
  });

  it('has three polls of time where they are long, yet is polled every two minutes', async () => {
    const { watching, watchdog, pass, count, push, inState } = start({}, { pollMs: 10 * minute });
    await watching();
    await pass(10 * minute);
    expect(count('discover')).toBe(5);
    push({ type: 'mailbox.dropped', failure: dropped });
    await inState('backingOff');
    expect(watchdog()).toBe('fresh');
  });
});

describe('marks', () => {
  it('are set after each fetch, until the server refuses them', async () => {
    let refused = false;
    const { watching, count, pass } = start({ mark: () => ({ refused }) }, { marks: true });
    await watching();
    await pass(2 * pollMs);
    expect(count('mark')).toBe(3);
    refused = true;
    await pass(5 * pollMs);
    expect(count('mark')).toBe(4);
  });

  it('are no business of a folder without one', async () => {
    const { watching, count, pass } = start();
    await watching();
    await pass(2 * pollMs);
    expect(count('mark')).toBe(0);
  });
});

describe('a pause', () => {
  it('hangs up, asks nothing, is no alarm, and ends when a person says so', async () => {
    const { watching, inState, mailbox, pass, watchdog, deeds, listeners } = start();
    await watching();
    mailbox.send({ type: 'mailbox.pause' });
    await inState('paused');
    const before = deeds.length;
    expect(listeners.size).toBe(0);
    await pass(60 * minute, minute);
    mailbox.send({ type: 'mailbox.pause' });
    expect([deeds.length, watchdog()]).toEqual([before, 'resting']);
    mailbox.send({ type: 'mailbox.resume' });
    await watching();
    expect(deeds.slice(before)).toEqual(['connect', 'reconcile', 'fetch', 'answered']);
    expect(watchdog()).toBe('fresh');
  });
});

describe('a pause that the server asks for', () => {
  it.each([
    [0, 1_000],
    [42_000, 42_000],
    // Beyond what a timer holds it would fire at once.
    [90 * 24 * 60 * minute, 24 * 60 * minute],
  ])('of %d ms is %d', async (retryAfterMs, ms) => {
    const throttled = new Failure('imap.throttled', 'slow down', { retryAfterMs });
    const { inState, clock, count } = start({ connect: () => Promise.reject(throttled) });
    await inState('throttled');
    clock.increment(ms - 1);
    await turns();
    expect(count('connect')).toBe(1);
    clock.increment(1);
    await turns();
    expect(count('connect')).toBe(2);
  });
});
