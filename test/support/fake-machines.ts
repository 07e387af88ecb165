import type { MachineControl } from '../../src/ports.ts';

export interface FakeMachines extends MachineControl {
  /** What was ordered, oldest first, such as `pause` or `resume INBOX`. */
  orders: string[];
  /** The states, which orders change; a folder that is missing is not watched. */
  states: { supervisor: string; mailboxes: Record<string, string> };
}

/** Machines that obey at once. */
export function fakeMachines(mailboxes: Record<string, string> = {}): FakeMachines {
  const orders: string[] = [];
  const states = { supervisor: 'waiting', mailboxes };
  const next = {
    retry: 'connecting',
    pause: 'paused',
    resume: 'connecting',
    takeOlder: 'watching',
  };
  return {
    orders,
    states,
    supervisor: () => states.supervisor,
    pause() {
      orders.push('pause');
      states.supervisor = 'paused';
    },
    resume() {
      orders.push('resume');
      states.supervisor = 'waiting';
    },
    mailbox: ({ mailbox }) => states.mailboxes[mailbox] ?? null,
    tellMailbox({ mailbox }, order) {
      orders.push(`${order} ${mailbox}`);
      if (mailbox in states.mailboxes) states.mailboxes[mailbox] = next[order];
    },
  };
}
