import { expect, it, vi } from 'vitest';
import { createActor, createMachine } from 'xstate';
import { inspectionOf } from '../../src/inspection.ts';

it('a fault of the inspector is said once in the log, and no machine notices', () => {
  const warn = vi.fn();
  const broken = () => {
    throw new Error('broken');
  };
  const hub = inspectionOf({ INSPECT_SEND: false, INSPECT_FULL: false }, { warn }, broken);
  const machine = createMachine({ initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } });
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  actor.send({ type: 'go' });
  expect(actor.getSnapshot().value).toBe('b');
  expect(hub.faults).toBe(2);
  expect(warn.mock.calls).toEqual([[{ err: new Error('broken') }, 'the inspector failed']]);
});

it('a folder that is called after an address is known by it in the list alone', () => {
  const hub = inspectionOf({ INSPECT_SEND: false, INSPECT_FULL: false }, { warn: vi.fn() });
  const mailbox = 'Shared/support@firm.example';
  const context = { ref: { account: 'alice@example.com', mailbox } };
  const machine = createMachine({ id: 'mailbox', context });
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  const feed: string[] = [];
  hub.subscribe({ send: (json) => feed.push(json), definitions: true });
  expect(feed.join()).toContain('"subject":"[redacted]"');
  expect(feed.join()).not.toContain('firm');
  expect(hub.actors()[0]?.subject).toBe(`alice@example.com/${mailbox}`);
  actor.stop();
});
