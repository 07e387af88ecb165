/** What the core offers: events, the actor tree, and orders to the machines. */
import type { Draft } from '../domain/draft.ts';
import type { Stage } from '../domain/message.ts';
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
  /** `sessionId`, unique in the process. */
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
  /** `retry` ends a wait for the mail server at once, `pause` disconnects until `resume`. */
  tellMailbox(ref: MailboxRef, order: 'retry' | 'pause' | 'resume'): void;
}

/** What the HTTP side may ask of the running machines. */
export interface SystemControl {
  /** null: they run in another process. */
  readonly machines: MachineControl | null;
  /** There is work in the table. */
  wake(): void;
  actors(): ActorInfo[];
  /** The state of the LLM gate: `absent`, `closed`, `open` or `halfOpen`. */
  llm(): string;
  /** Whether mail can flow now, and if not, why; reasons are for a person. */
  readiness(): Promise<{ ready: boolean; reasons: string[] }>;
}

/** The inspector's feed in the wire format of `@statelyai/inspect`, redacted. */
export interface InspectionFeed {
  /** Sends the whole current tree first, then every event as one JSON text; until the returned call. */
  subscribe(send: (json: string) => void): () => void;
}
