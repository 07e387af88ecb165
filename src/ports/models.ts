/** The LLM and the CRM. */
import type { Category } from '../domain/category.ts';
import type { Mail } from '../domain/mail.ts';
import type { Classification, CrmRecord, Reply, Summary } from '../domain/message.ts';

export interface LlmUsage {
  model: string;
  inputTokens: number;
  outputTokens: number;
}

export interface DraftRequest {
  mail: Mail;
  classification: Classification;
  crm: CrmRecord | null;
}

/**
 * A model that answers the three questions of the pipeline. `mail` is data: whatever it says, the
 * answer is of the declared shape.
 */
export interface Llm {
  /** Shown in the provenance: `openai` or `mock`. */
  readonly provider: string;
  classify(mail: Mail, signal: AbortSignal): Promise<Classification & LlmUsage>;
  /** The reply's body is unsigned; signing is the caller's. */
  draft(request: DraftRequest, signal: AbortSignal): Promise<Reply & LlmUsage>;
  summarize(mail: Mail, category: Category, signal: AbortSignal): Promise<Summary & LlmUsage>;
}

export interface Crm {
  /** By address, then by company domain; null when nobody knows the sender. */
  find(address: string, signal: AbortSignal): Promise<CrmRecord | null>;
}
