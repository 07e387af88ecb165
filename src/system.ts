import type { Logger } from 'pino';
import { createActor, waitFor } from 'xstate';
import { type ActorPorts, provideActors } from './actors/index.ts';
import type { InspectionHub } from './inspector/index.ts';
import { machineControl } from './machine-control.ts';
import type { MailboxInput } from './machines/mailbox.ts';
import type { SupervisorInput } from './machines/supervisor.ts';
import type { MailboxRef, MessageStore, ReadinessCheck, SystemControl } from './ports.ts';
import { check, MailboxChecks, readinessBy, supervisorCheck } from './readiness.ts';

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
  const mailboxes = new MailboxChecks();
  const ended = waitFor(supervisor, (snapshot) => snapshot.status !== 'active');
  return {
    control: {
      machines,
      replay,
      wake: () => supervisor.send({ type: 'supervisor.wake' }),
      actors: () => hub.actors(),
      llm: () => outermost(supervisor.getSnapshot().context.gate.getSnapshot().value),
      async readiness() {
        const work = supervisorCheck(machines.supervisor());
        const watched = input.mailboxes.map(({ ref }) => mailboxes.of(ref, ...standOf(hub, ref)));
        const database = await databaseCheck(input.mailboxes, ports.messages);
        return readinessBy([work, database, ...watched]);
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

/** The state of a folder's machine, and whether its watchdog finds it stale. */
function standOf(hub: InspectionHub, ref: MailboxRef): [state: string, isStale: boolean] {
  const subject = `${ref.account}/${ref.mailbox}`;
  const stateOf = (machine: string) =>
    hub.actors().find((actor) => actor.machine === machine && actor.subject === subject)?.state;
  return [stateOf('mailbox') ?? 'not running', stateOf('watchdog') === 'stale'];
}

async function databaseCheck(
  [first]: MailboxInput[],
  messages: Pick<MessageStore, 'mailbox'>,
): Promise<ReadinessCheck> {
  try {
    if (first) await messages.mailbox(first.ref);
    return check('database', null);
  } catch {
    const reason = 'the database cannot be read: see the log, and check DATABASE_URL';
    return check('database', reason, 'failed');
  }
}

/** The outermost active state, such as `halfOpen` of `halfOpen.trying`. */
function outermost(value: unknown): string {
  return typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? '');
}
