import { Failure } from './failure.ts';

/** The share of a day's budget that may go into drafts that are made again. */
const redraftShare = 0.25;
/** Sorting, drafting and summarizing. */
const callsOfDraft = 3;
/** What a call is taken to need before the first one has told. */
const firstGuess = 2_000;

/** What a call is for: live mail comes first. */
export type Purpose = 'live' | 'redraft';

/** By four characters a token, which holds for English; other languages need more. */
export function roughTokens(characters: number): number {
  return Math.ceil(characters / 4);
}

/** `2026-01-31`, UTC. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

export function msUntilTomorrow(now: number): number {
  return 86_400_000 - (now % 86_400_000);
}

/**
 * A hard limit on the tokens of a day (UTC). A call reserves what calls have needed lately before it
 * is made and gives the difference back after it, so that calls at once cannot together overrun what
 * each of them saw left. What one call needs beyond its reservation is all that a day can overrun.
 */
export class TokenBudget {
  readonly limit: number;
  readonly #now: () => number;
  #day: string;
  #spent: number;
  #redrafting = 0;
  #reserved = 0;
  /** Tokens of a call: a guess, then about the most that calls have needed lately. */
  #usual = firstGuess;
  #isGuess = true;
  #settled: (() => void)[] = [];

  /** @param spent tokens that were spent today before this process began */
  constructor(limit: number, spent: number, now: () => number = Date.now) {
    this.limit = limit;
    this.#now = now;
    this.#day = dayOf(now());
    this.#spent = spent;
  }

  /** Whether today's tokens are used up. */
  get exhausted(): boolean {
    this.#turnDay();
    if (this.#reserved > 0) return this.#spent >= this.limit;
    return this.#spent + (this.#isGuess ? 1 : Math.min(this.#usual, this.limit)) > this.limit;
  }

  /** Tokens that nobody has spent or reserved today. */
  get left(): number {
    this.#turnDay();
    return Math.max(0, this.limit - this.#spent - this.#reserved);
  }

  /** How many drafts may still be made again today. */
  get redraftsLeft(): number {
    if (this.exhausted) return 0;
    const left = Math.min(
      this.limit * redraftShare - this.#redrafting,
      this.limit - this.#spent - this.#reserved,
    );
    return Math.max(0, Math.floor(left / (this.#usual * callsOfDraft)));
  }

  /**
   * Waits for calls under way where only they stand between this one and the limit.
   * @param atLeast tokens that this call will need by the length of what it asks
   * @returns to be called once with what the call used
   * @throws Failure `llm.budget`, with the time until tomorrow
   */
  async reserve(
    purpose: Purpose,
    atLeast: number,
    signal: AbortSignal,
  ): Promise<(used: number) => void> {
    for (;;) {
      if (this.exhausted) {
        throw new Failure(
          'llm.budget',
          `the day's ${this.limit} tokens (LLM_DAILY_TOKENS) are used up`,
          {
            retryAfterMs: msUntilTomorrow(this.#now()),
          },
        );
      }
      const needed = Math.min(Math.max(this.#usual, atLeast), this.limit - this.#spent);
      if (this.#spent + this.#reserved + needed <= this.limit) return this.#hold(needed, purpose);
      // oxlint-disable-next-line no-await-in-loop -- one turn for each call that ends
      await this.#nextSettlement(signal);
    }
  }

  #hold(needed: number, purpose: Purpose): (used: number) => void {
    const day = this.#day;
    this.#reserved += needed;
    return (used) => {
      this.#reserved -= needed;
      this.#learn(used);
      this.#turnDay();
      // Across midnight it was yesterday's budget that paid.
      if (day === this.#day) {
        this.#spent += used;
        if (purpose === 'redraft') this.#redrafting += used;
      }
      for (const wake of this.#settled.splice(0)) wake();
    };
  }

  #learn(used: number): void {
    if (used === 0) return;
    this.#usual = this.#isGuess ? used : Math.max(used, Math.round(this.#usual * 0.9));
    this.#isGuess = false;
  }

  #turnDay(): void {
    const today = dayOf(this.#now());
    if (today === this.#day) return;
    this.#day = today;
    this.#spent = 0;
    this.#redrafting = 0;
  }

  async #nextSettlement(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const abandon = () => reject(signal.reason);
      signal.addEventListener('abort', abandon, { once: true });
      this.#settled.push(() => {
        signal.removeEventListener('abort', abandon);
        resolve();
      });
    });
  }
}
