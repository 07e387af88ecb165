import { setTimeout as sleep } from 'node:timers/promises';

import type { z } from 'zod';

import { Circuit } from './circuit.ts';
import { exchange, type HttpAnswer } from './exchange.ts';
import {
  answered,
  askedWait,
  crowdedOut,
  givenUp,
  HubspotFailure,
  isPassing,
  refused,
  throttled,
  unexpectedShape,
} from './failures.ts';
import { RateLimit } from './rate-limit.ts';
import { Slots } from './slots.ts';

/** How HubSpot is asked. */
export interface Manners {
  /** Deadline of one request. */
  timeoutMs: number;
  /** The longest wait for a limit, or between two tries. */
  maxWaitMs: number;
  /** Requests at a time. */
  concurrency: number;
  /** All requests: HubSpot allows a private app 100 to 190 in ten seconds. */
  perSecond: number;
  burst: number;
  /** Searches: HubSpot allows an account five a second, over all of its apps. */
  searchesPerSecond: number;
  /** Failures in a row after which HubSpot is left alone, and for how long. */
  failuresInRow: number;
  openMs: number;
  /** Before the second try; doubled before the third. */
  retryMs: number;
}

export const goodManners: Manners = {
  timeoutMs: 4_000,
  maxWaitMs: 6_000,
  concurrency: 8,
  perSecond: 8,
  burst: 16,
  searchesPerSecond: 4,
  failuresInRow: 5,
  openMs: 30_000,
  retryMs: 250,
};

const tries = 3;

/** A request, and what its answer must look like. */
export interface Ask<S extends z.ZodType> {
  /** With its query, from `/crm` on. */
  path: string;
  /** Given: a POST to a search endpoint. */
  search?: object;
  shape: S;
}

/** What was answered; `answer` alone where the status is 4xx, for the caller to judge. */
export type Told<T> = { found: T } | { found: null; answer: HttpAnswer };

/**
 * HubSpot's CRM API v3 over `fetch`: within its limits, with bounded retries and a circuit.
 * Own code over `fetch`: @hubspot/api-client 14 needs Node 22, and these are four kinds of calls.
 */
export class HubspotClient {
  readonly #base: string;
  readonly #headers: Record<string, string>;
  readonly #manners: Manners;
  readonly #circuit: Circuit;
  readonly #slots: Slots;
  readonly #all: RateLimit;
  readonly #searches: RateLimit;

  constructor(base: string, token: string, manners: Manners) {
    this.#base = base.replace(/\/+$/, '');
    this.#headers = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    };
    this.#manners = manners;
    this.#circuit = new Circuit(manners.failuresInRow, manners.openMs);
    this.#slots = new Slots(manners.concurrency);
    this.#all = new RateLimit(manners.perSecond, manners.burst);
    this.#searches = new RateLimit(manners.searchesPerSecond, 1);
  }

  /** @throws Failure `crm.unavailable` */
  async ask<S extends z.ZodType>(ask: Ask<S>, signal: AbortSignal): Promise<Told<z.output<S>>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(ask, signal);
      } catch (error) {
        if (signal.aborted) throw givenUp(signal.reason);
        const again = error instanceof HubspotFailure && error.again && attempt < tries;
        if (!again) throw error;
        await sleep(this.#pauseBefore(attempt), undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  /** With jitter, so that messages that failed together do not come back together. */
  #pauseBefore(attempt: number): number {
    return this.#manners.retryMs * 2 ** (attempt - 1) * (0.5 + Math.random());
  }

  async #once<S extends z.ZodType>(
    { path, search, shape }: Ask<S>,
    signal: AbortSignal,
  ): Promise<Told<z.output<S>>> {
    this.#circuit.check();
    await this.#room(search ? [this.#searches, this.#all] : [this.#all], signal);
    const request = {
      headers: this.#headers,
      ...(search ? { method: 'POST', body: JSON.stringify(search) } : {}),
    };
    return this.#slots.run(signal, () =>
      this.#circuit.run(
        async () => {
          const { timeoutMs } = this.#manners;
          const answer = await exchange(this.#base + path, request, signal, timeoutMs);
          return this.#judge(answer, shape, search ? this.#searches : this.#all);
        },
        (error) => error instanceof HubspotFailure && error.counts,
      ),
    );
  }

  async #room(limits: RateLimit[], signal: AbortSignal): Promise<void> {
    const waitMs = Math.max(...limits.map((limit) => limit.waitMs));
    if (waitMs > this.#manners.maxWaitMs) throw crowdedOut(waitMs);
    for (const limit of limits) await limit.take(signal);
  }

  #judge<S extends z.ZodType>(answer: HttpAnswer, shape: S, limit: RateLimit): Told<z.output<S>> {
    const { status } = answer;
    if (status === 401 || status === 403) {
      const failure = refused(answer);
      this.#circuit.open(failure.message);
      throw failure;
    }
    if (status === 429) {
      const asked = askedWait(answer);
      // Everybody waits, not only the request that was told to.
      (asked.policy === 'SECONDLY' ? limit : this.#all).pause(asked.waitMs);
      throw throttled(asked, asked.waitMs <= this.#manners.maxWaitMs);
    }
    if (isPassing(answer)) throw answered(answer);
    if (status >= 400) return { found: null, answer };
    const parsed = shape.safeParse(jsonIn(answer));
    if (!parsed.success) throw unexpectedShape();
    return { found: parsed.data };
  }
}

function jsonIn({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unexpectedShape();
  }
}
