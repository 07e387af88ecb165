/** The ports with a meter before them: whoever calls them notices nothing. */
import { Failure } from '../domain/failure.ts';
import { route, type StepRun } from '../domain/message.ts';
import type {
  Crm,
  DraftSink,
  MailSource,
  MessageStore,
  OutgoingStore,
  StepCommit,
  UsageStore,
} from '../ports.ts';
import type { Metrics } from './registry.ts';
import { unwatched, type Watch } from './watch.ts';

export function watchBy(metrics: Metrics): Watch {
  return {
    ...unwatched,
    messages: (messages) => watchedMessages(messages, metrics),
    outgoing: (outgoing) => watchedOutgoing(outgoing, metrics),
    usage: (usage) => watchedUsage(usage, metrics),
    source: (source) => watchedSource(source, metrics),
    crm: (crm) => watchedCrm(crm, metrics),
    sink: (sink) => watchedSink(sink, metrics),
  };
}

/** A failure's code, for a label: they are few. */
const codeOf = (error: unknown) => Failure.of(error).code;
const secondsSince = (since: number) => (performance.now() - since) / 1_000;

function watchedMessages(messages: MessageStore, metrics: Metrics): MessageStore {
  /** A write under a lease: another may hold it by now. */
  async function held<T>(write: Promise<T>): Promise<T> {
    try {
      return await write;
    } catch (error) {
      if (codeOf(error) === 'store.fenced') metrics.count('leases_lost_total', {});
      throw error;
    }
  }

  function noteRun(step: string, run: StepRun | null): void {
    if (run?.fallback) {
      metrics.count('llm_fallbacks_total', { step, cause: run.cause ?? 'none' });
    }
  }

  function noteCommit(commit: StepCommit): void {
    const { step, ms, note, result } = commit;
    const outcome = note === undefined ? 'done' : 'noted';
    metrics.observe('step_duration_seconds', { step, outcome }, ms / 1_000);
    if ('run' in result) noteRun(step, result.run);
  }

  return {
    ...messages,
    async commitStep(commit) {
      const after = await held(messages.commitStep(commit));
      noteCommit(commit);
      return after;
    },
    async settle(lease, message, settlement) {
      const after = await held(messages.settle(lease, message, settlement));
      const labels = { step: route(message), outcome: settlement.kind };
      metrics.observe('step_duration_seconds', labels, settlement.ms / 1_000);
      return after;
    },
    async persist(lease, message, draft, ms, deliver) {
      const after = await held(messages.persist(lease, message, draft, ms, deliver));
      const labels = { step: 'persisting', outcome: 'done' };
      metrics.observe('step_duration_seconds', labels, ms / 1_000);
      return after;
    },
    async delivered(lease, message, ms) {
      await held(messages.delivered(lease, message, ms));
    },
    async reconcile(mailbox, serverUids) {
      const gaps = await messages.reconcile(mailbox, serverUids);
      if (gaps.length > 0) metrics.count('ledger_gaps_found_total', {}, gaps.length);
      return gaps;
    },
  };
}

function watchedOutgoing(outgoing: OutgoingStore, metrics: Metrics): OutgoingStore {
  return {
    ...outgoing,
    async move(dispatch, move) {
      const moved = await outgoing.move(dispatch, move);
      metrics.count('outgoing_moves_total', { kind: dispatch.outgoing.kind, to: move.to });
      return moved;
    },
  };
}

function watchedUsage(usage: UsageStore, metrics: Metrics): UsageStore {
  return {
    ...usage,
    async note(call) {
      const { step, inputTokens, outputTokens, cost, failed } = call;
      metrics.count('llm_calls_total', { step, outcome: failed ? 'failed' : 'ok' });
      metrics.count('llm_tokens_total', { step, direction: 'input' }, inputTokens);
      metrics.count('llm_tokens_total', { step, direction: 'output' }, outputTokens);
      metrics.count('llm_cost_usd_total', { step }, cost);
      await usage.note(call);
    },
  };
}

function watchedSource(source: MailSource, metrics: Metrics): MailSource {
  return {
    ...source,
    async connect(ref, signal) {
      const { account, mailbox } = ref;
      const note = (outcome: string) =>
        metrics.count('imap_connects_total', { account, mailbox, outcome });
      try {
        await source.connect(ref, signal);
        note('ok');
      } catch (error) {
        note(codeOf(error));
        throw error;
      }
    },
    async fetch(ref, uids, maxBytes) {
      const since = performance.now();
      const note = (outcome: string) =>
        metrics.observe('imap_fetch_duration_seconds', { outcome }, secondsSince(since));
      try {
        const mails = await source.fetch(ref, uids, maxBytes);
        note('ok');
        const bytes = mails.reduce((sum, mail) => sum + mail.source.length, 0);
        metrics.count('imap_fetched_bytes_total', {}, bytes);
        return mails;
      } catch (error) {
        note(codeOf(error));
        throw error;
      }
    },
  };
}

function watchedCrm(crm: Crm, metrics: Metrics): Crm {
  return {
    ...crm,
    async find(address, signal) {
      const since = performance.now();
      const note = (outcome: string) =>
        metrics.observe('crm_call_duration_seconds', { outcome }, secondsSince(since));
      try {
        const record = await crm.find(address, signal);
        note(record ? 'found' : 'unknown');
        return record;
      } catch (error) {
        note('failed');
        throw error;
      }
    },
  };
}

function watchedSink(sink: DraftSink, metrics: Metrics): DraftSink {
  return {
    ...sink,
    async deliver(draft, signal) {
      try {
        const outcome = await sink.deliver(draft, signal);
        metrics.count('api_deliveries_total', { outcome });
        return outcome;
      } catch (error) {
        metrics.count('api_deliveries_total', { outcome: codeOf(error) });
        throw error;
      }
    },
  };
}
