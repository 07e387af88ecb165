/** What the core offers: events, the actor tree, and orders to the machines. */
import type { Urgency } from '../domain/category.ts';
import type { Draft, NewDraft } from '../domain/draft.ts';
import type { Stage, Step } from '../domain/message.ts';
import type { MailboxRef } from './mail.ts';

export type DomainEvent =
  | { type: 'draft.created'; draft: Draft }
  | { type: 'draft.updated'; draft: Draft }
  | {
      type: 'message.transitioned';
      id: number;
      key: string;
      from: Stage;
      to: Stage;
      error: string | null;
    }
  | { type: 'mailbox.changed'; account: string; mailbox: string; state: string };

/** In-process publish and subscribe; events are published after their commit. */
export interface EventBus {
  publish(event: DomainEvent): void;
  subscribe(listener: (event: DomainEvent) => void): () => void;
}

export interface ActorInfo {
  /** Its session id, prefixed with the process. */
  id: string;
  parent: string | null;
  /** The machine's id, or the name of the actor's logic. */
  machine: string;
  /** The state value as text, such as `connected.watching`; for a promise its status. */
  state: string;
  since: string;
  /** What it works on: a message's id or a folder. */
  subject?: string;
}

/**
 * Orders to the machines of this process. They are idempotent, and a pause holds until it is ended
 * or the process is: it is not stored.
 */
export interface MachineControl {
  /** What the supervisor does: `waiting`, `pausing`, `paused`, `stalled`, `draining`. */
  supervisor(): string;
  /** Claims nothing more; what is in work goes on to its end, and so does intake. */
  pause(): void;
  resume(): void;
  /** What a folder's machine does, such as `watching`; null: it is not watched by this process. */
  mailbox(ref: MailboxRef): string | null;
  /**
   * `retry` ends a wait for the mail server at once, `pause` disconnects until `resume`, `takeOlder`
   * takes in the newest of what the backfill left alone, as many as IMAP_BACKFILL_LIMIT.
   */
  tellMailbox(ref: MailboxRef, order: 'retry' | 'pause' | 'resume' | 'takeOlder'): void;
}

/** How a message would be dealt with by other means. */
export interface ReplayRequest {
  from: ReplayStep;
  /** Another model of the configured server, or `mock`; null: the configured one. */
  model: string | null;
  /** YAML as in PLAYBOOK_FILE; null: the playbook in force. */
  playbook: string | null;
  instruction: string | null;
}

/** What the last step leads to is stored, so it is not among them. */
export type ReplayStep = Exclude<Step, 'persisting'>;

/** What one way of dealing with a message comes to. */
export type ReplaySide = Pick<
  NewDraft,
  'category' | 'confidence' | 'reason' | 'noReplyReason' | 'crm' | 'reply' | 'provenance'
> & { intent: string; urgency: Urgency };

export type ReplayResult =
  | {
      kind: 'replayed';
      before: ReplaySide | null;
      after: ReplaySide;
      changed: (keyof ReplaySide)[];
    }
  | { kind: 'missing' }
  /** Such as a playbook that is not valid, or a source that is not kept any more. */
  | { kind: 'refused'; reason: string };

/** What the HTTP side may ask of the running machines. */
export interface SystemControl {
  /** null: they run in another process. */
  readonly machines: MachineControl | null;
  /** There is work in the table. */
  wake(): void;
  actors(): ActorInfo[];
  /** The state of the LLM gate: `absent`, `closed`, `open` or `halfOpen`. */
  llm(): string;
  /** Works a message anew and stores nothing; null: the machines run in another process. */
  replay(id: number, request: ReplayRequest): Promise<ReplayResult | null>;
  /** Whether it can serve now, and what is wrong, which need not be the same. */
  readiness(): Promise<Readiness>;
}

export interface Readiness {
  /** False: it can do nothing of use, or not yet. What is amiss elsewhere leaves it ready. */
  ready: boolean;
  /** All that is wrong, for a person; while it is ready, mail flows less well, or not everywhere. */
  reasons: string[];
  /** What was looked at, one by one. */
  checks?: ReadinessCheck[];
}

export interface ReadinessCheck {
  /** Such as `database` or `mailbox INBOX`. */
  name: string;
  /** `failed` makes the process unready, `degraded` does not. */
  status: 'ok' | 'degraded' | 'failed';
  /** null: it is ok. */
  reason: string | null;
}

/** One variable of the configuration as it is in force. */
export interface Setting {
  name: string;
  /** A secret is shown as `set`, and the password inside an address as `•••`; null: it is not set. */
  value: string | null;
  /** Given by the environment or `.env`; else it is the default. */
  given: boolean;
  /** What it is for, in a few words. */
  about: string;
}

/** The embedded sample mailbox. */
export interface DemoMail {
  /** Puts a mail (RFC 5322) into it, as if it had arrived. @throws Error where the mailbox is full */
  deliver(raw: Buffer): void;
}
