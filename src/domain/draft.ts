import type { Category, Urgency } from './category.ts';
import {
  type Address,
  type Attachment,
  correspondent,
  formatAddress,
  type Injection,
} from './mail.ts';
import type { CrmRecord, Message, Reply, StepRun } from './message.ts';
import { isMachineMade } from './policy.ts';

export const draftStatuses = [
  'drafted', // awaits a person
  'approved',
  'rejected',
  'sending',
  'sent',
  'failed',
  'unknown', // the outcome of an SMTP transaction was lost
  'no_reply', // nothing to answer
  'superseded', // answered elsewhere
] as const;
export type DraftStatus = (typeof draftStatuses)[number];

/** In these a person may still change the draft. */
export const editableStatuses: readonly DraftStatus[] = [
  'drafted',
  'approved',
  'failed',
  'no_reply',
];

/** USD; absent in drafts of agents that do not tell it. */
type ShownRun = Omit<StepRun, 'fallback' | 'cause'> & { costUsd?: number };

/** Who answered each LLM step, and at what cost. */
export interface Provenance {
  fallback: boolean;
  steps: Partial<Record<'classify' | 'draft' | 'summarize', ShownRun>>;
  costUsd: number;
}

/** A draft before it is stored: what the pipeline makes and what `POST /drafts` takes. */
export interface NewDraft {
  key: string;
  /** Raised each time the pipeline drafts the message anew. */
  revision: number;
  account: string;
  mailbox: string;
  uid: number;
  /** The Message-ID header. */
  messageId: string | null;
  threadId: string | null;
  sender: Address;
  recipients: Address[];
  subject: string;
  /** The server's INTERNALDATE, ISO 8601 UTC. */
  receivedAt: string;
  attachments: Attachment[];
  category: Category;
  confidence: number;
  reason: string;
  noReplyReason: string | null;
  automated: boolean;
  crm: CrmRecord | null;
  reply: Reply | null;
  summary: { subject: string; sender: string; intent: string; urgency: Urgency };
  status: DraftStatus;
  /** The ledger row's id, for `/messages/:id`. */
  message: number | null;
  injection: Injection;
  provenance: Provenance;
  truncated: boolean;
}

export interface Draft extends NewDraft {
  id: number;
  /** Raised by every change; changes name the version they were made on. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** Who or what changed a draft. */
export interface DraftVersion {
  version: number;
  at: string;
  /** `agent` or `person`. */
  by: string;
  /** The person's name, where they gave one when they signed in. */
  name: string | null;
  /** Such as `created`, `edited`. */
  change: string;
  reply: Reply | null;
  category: Category;
  urgency: Urgency;
  status: DraftStatus;
}

/** Price of a million tokens in USD; zero where nothing was configured. */
export interface Prices {
  input: number;
  output: number;
}

/** USD. */
export function costOf(
  used: { inputTokens: number; outputTokens: number },
  { input, output }: Prices,
): number {
  return (used.inputTokens * input + used.outputTokens * output) / 1_000_000;
}

const nobody: Address = { name: '', address: '' };

/**
 * The draft of a message whose steps are all committed.
 * @throws when a step before persisting has no result: the machine let it through too early
 */
export function composeDraft(message: Message, prices: Prices): NewDraft {
  const { parsing: mail, classifying, enriching, drafting, summarizing } = message;
  if (!mail || !classifying || !enriching || !drafting || !summarizing) {
    throw new Error(`message ${message.id} reached persisting without all of its results`);
  }
  const sender = correspondent(mail) ?? nobody;
  return {
    key: message.key,
    revision: message.revision,
    account: message.account,
    mailbox: message.mailbox,
    uid: message.uid,
    messageId: mail.messageId,
    threadId: mail.threadId,
    sender,
    recipients: mail.recipients,
    subject: mail.subject,
    receivedAt: message.receivedAt,
    attachments: mail.attachments.map(({ name, type, size }) => ({ name, type, size })),
    category: classifying.category,
    confidence: classifying.confidence,
    reason: classifying.reason,
    noReplyReason: drafting.noReplyReason,
    automated: isMachineMade(message),
    crm: enriching.crm,
    reply: drafting.reply,
    summary: {
      subject: mail.subject,
      sender: formatAddress(sender),
      intent: summarizing.intent,
      urgency: summarizing.urgency,
    },
    status: drafting.reply ? 'drafted' : 'no_reply',
    message: message.id,
    injection: mail.injection,
    provenance: provenanceOf(
      { classify: classifying.run, draft: drafting.run, summarize: summarizing.run },
      prices,
    ),
    truncated: message.truncated,
  };
}

function provenanceOf(
  runs: Record<'classify' | 'draft' | 'summarize', StepRun | null>,
  prices: Prices,
): Provenance {
  const provenance: Provenance = { fallback: false, steps: {}, costUsd: 0 };
  for (const [step, run] of Object.entries(runs) as [keyof typeof runs, StepRun | null][]) {
    if (!run) continue;
    const { fallback, cause: _, ...shown } = run;
    const costUsd = costOf(run, prices);
    provenance.steps[step] = { ...shown, costUsd };
    provenance.fallback ||= fallback;
    provenance.costUsd += costUsd;
  }
  return provenance;
}
