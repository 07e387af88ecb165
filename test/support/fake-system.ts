import { type AnyActorRef, createActor, fromPromise, SimulatedClock } from 'xstate';
import { supervisorMachine, type SupervisorInput } from '../../src/machines/supervisor.ts';
import type { ClaimOutput } from '../../src/machines/supervisor-setup.ts';
import type { Lease } from '../../src/ports.ts';
import { type DispatchHands, fakeDispatch } from './fake-dispatch.ts';
import { type EmailHands, fakeEmail } from './fake-email.ts';
import { fakeMailbox, type MailboxHands } from './fake-mailbox.ts';
import { FakeQueue, ids } from './fake-queue.ts';
import { reach, turn } from './turns.ts';

export interface SystemScene extends Partial<SupervisorInput> {
  queue?: FakeQueue;
  email?: Partial<EmailHands>;
  mailbox?: Partial<MailboxHands>;
  dispatch?: Partial<DispatchHands>;
  /** Replies that wait to be sent. */
  outgoing?: number;
  folders?: number;
  /** How many drafts each look puts back to work. */
  redrafted?: number;
}

const running: { stop(): void }[] = [];

/** Stops every system that a test has left running. */
export function stopSystems(): void {
  for (const actor of running.splice(0)) actor.stop();
}

/** The whole actor system with fake hands, on a clock that stands still until it is moved. */
export function startSystem({
  queue = new FakeQueue(),
  email,
  mailbox,
  dispatch,
  outgoing = 0,
  folders = 0,
  redrafted = 0,
  ...input
}: SystemScene = {}) {
  const clock = new SimulatedClock();
  const fakeBox = fakeMailbox(mailbox);
  const fakeMail = fakeEmail(email);
  const fakeOut = fakeDispatch(dispatch);
  for (let i = 0; i < outgoing; i += 1) fakeOut.add();
  /** The limit of each look for drafts to be made again. */
  const redrafts: number[] = [];
  const later = <Output, Input>(work: (input: Input) => Promise<Output>) =>
    fromPromise<Output, Input>(async (args) => {
      await turn();
      return await work(args.input);
    });
  const machine = supervisorMachine.provide({
    actors: {
      recover: later<void, void>(() => queue.recover()),
      claim: later<ClaimOutput, { limit: number }>(({ limit }) => queue.claim(limit)),
      renew: later<void, { leases: Lease[] }>(({ leases }) => queue.renew(leases)),
      release: later<void, { leases: Lease[] }>(({ leases }) => queue.release(leases)),
      redraft: later<number, { limit: number }>(async ({ limit }) => {
        redrafts.push(limit);
        return redrafted;
      }),
      email: fakeMail.machine,
      mailbox: fakeBox.machine,
      dispatch: fakeOut.machine,
    },
  });
  const childIds = new Set<string>();
  const actor = createActor(machine, {
    clock,
    input: {
      mailboxes: ids(folders).map((i) => ({
        ref: { account: 'sales', mailbox: `folder-${i}` },
        pollMs: 30_000,
      })),
      policy: { ownAddresses: [], senderDailyCap: 5 },
      concurrency: 4,
      delivers: false,
      dispatches: true,
      llm: { configured: true, exhausted: false },
      drainMs: 16_000,
      ...input,
    },
    inspect: (event) => {
      if (event.type === '@xstate.actor') childIds.add((event.actorRef as AnyActorRef).id);
    },
  });
  running.push(actor.start());
  const at = (work: string) => reach(actor, (s) => s.matches({ running: { work } } as never));
  return {
    queue,
    clock,
    actor,
    childIds,
    redrafts,
    gate: () => actor.getSnapshot().context.gate,
    mailboxDeeds: fakeBox.deeds,
    emailDeeds: fakeMail.deeds,
    stages: fakeMail.stages,
    out: fakeOut,
    at,
    idle: () => reach(actor, (s) => JSON.stringify(s.value).includes('waiting') && inWork(s) === 0),
    ended: () => reach(actor, ({ status }) => status !== 'active'),
    state: () => actor.getSnapshot().value,
    inWork: () => inWork(actor.getSnapshot()),
    children: () => Object.keys(actor.getSnapshot().children),
    done: () => fakeMail.stages.filter((stage) => stage === 'done').length,
    say: (type: 'wake' | 'pause' | 'resume' | 'drain') =>
      actor.send({ type: `supervisor.${type}` as const }),
  };
}

const inWork = (snapshot: { context: { slots: object } }) =>
  Object.keys(snapshot.context.slots).length;
