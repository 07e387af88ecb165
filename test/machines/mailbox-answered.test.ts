import { describe, expect, it } from 'vitest';
import { createActor, setup, SimulatedClock } from 'xstate';
import { Failure } from '../../src/domain/failure.ts';
import type { MailboxInput } from '../../src/machines/mailbox.ts';
import { fakeMailbox, type MailboxHands } from '../support/fake-mailbox.ts';
import { deferred, reach, turns } from '../support/turns.ts';

const ref = { account: 'sales', mailbox: 'INBOX' };
const pollMs = 30_000;
const minute = 60_000;
const dropped = new Failure('imap.dropped', 'connection reset');

function start(hands: Partial<MailboxHands> = {}, more: Partial<MailboxInput> = {}) {
  const clock = new SimulatedClock();
  const fake = fakeMailbox(hands);
  const parent = setup({ actors: { mailbox: fake.machine } }).createMachine({
    invoke: { id: 'mailbox', src: 'mailbox', input: { ref, pollMs, ...more } },
  });
  const mailbox = createActor(parent, { clock }).start().getSnapshot().children['mailbox'];
  if (!mailbox) throw new Error('the mailbox did not start');
  const inState = (state: Parameters<ReturnType<typeof mailbox.getSnapshot>['matches']>[0]) =>
    reach(mailbox, (snapshot) => snapshot.matches(state));
  return {
    ...fake,
    clock,
    inState,
    state: () => mailbox.getSnapshot().value,
    checking: () => inState({ connected: 'checkingAnswered' }),
    watching: () => inState({ connected: 'watching' }),
    count: (deed: string) => fake.deeds.filter((one) => one === deed).length,
    async pass(ms: number, step = 1_000) {
      for (let passed = 0; passed < ms; passed += step) {
        clock.increment(Math.min(step, ms - passed));
        await turns(8);
      }
    },
  };
}

const never = () => new Promise<void>(() => undefined);

describe('mail that was answered elsewhere', () => {
  it('is looked for once after each connection, then every two minutes', async () => {
    const { watching, inState, count, pass, push } = start();
    await watching();
    expect(count('answered')).toBe(1);
    await pass(119_000);
    expect(count('answered')).toBe(1);
    await pass(2_000);
    expect(count('answered')).toBe(2);
    await pass(10 * minute);
    expect(count('answered')).toBe(7);
    push({ type: 'mailbox.dropped', failure: dropped });
    await inState('backingOff');
    await pass(2_000, 500);
    await watching();
    expect(count('answered')).toBe(8);
  });

  it('is looked for as often as its input says, and the poll still comes', async () => {
    const { watching, count, pass, deeds } = start({}, { answeredMs: 5_000, pollMs: 60_000 });
    await watching();
    await pass(minute);
    expect(count('answered')).toBe(13);
    expect(count('discover')).toBeGreaterThanOrEqual(12);
    // New mail first, each time.
    expect(deeds.slice(-3)).toEqual(['discover', 'fetch', 'answered']);
  });

  it('is not looked for while mail is held back, or nobody is connected', async () => {
    const held = start({ fetch: () => ({ heldBack: true }) });
    await held.inState({ connected: 'heldBack' });
    await held.pass(5 * minute);
    const away = start({ connect: () => Promise.reject(dropped) });
    await away.inState('backingOff');
    await away.pass(5 * minute);
    expect([held.count('answered'), away.count('answered')]).toEqual([0, 0]);
  });
});

describe('a look for answers', () => {
  it('is left for mail that arrives', async () => {
    const { checking, watching, push, deeds } = start({ answered: never });
    await checking();
    push({ type: 'mail.arrived' });
    await watching();
    expect(deeds).toEqual(['connect', 'reconcile', 'fetch', 'answered', 'discover', 'fetch']);
  });

  it('that hangs does not keep the poll waiting', async () => {
    const { checking, clock, watching, pass, count } = start({ answered: never });
    await checking();
    clock.increment(pollMs);
    await watching();
    expect(count('discover')).toBe(1);
    await pass(30 * minute);
    expect(count('discover')).toBeGreaterThan(40);
  });

  it('that fails costs nothing but itself', async () => {
    const failed = new Failure('imap.dropped', 'NO');
    const { watching, deeds, count, pass } = start({ answered: () => Promise.reject(failed) });
    await watching();
    await pass(10 * minute);
    expect(deeds).not.toContain('disconnect');
    expect(count('connect')).toBe(1);
    expect(count('discover')).toBeGreaterThan(15);
    expect(count('answered')).toBeGreaterThanOrEqual(5);
  });

  it('on storage that fails stalls as every other work', async () => {
    let fails = true;
    const full = new Failure('store.unavailable', 'the database answers SQLITE_FULL');
    const { inState, watching, pass, deeds } = start({
      answered: () => (fails ? Promise.reject(full) : undefined),
    });
    await inState({ connected: 'stalled' });
    fails = false;
    await pass(3_000);
    await watching();
    expect(deeds).not.toContain('disconnect');
  });

  it('ends with its connection', async () => {
    const look = deferred<void>();
    const { checking, inState, push, state, deeds } = start({ answered: () => look.promise });
    await checking();
    push({ type: 'mailbox.dropped', failure: dropped });
    await inState('backingOff');
    look.resolve();
    await turns();
    expect([state(), deeds.at(-1)]).toEqual(['backingOff', 'disconnect']);
  });
});
