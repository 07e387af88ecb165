export interface Ages {
  /** How long what was found is kept, ms. */
  hitMs: number;
  /** How long it is remembered that nothing was found, ms. */
  missMs: number;
}

interface Entry<T> {
  value: T | null;
  until: number;
}

interface Flight<T> {
  result: Promise<T | null>;
  controller: AbortController;
  waiting: number;
}

/**
 * Results by key, the least recently used forgotten first. Those who ask for the same key at the
 * same time share one `load`, which is aborted only when all of them have given up. Failures are
 * not kept.
 */
export class SharedCache<T> {
  readonly #most: number;
  readonly #ages: Ages;
  readonly #entries = new Map<string, Entry<T>>();
  readonly #flights = new Map<string, Flight<T>>();

  constructor(most: number, ages: Ages) {
    this.#most = most;
    this.#ages = ages;
  }

  /** Rejects with what `load` rejects with, or with the signal's reason. */
  async get(
    key: string,
    signal: AbortSignal,
    load: (signal: AbortSignal) => Promise<T | null>,
  ): Promise<T | null> {
    signal.throwIfAborted();
    const entry = this.#recall(key);
    if (entry) return entry.value;
    return this.#join(this.#flights.get(key) ?? this.#start(key, load), key, signal);
  }

  /** Ends what is under way, and forgets everything. */
  clear(reason: Error): void {
    for (const { controller } of this.#flights.values()) controller.abort(reason);
    this.#entries.clear();
  }

  #recall(key: string): Entry<T> | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.until <= performance.now()) return undefined;
    this.#entries.set(key, entry);
    return entry;
  }

  #start(key: string, load: (signal: AbortSignal) => Promise<T | null>): Flight<T> {
    const controller = new AbortController();
    const flight = {
      controller,
      waiting: 0,
      result: load(controller.signal)
        .then((value) => {
          this.#keep(key, value);
          return value;
        })
        .finally(() => this.#end(key, flight)),
    };
    // All who waited may have gone by the time it fails.
    flight.result.catch(() => {});
    this.#flights.set(key, flight);
    return flight;
  }

  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  #keep(key: string, value: T | null): void {
    const { hitMs, missMs } = this.#ages;
    const ageMs = value === null ? missMs : hitMs;
    this.#entries.set(key, { value, until: performance.now() + ageMs });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest);
  }

  async #join(flight: Flight<T>, key: string, signal: AbortSignal): Promise<T | null> {
    flight.waiting += 1;
    let leave = () => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([flight.result, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        // Whoever comes next must not join what is being aborted.
        this.#end(key, flight);
        flight.controller.abort(signal.reason);
      }
    }
  }
}
