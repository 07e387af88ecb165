import type { LlmCall, UsageStore } from '../ports.ts';

/** What the calls of one run used, kept in memory: those whose answer was of no use included. */
export class UsageTally implements UsageStore {
  inputTokens = 0;
  outputTokens = 0;
  costUsd = 0;
  failedCalls = 0;

  async note({ inputTokens, outputTokens, cost, failed }: LlmCall): Promise<void> {
    this.inputTokens += inputTokens;
    this.outputTokens += outputTokens;
    this.costUsd += cost;
    this.failedCalls += Number(failed);
  }

  /** The run opens no database, so that it knows of no other's use: its budget is its own. */
  async tokensOf(): Promise<number> {
    return 0;
  }

  async stats(): Promise<[]> {
    return [];
  }

  async backlog(): Promise<[]> {
    return [];
  }
}
