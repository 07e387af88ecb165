import { fileURLToPath } from 'node:url';
import { forkSource, nextMessage } from './child.ts';

const entry = fileURLToPath(new URL('./llm-process.ts', import.meta.url));

/** The LLM stand-in, in a process of its own: what it costs is not the program's. */
export interface Llm {
  /** Up to and with `/v1`. */
  baseUrl: string;
  /** Chat completions that were asked for so far. */
  calls(): Promise<number>;
  stop(): void;
}

/** @param delayMs what each answer takes, beside the making of it */
export async function startLlm(delayMs: number): Promise<Llm> {
  const child = forkSource(entry, [String(delayMs)]);
  const baseUrl = (await nextMessage(child)) as string;
  return {
    baseUrl,
    async calls() {
      child.send('calls');
      return (await nextMessage(child)) as number;
    },
    stop: () => void child.kill(),
  };
}
