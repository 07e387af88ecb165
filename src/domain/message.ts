import type { Category, Urgency } from './category.ts';
import type { FailureCode } from './failure.ts';
import type { Mail } from './mail.ts';

/**
 * Where a message stands in the ledger. The comment names who moves it on.
 * `route` is the only function that says which stage a row is in.
 */
export const stages = [
  'discovered', // known by UID only; the mailbox machine fetches it
  'parsing', // fetched; an email machine works it from here to persisting
  'classifying',
  'enriching',
  'drafting',
  'summarizing',
  'persisting',
  'waiting', // a step failed and is due again at notBefore; the supervisor claims it then
  'queued', // its draft waits for the REST API; a delivery machine brings it there
  'done',
  'skipped', // own mail or an exact duplicate; nobody moves it on
  'quarantined', // a person retries or discards it
  'gone', // expunged before it could be fetched
] as const;
export type Stage = (typeof stages)[number];

/** The stages in which an email machine has work to do, in their order. */
export const steps = [
  'parsing',
  'classifying',
  'enriching',
  'drafting',
  'summarizing',
  'persisting',
] as const;
export type Step = (typeof steps)[number];

/** Who answered an LLM step, how long it took and what it used. */
export interface StepRun {
  /** `openai`, `mock`, or `rules` where no model was needed. */
  provider: string;
  model: string;
  ms: number;
  inputTokens: number;
  outputTokens: number;
  /** True when the mock LLM stood in for the configured one (or none is configured). */
  fallback: boolean;
  /** Why it stood in; null: no LLM is configured, or none was needed. */
  cause: FailureCode | null;
}

export interface Classification {
  category: Category;
  /** 0 to 1. */
  confidence: number;
  reason: string;
}

export interface CrmRecord {
  company: string;
  industry: string;
  /** Head count as a range, such as `500-1000`. */
  size: string;
  contactRole: string;
  /** Where it was found, such as `mock:address` or `csv:domain`. */
  source: string;
}

export interface Reply {
  subject: string;
  body: string;
  /** BCP 47 tag, such as `en`. */
  language: string;
}

export interface Summary {
  intent: string;
  urgency: Urgency;
}

/** The result of each step, as it is committed to the message's row; null until then. */
export interface StepResults {
  parsing: Mail;
  classifying: Classification & { run: StepRun };
  enriching: { crm: CrmRecord | null; reason: string | null };
  drafting: { reply: Reply | null; noReplyReason: string | null; run: StepRun | null };
  summarizing: Summary & { run: StepRun };
  /** The id of the stored draft. */
  persisting: number;
}

/** A message as an email machine works it: its identity and the results so far. */
export type Message = MessageIdentity & {
  receivedAt: string;
  truncated: boolean;
  /** Failed tries of the step that is due. */
  attempts: number;
  /** Raised by every commit; a commit that names an older one is refused. */
  seq: number;
  /** Raised each time the message is worked again after it had a draft. */
  revision: number;
  /** Set where the message ended early or waits; null while it walks the steps. */
  ended: 'skipped' | 'quarantined' | 'gone' | null;
  fetched: boolean;
  /** What a person wants of the reply that is drafted next. */
  instruction: string | null;
  /** Whether its draft must still be brought to the REST API of another process; null: it need not. */
  outbound: 'queued' | 'delivered' | null;
} & { [S in Step]: StepResults[S] | null };

export interface MessageIdentity {
  id: number;
  key: string;
  account: string;
  mailbox: string;
  uidValidity: number;
  uid: number;
}

/**
 * The one answer to "what is due?". The email machine's guards, the stored stage and the journey
 * all come from here, so the column can never disagree with the statechart.
 */
export function route(message: Pick<Message, 'ended' | 'fetched' | 'outbound' | Step>): Stage {
  if (message.ended) return message.ended;
  if (!message.fetched) return 'discovered';
  const due = steps.find((step) => message[step] === null);
  return due ?? (message.outbound === 'queued' ? 'queued' : 'done');
}

/** `account/mailbox/uidValidity/uid`, each segment percent-encoded; it never changes. */
export function messageKey(
  account: string,
  mailbox: string,
  uidValidity: number,
  uid: number,
): string {
  return [account, mailbox, uidValidity, uid].map(encodeURIComponent).join('/');
}

/** A message as it stands once it is fetched: no step is done yet. */
export function fetchedMessage(
  id: number,
  place: Omit<MessageIdentity, 'id' | 'key'>,
  arrival: Pick<Message, 'receivedAt' | 'truncated'>,
): Message {
  const { account, mailbox, uidValidity, uid } = place;
  return {
    ...place,
    ...arrival,
    id,
    key: messageKey(account, mailbox, uidValidity, uid),
    attempts: 0,
    seq: 0,
    revision: 1,
    ended: null,
    fetched: true,
    instruction: null,
    outbound: null,
    parsing: null,
    classifying: null,
    enriching: null,
    drafting: null,
    summarizing: null,
    persisting: null,
  };
}
