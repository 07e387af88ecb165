import {
  context,
  ProxyTracerProvider,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { Failure } from '../domain/failure.ts';
import type { Claim, Llm, LlmUsage, MessageStore } from '../ports.ts';
import type { StepTrace } from '../ports/tracing.ts';
import { unwatched, type Watch } from './watch.ts';

export interface Tracing extends StepTrace {
  watch: Watch;
}

const name = 'marketing-ops-agent';

/**
 * Traces for whoever has loaded an OpenTelemetry SDK before the program (`NODE_OPTIONS=--import …`);
 * null where nobody has, and then nothing is wrapped and nothing costs anything.
 */
export function openTracing(): Tracing | null {
  const provider = trace.getTracerProvider();
  const isIdle = provider instanceof ProxyTracerProvider && !provider.getDelegateTracer(name);
  return isIdle ? null : tracingBy(trace.getTracer(name));
}

type Attributes = Record<string, string | number | boolean>;

/**
 * A span for a message's working, from its claim to its end or its next wait; under it one for each
 * try of a step, and under these one for each call of the LLM and the CRM. A fetch is for many
 * messages, so its span stands alone. Attributes are ids, folders, codes and numbers.
 */
export function tracingBy(tracer: Tracer): Tracing {
  /** By message: what is in work. A claim that was lost ends with the next one of its message. */
  const working = new Map<number, Span>();

  function begin({ message, redraft }: Claim): void {
    end(message.id, 'lost');
    const attributes = {
      'message.id': message.id,
      'message.account': message.account,
      'message.mailbox': message.mailbox,
      'message.attempts': message.attempts,
      'message.redraft': redraft,
    };
    working.set(message.id, tracer.startSpan('message', { attributes }, context.active()));
  }

  function end(id: number, outcome: string): void {
    const span = working.get(id);
    if (!span) return;
    working.delete(id);
    span.setAttribute('outcome', outcome);
    if (outcome === 'quarantine') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  async function run<T>(
    span: Span,
    work: () => PromiseLike<T>,
    told?: (result: T) => Attributes,
  ): Promise<T> {
    try {
      const result = await context.with(trace.setSpan(context.active(), span), work);
      if (told) span.setAttributes(told(result));
      return result;
    } catch (error) {
      // Its message may quote a server's answer: the code says enough.
      const { code } = Failure.of(error);
      span.setAttribute('error.type', code);
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
      throw error;
    } finally {
      span.end();
    }
  }

  function call<T>(
    what: string,
    attributes: Attributes,
    work: () => PromiseLike<T>,
    told?: (result: T) => Attributes,
  ): Promise<T> {
    return run(tracer.startSpan(what, { attributes }, context.active()), work, told);
  }

  return {
    step(what, { id }, work) {
      const parent = working.get(id);
      const under = parent ? trace.setSpan(context.active(), parent) : context.active();
      const span = tracer.startSpan(what, { attributes: { 'message.id': id } }, under);
      return run(span, work);
    },
    watch: {
      ...unwatched,
      messages: (messages) => followed(messages, begin, end),
      llm: (llm) => tracedLlm(llm, call),
      crm: (crm) => ({
        ...crm,
        find: (address, signal) =>
          call(
            'crm.find',
            {},
            () => crm.find(address, signal),
            (record) => ({ found: record !== null }),
          ),
      }),
      source: (source) => ({
        ...source,
        fetch: ({ account, mailbox }, uids, maxBytes) =>
          call(
            'imap.fetch',
            { 'message.account': account, 'message.mailbox': mailbox, asked: uids.length },
            () => source.fetch({ account, mailbox }, uids, maxBytes),
            (mails) => ({ fetched: mails.length }),
          ),
      }),
      sink: (sink) => ({
        ...sink,
        deliver: (draft, signal) => call('api.deliver', {}, () => sink.deliver(draft, signal)),
      }),
    },
  };
}

/** The span of a message begins with its claim and ends with the commit that ends its job. */
function followed(
  messages: MessageStore,
  begin: (claim: Claim) => void,
  end: (id: number, outcome: string) => void,
): MessageStore {
  return {
    ...messages,
    async claim(limit) {
      const result = await messages.claim(limit);
      for (const claim of result.claims) begin(claim);
      return result;
    },
    async persist(lease, message, draft, ms, deliver) {
      const after = await messages.persist(lease, message, draft, ms, deliver);
      end(message.id, deliver ? 'queued' : 'done');
      return after;
    },
    async settle(lease, message, settlement) {
      const after = await messages.settle(lease, message, settlement);
      end(message.id, settlement.kind);
      return after;
    },
  };
}

type Call = <T>(
  what: string,
  attributes: Attributes,
  work: () => PromiseLike<T>,
  told?: (result: T) => Attributes,
) => Promise<T>;

function tracedLlm(llm: Llm, call: Call): Llm {
  const { provider } = llm;
  const attributes = { 'gen_ai.system': provider };
  // Not the model: whatever an answer calls itself is not ours.
  const told = (answer: LlmUsage) => ({
    'gen_ai.usage.input_tokens': answer.inputTokens,
    'gen_ai.usage.output_tokens': answer.outputTokens,
  });
  return {
    provider,
    classify: (question, signal) =>
      call('llm.classify', attributes, () => llm.classify(question, signal), told),
    draft: (request, signal) =>
      call('llm.draft', attributes, () => llm.draft(request, signal), told),
    summarize: (request, signal) =>
      call('llm.summarize', attributes, () => llm.summarize(request, signal), told),
  };
}
