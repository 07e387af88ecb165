import { describe, expect, it } from 'vitest';
import { createActor, setup, SimulatedClock } from 'xstate';
import { Failure } from '../../src/domain/failure.ts';
import { fakeMailbox, type MailboxHands } from '../support/fake-mailbox.ts';
import { deferred, reach, turns } from '../support/turns.ts';

const input = { ref: { account: 'sales', mailbox: 'INBOX' }, pollMs: 30_000 };

function start(hands: Partial<MailboxHands> = {}) {
  const clock = new SimulatedClock();
  const fake = fakeMailbox(hands);
  const parent = setup({ actors: { mailbox: fake.machine } }).createMachine({
    invoke: { id: 'mailbox', src: 'mailbox', input },
  });
  const mailbox = createActor(parent, { clock }).start().getSnapshot().children['mailbox'];
  if (!mailbox) throw new Error('the mailbox did not start');
  const inState = (state: Parameters<ReturnType<typeof mailbox.getSnapshot>['matches']>[0]) =>
    reach(mailbox, (snapshot) => snapshot.matches(state));
  return {
    ...fake,
    clock,
    inState,
    mailbox,
    watching: () => inState({ connected: 'watching' }),
    order: () => mailbox.send({ type: 'mailbox.takeOlder' }),
    older: () => fake.deeds.filter((deed) => deed === 'older').length,
  };
}

describe('an order to take older mail', () => {
  it('is carried out at once by a folder that watches, and what it finds is fetched', async () => {
    const { watching, order, deeds, older } = start();
    await watching();
    const before = deeds.length;
    order();
    await watching();
    expect(deeds.slice(before)).toEqual(['older', 'fetch']);
    await turns();
    expect(older()).toBe(1);
  });

  it('is kept while there is something newer to do, and is one however often it comes', async () => {
    const fetching = deferred<{ fetched: number; more: boolean }>();
    let fetches = 0;
    const { inState, watching, order, push, deeds } = start({
      fetch: () => ((fetches += 1) === 1 ? fetching.promise : {}),
    });
    await inState({ connected: 'fetching' });
    order();
    order();
    push({ type: 'mail.arrived' });
    fetching.resolve({ fetched: 1, more: false });
    await watching();
    await turns();
    const expected = ['connect', 'reconcile', 'fetch', 'discover', 'fetch', 'older', 'fetch'];
    expect(deeds).toEqual([...expected, 'answered']);
  });

  it('is kept through a pause, and through a connection that is lost', async () => {
    const dropped = new Failure('imap.dropped', 'connection reset');
    let tries = 0;
    const { inState, watching, order, older, mailbox, clock } = start({
      takeOlder() {
        tries += 1;
        if (tries === 1) throw dropped;
      },
    });
    await watching();
    mailbox.send({ type: 'mailbox.pause' });
    await inState('paused');
    order();
    await turns();
    expect(older()).toBe(0);
    mailbox.send({ type: 'mailbox.resume' });
    await inState('backingOff');
    clock.increment(10_000);
    await watching();
    await turns();
    expect(older()).toBe(2);
  });

  it('waits for a database that cannot be written', async () => {
    let tries = 0;
    const { inState, watching, order, older, clock } = start({
      takeOlder() {
        tries += 1;
        if (tries === 1) throw new Failure('store.unavailable', 'disk full');
      },
    });
    await watching();
    order();
    await inState({ connected: 'stalled' });
    clock.increment(2_000);
    await watching();
    await turns();
    expect(older()).toBe(2);
  });

  it('is carried out after a renumbering has been seen to', async () => {
    let tries = 0;
    const { watching, order, deeds } = start({
      takeOlder: () => ({ renumbered: (tries += 1) === 1 }),
    });
    await watching();
    const before = deeds.length;
    order();
    await watching();
    await turns();
    const after = ['older', 'remap', 'reconcile', 'fetch', 'older', 'fetch'];
    expect(deeds.slice(before)).toEqual(after);
  });
});
