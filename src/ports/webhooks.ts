/** Events for a receiver elsewhere: what is to be posted, who posts it, and the log of it. */
import type { PostAnswer, WebhookEvent, WebhookState } from '../domain/webhook.ts';
import type { Page } from './ledger.ts';

/** One event on its way to the receiver, or there. */
export interface WebhookDelivery {
  id: number;
  /** Its `webhook-id`: the same for every try, so that the receiver knows it again. */
  event: string;
  type: WebhookEvent;
  /** What it is about, such as `message/7`; events about the same are posted in their order. */
  subject: string;
  state: WebhookState;
  /** Tries that failed since it was last queued. */
  tries: number;
  notBefore: string | null;
  /** What the last try came to. */
  error: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface WebhookAttempt {
  /** ISO 8601 UTC. */
  at: string;
  /** null: there was no answer. */
  status: number | null;
  ms: number;
  error: string | null;
}

/** A delivery with its body and tries, the oldest first. */
export interface WebhookRecord extends WebhookDelivery {
  body: string;
  attempts: WebhookAttempt[];
}

/** A claimed delivery: the right to post it until the lease ends. */
export interface WebhookClaim {
  id: number;
  /** Raised by every claim; the settling of an older one is left alone. */
  epoch: number;
  event: string;
  type: WebhookEvent;
  attempts: number;
  /** Epoch milliseconds: a try that fails later is the last. */
  expiresAt: number;
  /** JSON, as it is signed and posted. */
  body: string;
}

export interface WebhookFilter {
  state?: WebhookState;
  limit: number;
  /** Rows before this id. */
  cursor?: number;
}

/** What is told of the receiver; it is off where WEBHOOK_URL is not set. */
export interface WebhookReceiver {
  on: boolean;
  /** It answered 410 Gone then, and nothing was posted since. ISO 8601 UTC. */
  goneAt: string | null;
  queued: number;
}

export interface WebhookStore {
  /**
   * From now on what happens is told: from where a former process stopped, else from this moment.
   * @param receiver of WEBHOOK_URL, hashed: another one than before is not the one that was gone
   */
  begin(receiver: string): Promise<void>;
  /** Nothing is told any more, and nothing is written. */
  end(): Promise<void>;
  /**
   * Writes down what has happened since the last call, and takes the oldest deliveries that are due;
   * of those about the same subject only the first. Held for longer than a try may take.
   */
  claim(limit: number): Promise<WebhookClaim[]>;
  /** What came of them, in one transaction; one that somebody else has claimed since is left alone. */
  settle(tried: { claim: WebhookClaim; answer: PostAnswer }[]): Promise<WebhookDelivery[]>;
  /** The newest first. */
  list(filter: WebhookFilter): Promise<Page<WebhookDelivery>>;
  get(id: number): Promise<WebhookRecord | null>;
  /**
   * Has one posted (again) at once, whatever came of it; a receiver that was gone is asked again.
   * null: there is no such delivery.
   */
  retry(id: number): Promise<WebhookDelivery | null>;
  receiver(): Promise<WebhookReceiver>;
  /** Forgets deliveries that were made before then (ISO 8601 UTC), the oldest `limit`; how many. */
  forget(before: string, limit: number): Promise<number>;
}

/** Posts events to the receiver. */
export interface WebhookPoster {
  /** Never rejects: what went wrong is in the answer. */
  post(claim: Pick<WebhookClaim, 'event' | 'body'>, signal: AbortSignal): Promise<PostAnswer>;
}
