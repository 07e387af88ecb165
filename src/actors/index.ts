import type { Prices } from '../domain/draft.ts';
import type { Playbook } from '../domain/playbook.ts';
import { deliveryMachine } from '../machines/delivery.ts';
import { emailMachine } from '../machines/email.ts';
import { mailboxMachine } from '../machines/mailbox.ts';
import { supervisorMachine } from '../machines/supervisor.ts';
import type { Crm, DraftSink, MailParser, MailSource, MessageStore } from '../ports.ts';
import { classify, draft, type Llms, summarize } from './answer.ts';
import { connect, disconnect, listen } from './connection.ts';
import { claimDelivery, commitDelivery, deliver } from './deliver.ts';
import { discover, type DiscoverOptions } from './discover.ts';
import { enrich } from './enrich.ts';
import { fetchBatch } from './fetch.ts';
import { admit, commit, persist, settle } from './ledger.ts';
import { mark, type MarkOptions } from './mark.ts';
import { parse } from './parse.ts';
import { claim, recover, release, renew } from './queue.ts';
import { remap } from './remap.ts';

/** Everything outside that the machines work with. */
export interface ActorPorts extends Llms {
  source: MailSource;
  parser: MailParser;
  crm: Crm;
  messages: MessageStore;
  /** Where drafts go besides the store; null where the API shares it. */
  sink: DraftSink | null;
  playbook: Playbook;
  prices: Prices;
  intake: DiscoverOptions & MarkOptions & { maxMessageBytes: number };
}

/** The whole actor system with its hands on: the only `.provide()` of the house. */
export function provideActors(ports: ActorPorts) {
  const { sink, source, parser, crm, messages, playbook, prices, intake } = ports;
  return supervisorMachine.provide({
    actors: {
      recover: recover(messages),
      claim: claim(messages),
      renew: renew(messages),
      release: release(messages),
      mailbox: mailboxMachine.provide({
        actors: {
          connect: connect(source),
          disconnect: disconnect(source),
          listen: listen(source),
          discover: discover(source, messages, intake),
          remap: remap(source, messages, intake.maxMessageBytes),
          fetch: fetchBatch(source, messages, intake.maxMessageBytes),
          mark: mark(source, messages, intake),
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
      email: emailMachine.provide({
        actors: {
          parse: parse(parser, messages),
          classify: classify(ports),
          enrich: enrich(crm),
          admit: admit(messages),
          draft: draft(ports, playbook),
          summarize: summarize(ports),
          commit: commit(messages),
          persist: persist(messages, prices, sink !== null),
          settle: settle(messages),
        },
      }),
    },
  });
}
