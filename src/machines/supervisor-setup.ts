import {
  type AnyEventObject,
  assign,
  type DoneActorEvent,
  enqueueActions,
  type ErrorActorEvent,
  setup,
} from 'xstate';
import type { MailPolicy } from '../domain/policy.ts';
import type { Claim, Lease } from '../ports.ts';
import { unprovided } from './actor.ts';
import { deliveryMachine } from './delivery.ts';
import { dispatchMachine } from './dispatch.ts';
import { emailMachine } from './email.ts';
import type { EmailOutput } from './email-setup.ts';
import { type GateInput, isShut, type LlmGate, llmGateMachine } from './llm-gate.ts';
import { mailboxMachine, type MailboxInput } from './mailbox.ts';
import { webhookMachine } from './webhooks.ts';

export interface SupervisorInput {
  mailboxes: MailboxInput[];
  policy: MailPolicy;
  /** Messages in work at once. */
  concurrency: number;
  llm: GateInput;
  /** Finished drafts are brought to the REST API of another process. */
  delivers: boolean;
  /** Approved replies go out from here. */
  dispatches: boolean;
  /** Events are posted to a receiver elsewhere. */
  tells?: boolean;
  /** How long a drain waits for messages in work. */
  drainMs: number;
}

interface SupervisorContext extends SupervisorInput {
  gate: LlmGate;
  /**
   * The leases of the messages in work, by slot. Slots are reused because XState remembers every
   * event type that it has seen, and a child's id is part of its done event's type.
   */
  slots: Record<string, Lease>;
  /** Leases that were given up unfinished. */
  unfinished: Lease[];
  /** There may be something to claim. */
  woken: boolean;
  /** The dispatch runs, or finishes what it has in work. */
  dispatching: boolean;
  /** A pause was asked for while a claim was under way, whose messages must not be lost. */
  pausing: boolean;
  nextDueMs: number | null;
  /** When children were restarted, epoch milliseconds. */
  restarts: number[];
}

type SupervisorEvent =
  | { type: 'mail.discovered' }
  | { type: 'supervisor.wake' }
  | { type: 'supervisor.pause' }
  | { type: 'supervisor.resume' }
  | { type: 'supervisor.drain' };

export interface ClaimOutput {
  claims: Claim[];
  /** Milliseconds until more is due: 0 when more is due now, null when nothing is. */
  nextDueMs: number | null;
}

/** More restarts than this within the window and the fault is not the child's: give up. */
const restartIntensity = { restarts: 10, withinMs: 60_000 };
/** Other processes may bring work without a word; so much later at most it is found. */
const pollMs = 5_000;

const childOf = (event: AnyEventObject): string => String(event['actorId']);
const busy = (context: SupervisorContext): number => Object.keys(context.slots).length;
const free = (context: SupervisorContext): number => context.concurrency - busy(context);

/** What a claim asks for: as many messages as there are free slots. */
export const claimInput = ({ context }: { context: SupervisorContext }) => ({
  limit: free(context),
});

/** As many as there are free slots; a single one to try an LLM that may have recovered. */
export const redraftInput = ({ context }: { context: SupervisorContext }) => ({
  limit: context.gate.getSnapshot().matches('closed') ? free(context) : 1,
});

