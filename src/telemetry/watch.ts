/**
 * How the parts are watched as they are put together: each port as it goes in and comes out, so that
 * neither actors nor adapters know of metrics and traces.
 */
import type {
  Crm,
  DraftSink,
  Llm,
  MailSource,
  MessageStore,
  OutgoingStore,
  UsageStore,
} from '../ports.ts';

export interface Watch {
  messages(messages: MessageStore): MessageStore;
  outgoing(outgoing: OutgoingStore): OutgoingStore;
  usage(usage: UsageStore): UsageStore;
  source(source: MailSource): MailSource;
  crm(crm: Crm): Crm;
  sink(sink: DraftSink): DraftSink;
  llm(llm: Llm): Llm;
}

/** Nobody watches. */
export const unwatched: Watch = {
  messages: (messages) => messages,
  outgoing: (outgoing) => outgoing,
  usage: (usage) => usage,
  source: (source) => source,
  crm: (crm) => crm,
  sink: (sink) => sink,
  llm: (llm) => llm,
};

export function both(inner: Watch, outer: Watch): Watch {
  return {
    messages: (messages) => outer.messages(inner.messages(messages)),
    outgoing: (outgoing) => outer.outgoing(inner.outgoing(outgoing)),
    usage: (usage) => outer.usage(inner.usage(usage)),
    source: (source) => outer.source(inner.source(source)),
    crm: (crm) => outer.crm(inner.crm(crm)),
    sink: (sink) => outer.sink(inner.sink(sink)),
    llm: (llm) => outer.llm(inner.llm(llm)),
  };
}
