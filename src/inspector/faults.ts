/** What went wrong in the inspector itself: counted, and told once, for it may be often. */
export class Faults {
  readonly #onError: ((error: unknown) => void) | undefined;
  #count = 0;

  constructor(onError: ((error: unknown) => void) | undefined) {
    this.#onError = onError;
  }

  get count(): number {
    return this.#count;
  }

  readonly note = (error: unknown): void => {
    this.#count += 1;
    if (this.#count > 1) return;
    try {
      this.#onError?.(error);
    } catch {
      // Who listens for faults has one too many.
    }
  };

  /** Calls what others wrote, or what they may have made fail. Never throws. */
  guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.note(error);
    }
  }
}
