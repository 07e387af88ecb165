import { afterAll, beforeAll, beforeEach } from 'vitest';

import { type OpenAiOptions, openAiLlm } from '../../../src/adapters/openai/openai-llm.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Mail } from '../../../src/domain/mail.ts';
import { defaultPlaybook } from '../../../src/domain/playbook.ts';
import {
  type DraftRequest,
  type Llm,
  noBackground,
  type Question,
  type SummaryRequest,
} from '../../../src/ports.ts';
import { aMail } from '../../support/a-claim.ts';
import { type LlmServer, startLlmServer } from '../../support/llm-server.ts';

export const apiKey = 'sk-test-0123456789abcdef';
export const { signal } = new AbortController();

export const mail: Mail = aMail({
  from: { name: 'Dana Whitfield', address: 'dana@northwind.example' },
  recipients: [{ name: '', address: 'marketing@example.com' }],
  subject: 'Pricing for 40 seats',
  text: 'Hello, could you send us your pricing for 40 seats? Our codeword is heliotrope.',
});

export const question: Question = { mail, background: noBackground };

/** What is asked in each step about a mail; name what a test is about. */
export function aDraftRequest(changes: Partial<DraftRequest> = {}): DraftRequest {
  const classification = { category: 'Lead' as const, confidence: 0.9, reason: 'pricing' };
  return { ...question, classification, crm: null, instruction: null, ...changes };
}

export function aSummaryRequest(changes: Partial<SummaryRequest> = {}): SummaryRequest {
  return { ...question, category: 'Lead', ...changes };
}

/** A stand-in server for the tests of one file, plausible again before each of them. */
export function llmServer(): { server: LlmServer; llm(options?: Partial<OpenAiOptions>): Llm } {
  let running: LlmServer;
  beforeAll(async () => {
    running = await startLlmServer();
  });
  beforeEach(() => running.reset());
  afterAll(() => running.close());
  return {
    get server() {
      return running;
    },
    llm: (options) =>
      openAiLlm({
        apiKey,
        baseUrl: running.baseUrl,
        model: 'asked-model',
        timeoutMs: 5_000,
        playbook: defaultPlaybook(),
        ...options,
      }),
  };
}

/** The Failure that a call ends in. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}
