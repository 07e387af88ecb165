import { Failure } from '../../../domain/failure.ts';

/**
 * Keeps a server that is down from costing every message its time-out: after several failures in a
 * row nothing is asked for a while, then a single request tries whether it is back.
 */
export class Circuit {
  readonly #most: number;
  readonly #openMs: number;
  #failures = 0;
  #openUntil = 0;
  #why = '';
  #trying = false;

  /** @param most failures in a row that open it */
  constructor(most: number, openMs: number) {
    this.#most = most;
    this.#openMs = openMs;
  }

  /** @throws Failure `crm.unavailable` while nothing is to be asked */
  check(): void {
    const rest = this.#openUntil - performance.now();
    if (rest <= 0 && !(this.#openUntil > 0 && this.#trying)) return;
    throw new Failure('crm.unavailable', `HubSpot is left alone for a while: ${this.#why}`, {
      retryAfterMs: Math.max(Math.ceil(rest), 1_000),
    });
  }

  /**
   * Runs one request, unless the circuit is open. What it rejects with counts as a failure where
   * `counts` says so.
   */
  async run<T>(work: () => Promise<T>, counts: (error: unknown) => boolean): Promise<T> {
    this.check();
    const isTrial = this.#openUntil > 0;
    this.#trying ||= isTrial;
    try {
      const result = await work();
      this.#failures = 0;
      this.#openUntil = 0;
      return result;
    } catch (error) {
      if (counts(error)) this.#failed(Failure.of(error).message);
      throw error;
    } finally {
      if (isTrial) this.#trying = false;
    }
  }

  /** Opens it at once: asking again would be of no use. */
  open(why: string): void {
    this.#why = why;
    this.#openUntil = performance.now() + this.#openMs;
  }

  #failed(why: string): void {
    this.#failures += 1;
    if (this.#failures >= this.#most) this.open(why);
  }
}