/** The vocabulary of the supervisor; `supervisor.ts` is its diagram. */
export const supervisor = setup({
  types: {
    context: {} as SupervisorContext,
    events: {} as SupervisorEvent | DoneActorEvent<EmailOutput> | ErrorActorEvent,
    input: {} as SupervisorInput,
  },
  actors: {
    mailbox: mailboxMachine,
    email: emailMachine,
    delivery: deliveryMachine,
    dispatch: dispatchMachine,
    webhooks: webhookMachine,
    sweep: unprovided<void, void>(),
    llmGate: llmGateMachine,
    recover: unprovided<void, void>(),
    claim: unprovided<ClaimOutput, { limit: number }>(),
    renew: unprovided<void, { leases: Lease[] }>(),
    release: unprovided<void, { leases: Lease[] }>(),
    redraft: unprovided<number, { limit: number }>(),
  },
  guards: {
    'there is work': ({ context }) => context.woken && free(context) > 0,
    'a slot is free': ({ context }) => free(context) > 0,
    'nothing is in work': ({ context }) => busy(context) === 0 && !context.dispatching,
    'is pausing': ({ context }) => context.pausing,
    'the LLM may answer': ({ context }) => !isShut(context.gate.getSnapshot()),
    'some were put back': ({ event }) => 'output' in event && Number(event.output) > 0,
    'is a message': ({ event }) => childOf(event).startsWith('email-'),
    'is the dispatch': ({ event }) => childOf(event) === 'dispatch',
    'is the dispatch at its end': ({ context, event }) =>
      childOf(event) === 'dispatch' && !context.dispatches,
    'may be restarted': ({ context, event }) =>
      /^(mailbox-|delivery$|dispatch$|webhooks$)/.test(childOf(event)) &&
      recent(context.restarts).length < restartIntensity.restarts,
  },
  actions: {
    wake: assign({ woken: true }),
    'note pause': assign({ pausing: true }),
    'forget pause': assign({ pausing: false }),
    'forget wake-ups': assign({ woken: false }),
    'start delivery': enqueueActions(({ context, enqueue }) => {
      if (context.delivers) enqueue.spawnChild('delivery', { id: 'delivery' });
    }),
    // What still ends while draining must not be told to a machine that is gone.
    'stop delivery': enqueueActions(({ enqueue }) => {
      enqueue.stopChild('delivery');
      enqueue.assign({ delivers: false });
    }),
    'start webhooks': enqueueActions(({ context, enqueue }) => {
      if (context.tells) enqueue.spawnChild('webhooks', { id: 'webhooks' });
    }),
    'wake webhooks': enqueueActions(({ context, enqueue }) => {
      if (context.tells) enqueue.sendTo('webhooks', { type: 'webhooks.wake' });
    }),
    // What is on its way is posted again by the next process: the receiver knows it by its id.
    'stop webhooks': enqueueActions(({ enqueue }) => {
      enqueue.stopChild('webhooks');
      enqueue.assign({ tells: false });
    }),
    'start dispatch': enqueueActions(({ context, enqueue }) => {
      if (!context.dispatches) return;
      enqueue.spawnChild('dispatch', { id: 'dispatch' });
      enqueue.assign({ dispatching: true });
    }),
    'wake dispatch': enqueueActions(({ context, enqueue }) => {
      if (context.dispatches && context.dispatching) {
        enqueue.sendTo('dispatch', { type: 'outgoing.queued' });
      }
    }),
    // It ends by itself: a transmission that is cut off leaves a reply of which nobody knows.
    'ask dispatch to stop': enqueueActions(({ context, enqueue }) => {
      if (context.dispatching) enqueue.sendTo('dispatch', { type: 'dispatch.stop' });
      enqueue.assign({ dispatches: false });
    }),
    'end dispatch': enqueueActions(({ enqueue }) => {
      enqueue.stopChild('dispatch');
      enqueue.assign({ dispatching: false });
    }),
    'start mailboxes': enqueueActions(({ context, enqueue }) => {
      for (const [i, input] of context.mailboxes.entries()) {
        enqueue.spawnChild('mailbox', { id: `mailbox-${i}`, input });
      }
    }),
    'stop mailboxes': enqueueActions(({ context, enqueue }) => {
      for (const i of context.mailboxes.keys()) enqueue.stopChild(`mailbox-${i}`);
    }),
    'restart child': enqueueActions(({ context, event, enqueue }) => {
      const id = childOf(event);
      const input = context.mailboxes[Number(id.replace('mailbox-', ''))];
      enqueue.stopChild(id);
      if (input) enqueue.spawnChild('mailbox', { id, input });
      else if (id === 'webhooks') enqueue.spawnChild('webhooks', { id });
      else enqueue.spawnChild(id === 'dispatch' ? 'dispatch' : 'delivery', { id });
      enqueue.assign({ restarts: [...recent(context.restarts), Date.now()] });
    }),
    'start emails': enqueueActions(({ context, enqueue }, output: ClaimOutput) => {
      const slots = { ...context.slots };
      const { policy, gate } = context;
      for (const { lease, message, redraft } of output.claims) {
        const slot = freeSlot(slots);
        slots[slot] = lease;
        enqueue.spawnChild('email', { id: slot, input: { lease, message, policy, gate, redraft } });
      }
      enqueue.assign({
        slots,
        nextDueMs: output.nextDueMs,
        woken: context.woken || output.nextDueMs === 0,
      });
    }),
    // A finished child stays in its parent's snapshot until it is stopped.
    'free slot': enqueueActions(({ context, event, enqueue }) => {
      const { [childOf(event)]: lease, ...slots } = context.slots;
      const output = 'output' in event ? event.output : undefined;
      enqueue.stopChild(childOf(event));
      if (context.delivers) enqueue.sendTo('delivery', { type: 'delivery.queued' });
      enqueue.assign({
        slots,
        woken: true,
        unfinished: lease && output?.released ? [...context.unfinished, lease] : context.unfinished,
      });
    }),
    'ask for release': enqueueActions(({ context, enqueue }) => {
      for (const slot of Object.keys(context.slots)) {
        enqueue.sendTo(slot, { type: 'message.release' });
      }
    }),
    'stop emails': enqueueActions(({ context, enqueue }) => {
      for (const slot of Object.keys(context.slots)) enqueue.stopChild(slot);
      enqueue.assign({
        slots: {},
        unfinished: [...context.unfinished, ...Object.values(context.slots)],
      });
    }),
  },
  delays: {
    'next due': ({ context }) => Math.min(context.nextDueMs ?? pollMs, pollMs),
    'store retry': 1_000,
    renewal: 10_000,
    'redraft look': 5_000,
    'first sweep': 60_000,
    'next sweep': 3_600_000,
    drain: ({ context }) => context.drainMs,
    /** A database that does not answer must not keep the process from ending. */
    'release deadline': 3_000,
  },
});

function freeSlot(slots: Record<string, Lease>): string {
  let i = 0;
  while (`email-${i}` in slots) i += 1;
  return `email-${i}`;
}

function recent(restarts: number[]): number[] {
  return restarts.filter((at) => Date.now() - at < restartIntensity.withinMs);
}
