import { fromPromise } from 'xstate';
import type { Prices } from '../domain/draft.ts';
import type { TokenBudget } from '../domain/token-budget.ts';
import { deliveryMachine } from '../machines/delivery.ts';
import { dispatchMachine } from '../machines/dispatch.ts';
import { emailMachine } from '../machines/email.ts';
import { mailboxMachine } from '../machines/mailbox.ts';
import { supervisorMachine } from '../machines/supervisor.ts';
import { webhookMachine } from '../machines/webhooks.ts';
import type {
  Crm,
  DraftSink,
  MailParser,
  MailSource,
  MessageStore,
  OutgoingStore,
  UpkeepStore,
  WebhookStore,
} from '../ports.ts';
import { type AnswerPorts, classify, draft, summarize } from './answer.ts';
import { answered } from './answered.ts';
import { connect, disconnect, listen } from './connection.ts';
import { claimDelivery, commitDelivery, deliver } from './deliver.ts';
import { claimOutgoing, type DispatchPorts, moveOutgoing, place, transmit } from './dispatch.ts';
import { discover, type DiscoverOptions } from './discover.ts';
import { enrich } from './enrich.ts';
import { fetchBatch } from './fetch.ts';
import { admit, commit, persist, settle } from './ledger.ts';
import { mark, type MarkOptions } from './mark.ts';
import { parse } from './parse.ts';
import { claim, recover, redraft, release, renew } from './queue.ts';
import { remap } from './remap.ts';
import { sweep, type SweepOptions } from './sweep.ts';
import { takeOlder } from './take-older.ts';
import { tracedBy } from './traced.ts';
import type { StepTrace } from '../ports/tracing.ts';
import { claimWebhooks, postWebhooks, settleWebhooks, type WebhookPorts } from './webhooks.ts';

/** Everything outside that the machines work with. */
export interface ActorPorts extends AnswerPorts {
  source: MailSource;
  parser: MailParser;
  crm: Crm;
  messages: MessageStore;
  /** Where drafts go besides the store; null where the API shares it. */
  sink: DraftSink | null;
  outgoing: OutgoingStore;
  /** Who brings replies out of the house; null where none go out from here. */
  out: DispatchPorts | null;
  upkeep: UpkeepStore;
  webhooks: WebhookStore;
  /** Who posts events to the receiver; null or absent: there is none. */
  hooks?: WebhookPorts | null;
  /** What is not kept for ever; absent: nothing is dropped. */
  retention?: SweepOptions;
  /** null: no limit. */
  budget: TokenBudget | null;
  prices: Prices;
  intake: DiscoverOptions & MarkOptions & { maxMessageBytes: number };
  /** Notes the tries of steps; left out where nobody traces. */
  trace?: StepTrace | undefined;
}

/** The whole actor system with its hands on: the only `.provide()` of the house. */
export function provideActors(ports: ActorPorts) {
  const { sink, out, hooks, source, parser, crm, messages, budget, prices, intake } = ports;
  const traced = tracedBy(ports.trace);
  return supervisorMachine.provide({
    actors: {
      recover: recover(messages),
      claim: claim(messages),
      renew: renew(messages),
      release: release(messages),
      redraft: redraft(messages, budget),
      sweep: sweep(ports.upkeep, ports.webhooks, ports.retention ?? null),
      mailbox: mailboxMachine.provide({
        actors: {
          connect: connect(source),
          disconnect: disconnect(source),
          listen: listen(source),
          discover: discover(source, messages, intake),
          remap: remap(source, messages, intake.maxMessageBytes),
          fetch: fetchBatch(source, messages, intake.maxMessageBytes),
          mark: mark(source, messages, intake),
          answered: answered(source, messages),
          takeOlder: takeOlder(source, messages, intake),
        },
      }),
      ...(sink && {
        delivery: deliveryMachine.provide({
          actors: {
            claim: claimDelivery(messages),
            deliver: deliver(sink),
            commit: commitDelivery(messages),
            settle: settle(messages),
          },
        }),
      }),
      ...(out && {
        dispatch: dispatchMachine.provide({
          actors: {
            claim: claimOutgoing(ports.outgoing, messages),
            place: place(out),
            transmit: transmit(out),
            move: moveOutgoing(ports.outgoing, out.onMoved),
          },
        }),
      }),
      ...(hooks && { webhooks: provideWebhooks(ports.webhooks, hooks) }),
      email: emailMachine.provide({
        actors: {
          parse: traced('parse', parse(parser, messages)),
          classify: traced('classify', classify(ports)),
          enrich: traced('enrich', enrich(crm)),
          admit: admit(messages),
          draft: traced('draft', draft(ports)),
          summarize: traced('summarize', summarize(ports)),
          commit: commit(messages),
          persist: traced('persist', persist(messages, prices, sink !== null)),
          settle: settle(messages),
        },
      }),
    },
  });
}

/** The machine that tells a receiver elsewhere; it also runs alone, where there are no others. */
export function provideWebhooks(webhooks: WebhookStore, hooks: WebhookPorts) {
  return webhookMachine.provide({
    actors: {
      claim: claimWebhooks(webhooks),
      post: postWebhooks(hooks),
      settle: settleWebhooks(webhooks, hooks.onTried),
    },
  });
}

/** What a message can be worked with where nothing may come of it. */
export interface RehearsalPorts extends AnswerPorts {
  parser: MailParser;
  crm: Crm;
  /** Of the message in work; null: it is parsed already. */
  source: Buffer | null;
}

/** The same machine for a message whose results are kept nowhere: every commit is in memory. */
export function provideRehearsal(ports: RehearsalPorts) {
  const sources = { source: async () => ports.source };
  return emailMachine.provide({
    actors: {
      parse: parse(ports.parser, sources),
      classify: classify(ports),
      enrich: enrich(ports.crm),
      admit: fromPromise(async () => 1),
      draft: draft(ports),
      summarize: summarize(ports),
      commit: fromPromise(async ({ input }) => {
        const { message, step, result } = input;
        return { ...message, [step]: result, attempts: 0, seq: message.seq + 1 };
      }),
      persist: fromPromise(async ({ input: { message } }) => ({
        ...message,
        persisting: message.id,
      })),
      settle: fromPromise(async ({ input: { message, settlement } }) => {
        if (settlement.kind === 'wait') return message;
        return { ...message, ended: settlement.kind === 'skip' ? 'skipped' : 'quarantined' };
      }),
    },
  });
}
