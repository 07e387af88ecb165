import type { ActorRefFrom, AnyActorRef, AnyMachineSnapshot } from 'xstate';
import type { MailboxInput } from './machines/mailbox.ts';
import type { supervisorMachine } from './machines/supervisor.ts';
import type { MachineControl, MailboxRef } from './ports.ts';

/** Orders from outside to the supervisor, and through it to the folders that it watches. */
export function machineControl(
  supervisor: ActorRefFrom<typeof supervisorMachine>,
  watched: MailboxInput[],
): MachineControl {
  /** The machine of a folder as it is now: one that failed was started anew under the same id. */
  function machineOf({ account, mailbox }: MailboxRef): AnyActorRef | undefined {
    const i = watched.findIndex(({ ref }) => ref.account === account && ref.mailbox === mailbox);
    const children: Record<string, AnyActorRef | undefined> = supervisor.getSnapshot().children;
    return children[`mailbox-${i}`];
  }

  function tell(order: 'pause' | 'resume'): void {
    // XState complains of events to an actor that has ended, as it has while the process stops.
    if (supervisor.getSnapshot().status !== 'active') return;
    supervisor.send({ type: `supervisor.${order}` });
  }

  return {
    supervisor() {
      const { value, context } = supervisor.getSnapshot();
      const running = typeof value === 'object' && 'running' in value ? value.running : null;
      if (!running) return leaf(value);
      return context.pausing ? 'pausing' : leaf(running.work);
    },
    pause: () => tell('pause'),
    resume: () => tell('resume'),
    mailbox(ref) {
      const machine = machineOf(ref);
      return machine ? leaf((machine.getSnapshot() as AnyMachineSnapshot).value) : null;
    },
    tellMailbox: (ref, order) => machineOf(ref)?.send({ type: `mailbox.${order}` }),
  };
}

/** The innermost active state, such as `watching` of `connected.watching`. */
export function leaf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [inner] = Object.values((value ?? {}) as Record<string, unknown>);
  return inner === undefined ? '' : leaf(inner);
}
