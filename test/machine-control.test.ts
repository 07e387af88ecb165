import { afterEach, describe, expect, it } from 'vitest';
import { machineControl } from '../src/machine-control.ts';
import { Failure } from '../src/domain/failure.ts';
import { FakeQueue } from './support/fake-queue.ts';
import { startSystem, stopSystems, type SystemScene } from './support/fake-system.ts';
import { deferred, reach, turns } from './support/turns.ts';

afterEach(stopSystems);

const first = { account: 'sales', mailbox: 'folder-1' };
const second = { account: 'sales', mailbox: 'folder-2' };

function start(scene: SystemScene) {
  const system = startSystem(scene);
  const { mailboxes } = system.actor.getSnapshot().context;
  return { ...system, control: machineControl(system.actor, mailboxes) };
}

describe('the supervisor', () => {
  it('claims nothing while it is paused, and goes on when it is resumed', async () => {
    const queue = new FakeQueue();
    const { control, at, done, actor } = start({ queue });
    await at('waiting');
    expect(control.supervisor()).toBe('waiting');
    control.pause();
    control.pause();
    expect(control.supervisor()).toBe('paused');
    queue.add([1, 2]);
    actor.send({ type: 'supervisor.wake' });
    await turns();
    expect(queue.claimed).toEqual([]);
    control.resume();
    control.resume();
    await reach(actor, () => done() === 2);
  });

  it('is pausing until a claim under way has come back', async () => {
    const queue = new FakeQueue();
    const held = deferred<void>();
    queue.before = (method) => (method === 'claim' ? held.promise : undefined);
    const { control, at } = start({ queue });
    await at('pumping');
    control.pause();
    expect(control.supervisor()).toBe('pausing');
    control.resume();
    expect(control.supervisor()).toBe('pumping');
    control.pause();
    held.resolve();
    await at('paused');
    expect(control.supervisor()).toBe('paused');
  });

  it('drains, and stops, whatever it is told meanwhile', async () => {
    const { control, at, say, ended } = start({});
    await at('waiting');
    say('drain');
    await ended();
    control.resume();
    control.pause();
    expect(control.supervisor()).toBe('stopped');
  });
});

describe('a mailbox', () => {
  const away = () => {
    throw new Failure('imap.refused', 'wrong password');
  };

  it('is found by its folder, and tried again at once when it is told so', async () => {
    let refused = true;
    const connect = () => (refused ? away() : undefined);
    const { control } = start({ folders: 2, mailbox: { connect } });
    await expect.poll(() => control.mailbox(second)).toBe('refused');
    expect(control.mailbox({ account: 'sales', mailbox: 'other' })).toBeNull();
    expect(control.mailbox({ account: 'press', mailbox: 'folder-1' })).toBeNull();
    refused = false;
    control.tellMailbox(second, 'retry');
    expect(control.mailbox(second)).toBe('connecting');
    await expect.poll(() => control.mailbox(second)).toBe('watching');
    expect(control.mailbox(first)).toBe('refused');
  });

  it('rests while it is paused, and is told apart from the others', async () => {
    const { control } = start({ folders: 2 });
    const states = () => [control.mailbox(first), control.mailbox(second)];
    await expect.poll(states).toEqual(['watching', 'watching']);
    control.tellMailbox(first, 'pause');
    control.tellMailbox(first, 'pause');
    await expect.poll(states).toEqual(['paused', 'watching']);
    control.tellMailbox(first, 'retry');
    expect(states()).toEqual(['paused', 'watching']);
    control.tellMailbox(first, 'resume');
    await expect.poll(states).toEqual(['watching', 'watching']);
    control.tellMailbox(first, 'resume');
    expect(states()).toEqual(['watching', 'watching']);
  });

  it('takes in older mail when it is told so, and watches on', async () => {
    let taken = 0;
    const { control } = start({ folders: 1, mailbox: { takeOlder: () => void (taken += 1) } });
    await expect.poll(() => control.mailbox(first)).toBe('watching');
    control.tellMailbox(first, 'takeOlder');
    await expect.poll(() => [control.mailbox(first), taken]).toEqual(['watching', 1]);
  });

  it('that is not watched hears nothing, and nothing breaks', async () => {
    const { control, at } = start({ folders: 1 });
    await at('waiting');
    control.tellMailbox({ account: 'sales', mailbox: 'other' }, 'pause');
    await expect.poll(() => control.mailbox(first)).toBe('watching');
  });
});
