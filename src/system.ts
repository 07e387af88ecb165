import type { Logger } from 'pino';
import { createActor, waitFor } from 'xstate';
import { type ActorPorts, provideActors } from './actors/index.ts';
import type { InspectionHub } from './inspector/index.ts';
import { machineControl } from './machine-control.ts';
import type { MailboxInput } from './machines/mailbox.ts';
import type { SupervisorInput } from './machines/supervisor.ts';
import type { MessageStore, SystemControl } from './ports.ts';
import { mailboxReason, supervisorReason } from './readiness.ts';

export interface ActorSystem {
  control: SystemControl;
  /** Resolves when the supervisor gave up: too many restarts of its children. */
  failed: Promise<void>;
  /** Stops intake, lets messages in work finish or gives them back; idempotent. */
  drain(): Promise<void>;
}

/** Starts the supervisor with its hands on, and what the rest of the house may ask of it. */
export function startSystem(
  ports: ActorPorts,
  input: SupervisorInput,
  hub: InspectionHub,
  log: Logger,
  replay: SystemControl['replay'] = async () => null,
): ActorSystem {
  const supervisor = createActor(provideActors(ports), { input, inspect: hub.inspect });
  supervisor.subscribe({ error: (error) => log.fatal({ err: error }, 'the supervisor failed') });
  supervisor.start();

  const machines = machineControl(supervisor, input.mailboxes);
  const ended = waitFor(supervisor, (snapshot) => snapshot.status !== 'active');
  return {
    control: {
      machines,
      replay,
      wake: () => supervisor.send({ type: 'supervisor.wake' }),
      actors: () => hub.actors(),
      llm: () => outermost(supervisor.getSnapshot().context.gate.getSnapshot().value),
      async readiness() {
        const work = supervisorReason(machines.supervisor());
        const { reasons } = await readiness(hub, input.mailboxes, ports.messages);
        const all = work ? [work, ...reasons] : reasons;
        return { ready: all.length === 0, reasons: all };
      },
    },
    failed: new Promise((resolve) => {
      void ended.then((snapshot) => {
        if (!snapshot.matches('stopped')) resolve();
      }, resolve);
    }),
    async drain() {
      supervisor.send({ type: 'supervisor.drain' });
      await ended;
    },
  };
}

async function readiness(hub: InspectionHub, mailboxes: MailboxInput[], messages: MessageStore) {
  const reasons: string[] = [];
  const actors = hub.actors();
  for (const { ref } of mailboxes) {
    const subject = `${ref.account}/${ref.mailbox}`;
    const stateOf = (machine: string) =>
      actors.find((actor) => actor.machine === machine && actor.subject === subject)?.state;
    const state = stateOf('mailbox') ?? 'not running';
    // For an open route: the folder, but not whose it is.
    if (stateOf('watchdog') === 'stale') reasons.push(mailboxReason(ref.mailbox, 'stale'));
    if (!state.startsWith('connected') || state.endsWith('.stalled')) {
      reasons.push(mailboxReason(ref.mailbox, state));
    }
  }
  try {
    const first = mailboxes[0];
    if (first) await messages.mailbox(first.ref);
  } catch {
    reasons.push('the database cannot be read: see the log, and check DATABASE_URL');
  }
  return { ready: reasons.length === 0, reasons };
}

/** The outermost active state, such as `halfOpen` of `halfOpen.trying`. */
function outermost(value: unknown): string {
  return typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? '');
}
