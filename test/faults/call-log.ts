import type { LlmServer } from '../support/llm-server.ts';

type Call = LlmServer['requests'][number];

/** Within this time after an answer its result is in the table, on a machine that is busy. */
const commitMs = 2_000;
/** A question that was on its way when its process died still arrives. */
const arrivalMs = 500;

/**
 * Every question that was put to the LLM, and every moment at which work was cut off. A question
 * may be put again only where such a moment fell between its asking and its commit.
 */
export class CallLog {
  readonly #llm: LlmServer;
  readonly #calls = new Map<string, Call[]>();
  readonly #timer: NodeJS.Timeout;
  /** Epoch milliseconds; a pause of the process is a span. */
  readonly #cuts: { from: number; to: number }[] = [];
  /** The slowest that the stand-in answers in this scene. */
  delayMs = 0;
  /** Times that a step may ask by itself, because the answer was no answer. */
  questions = 1;

  constructor(llm: LlmServer) {
    this.#llm = llm;
    // The stand-in forgets its oldest.
    this.#timer = setInterval(() => this.#take(), 100);
  }

  cut(from = Date.now(), to = from): void {
    this.#cuts.push({ from, to });
  }

  /** Calls of a kind that had been made before. */
  count(): { calls: number; extra: number; unearned: string[] } {
    this.#take();
    const unearned: string[] = [];
    let calls = 0;
    for (const [question, all] of this.#calls) {
      calls += all.length;
      const repeats = all.slice(1).filter((call, i) => !this.#wasCut(all[i], call));
      if (repeats.length >= this.questions) unearned.push(`${question} ×${all.length}`);
    }
    return { calls, extra: calls - this.#calls.size, unearned };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #take(): void {
    for (const call of this.#llm.requests.splice(0)) {
      // A model that is shown its own wrong answer is still at the same question.
      if (call.repair) continue;
      const question = `${call.step} of "${call.prompt.mail.subject}"`;
      this.#calls.set(question, [...(this.#calls.get(question) ?? []), call]);
    }
  }

  #wasCut(call: Call | undefined, next: Call): boolean {
    if (!call) return false;
    const committed = call.at + this.delayMs + commitMs;
    return this.#cuts.some(
      ({ from, to }) => to + arrivalMs >= call.at && from <= committed && from <= next.at,
    );
  }
}
