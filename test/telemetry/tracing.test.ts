import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  context,
  type ContextManager,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActor, fromPromise } from 'xstate';
import { parse } from '../../src/actors/parse.ts';
import { tracedBy } from '../../src/actors/traced.ts';
import { Failure } from '../../src/domain/failure.ts';
import { openTracing } from '../../src/telemetry/tracing.ts';
import { tracedRun } from '../support/traced-run.ts';

interface Seen {
  name: string;
  parent: string | null;
  attributes: Attributes;
  error: boolean;
  ended: boolean;
}

/** As small as an SDK can be: spans in a list, with their parents by name. */
class TinyProvider implements TracerProvider {
  readonly seen: Seen[] = [];

  getTracer(): Tracer {
    const start = (name: string, attributes: Attributes, under: Context): Span => {
      const parent = trace.getSpan(under);
      const spanId = String(this.seen.length + 1).padStart(16, '0');
      const seen: Seen = {
        name,
        parent: parent ? (this.seen[Number(parent.spanContext().spanId) - 1]?.name ?? null) : null,
        attributes: { ...attributes },
        error: false,
        ended: false,
      };
      this.seen.push(seen);
      const span: Span = {
        spanContext: () => ({ traceId: '1'.padStart(32, '0'), spanId, traceFlags: 1 }),
        setAttribute: (key, value) => ((seen.attributes[key] = value), span),
        setAttributes: (more) => (Object.assign(seen.attributes, more), span),
        addEvent: () => span,
        addLink: () => span,
        addLinks: () => span,
        setStatus: ({ code }) => ((seen.error = code === SpanStatusCode.ERROR), span),
        updateName: () => span,
        end: () => void (seen.ended = true),
        isRecording: () => true,
        recordException: () => undefined,
      };
      return span;
    };
    return {
      startSpan: (name, { attributes = {} } = {}, under = context.active()) =>
        start(name, attributes, under),
      startActiveSpan: () => {
        throw new Error('not used');
      },
    };
  }
}

class TinyContexts implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();
  active = () => this.#storage.getStore() ?? ROOT_CONTEXT;
  with: ContextManager['with'] = (active, work, self, ...args) =>
    this.#storage.run(active, () => work.apply(self as ThisParameterType<typeof work>, args));
  bind: ContextManager['bind'] = (_active, target) => target;
  enable = () => this;
  disable = () => this;
}

describe('without an SDK', () => {
  it('nothing is wrapped', () => {
    expect(openTracing()).toBeNull();
    const logic = parse({} as Parameters<typeof parse>[0], { source: async () => null });
    expect(tracedBy(undefined)('parse', logic)).toBe(logic);
  });
});

describe('with one', () => {
  let provider: TinyProvider;
  beforeEach(() => {
    provider = new TinyProvider();
    trace.setGlobalTracerProvider(provider);
    context.setGlobalContextManager(new TinyContexts());
  });
  afterEach(() => {
    trace.disable();
    context.disable();
  });

  it('a message, its steps and their calls make one tree, and each mail its own', async () => {
    await tracedRun(2);
    const { seen } = provider;
    expect(seen.every(({ ended }) => ended)).toBe(true);
    const tree = (id: number) => {
      const messages = seen.filter(({ attributes }) => attributes['message.id'] === id);
      return messages.map(({ name, parent }) => `${name} < ${parent}`);
    };
    const steps = ['parse', 'classify', 'enrich', 'draft', 'summarize', 'persist'];
    for (const id of [1, 2]) {
      expect(tree(id)).toEqual(['message < null', ...steps.map((step) => `${step} < message`)]);
    }
    const calls = seen.filter(({ name }) => name.includes('.'));
    const under = new Set(calls.map(({ name, parent }) => `${name} < ${parent}`));
    expect([...under].toSorted()).toEqual([
      'crm.find < enrich',
      'imap.fetch < null',
      'llm.classify < classify',
      'llm.draft < draft',
      'llm.summarize < summarize',
    ]);
    const message = seen.find(({ name }) => name === 'message');
    expect(message?.attributes).toMatchObject({ outcome: 'done', 'message.mailbox': 'INBOX' });
    const text = JSON.stringify(seen);
    for (const canary of ['CANARY', 'ada@lead.example', 'Ada']) expect(text).not.toContain(canary);
  });

  it('a failure is told by its code alone, and is the same for the machine', async () => {
    const tracing = openTracing();
    const failure = new Failure('llm.timeout', 'words with CANARY in them');
    const failing = fromPromise<never, { message: { id: number } }>(() => Promise.reject(failure));
    const logic = tracedBy(tracing ?? undefined)('classify', failing);
    const actor = createActor(logic, { input: { message: { id: 7 } } });
    const failed = new Promise((resolve) => actor.subscribe({ error: resolve }));
    actor.start();
    expect(await failed).toBe(failure);
    expect(provider.seen).toMatchObject([
      { name: 'classify', error: true, attributes: { 'error.type': 'llm.timeout' } },
    ]);
    expect(JSON.stringify(provider.seen)).not.toContain('CANARY');
  });
});
