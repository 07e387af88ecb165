import { Failure } from '../../domain/failure.ts';
import type { LlmUsage } from '../../ports.ts';

/** What the requests of one question have used so far, to be paid whatever comes of it. */
export class Bill {
  #model: string;
  #inputTokens = 0;
  #outputTokens = 0;

  /** @param model as asked for, until a server names the one that answers */
  constructor(model: string) {
    this.#model = model;
  }

  add({ model, inputTokens, outputTokens }: Partial<LlmUsage>): void {
    this.#model = model ?? this.#model;
    this.#inputTokens += inputTokens ?? 0;
    this.#outputTokens += outputTokens ?? 0;
  }

  get usage(): LlmUsage {
    return {
      model: this.#model,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
    };
  }

  /** The failure with the tokens that were spent on it; the same one where there were none. */
  on(failure: Failure): Failure {
    const { inputTokens, outputTokens } = this.usage;
    if (inputTokens + outputTokens === 0) return failure;
    const { code, message, retryAfterMs, cause } = failure;
    return new Failure(code, message, {
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(cause !== undefined && { cause }),
      usage: { inputTokens, outputTokens },
    });
  }
}
