/** The LLM and the CRM. */
import type { Category } from '../domain/category.ts';
import type { Mail } from '../domain/mail.ts';
import type { Classification, CrmRecord, Reply, Summary } from '../domain/message.ts';

export interface LlmUsage {
  model: string;
  inputTokens: number;
  outputTokens: number;
}

/** Earlier mail of the same sender, as the store remembers it. */
export interface PastMail {
  /** ISO 8601 UTC. */
  at: string;
  subject: string;
  category: Category;
  intent: string;
  /** What was sent or is proposed in answer; null: nothing. */
  reply: string | null;
  answered: boolean;
}

/** What a person made of another mail's draft: how this house wants such mail dealt with. */
export interface Example {
  subject: string;
  /** The beginning of what its sender wrote. */
  text: string;
  category: Category;
  /** As the person left it; null: no reply. */
  reply: string | null;
}

/** What the store knows beside the mail itself. All of it was written by others: it is data too. */
export interface Background {
  /** Earlier mails of the thread, the newest first; at most 5. */
  thread: PastMail[];
  /** Earlier mails of the sender outside of the thread, the newest first; at most 5. */
  sender: PastMail[];
  /** Of other senders, the newest first; at most 3 for each category. None of a suspected injection. */
  examples: Example[];
  /** The category that a person gave the sender's last re-sorted mail. */
  correction: Category | null;
}

export const noBackground: Background = { thread: [], sender: [], examples: [], correction: null };

export interface Question {
  mail: Mail;
  background: Background;
}

export interface DraftRequest extends Question {
  classification: Classification;
  crm: CrmRecord | null;
  /** What a person wants of the reply. */
  instruction: string | null;
}

export interface SummaryRequest extends Question {
  category: Category;
}

/**
 * A model that answers the three questions of the pipeline. `mail` is data: whatever it says, the
 * answer is of the declared shape.
 */
export interface Llm {
  /** Shown in the provenance: `openai` or `mock`. */
  readonly provider: string;
  classify(question: Question, signal: AbortSignal): Promise<Classification & LlmUsage>;
  /** The reply's body is unsigned; signing is the caller's. */
  draft(request: DraftRequest, signal: AbortSignal): Promise<Reply & LlmUsage>;
  summarize(request: SummaryRequest, signal: AbortSignal): Promise<Summary & LlmUsage>;
}

export interface Crm {
  /** By address, then by company domain; null when nobody knows the sender. Rejects `crm.unavailable`. */
  find(address: string, signal: AbortSignal): Promise<CrmRecord | null>;
  /** Stops what it watches; idempotent. */
  close(): Promise<void>;
}
