import { fileURLToPath } from 'node:url';
import { forkSource, nextMessage } from './child.ts';

const entry = fileURLToPath(new URL('./asker-process.ts', import.meta.url));

/** What is asked: each kind so many times, in turns, and of a kind its paths in turns. */
export interface Questions {
  kinds: Record<string, string[]>;
  times: number;
}

export interface Answer {
  kind: string;
  path: string;
  ms: number;
  bytes: number;
}

export interface Asker {
  /** @throws where an answer is not 200 */
  ask(questions: Questions): Promise<Answer[]>;
  leave(): void;
}

/** Somebody who asks by one kept connection, a question at a time, in a process of its own. */
export async function startAsker(url: string): Promise<Asker> {
  const child = forkSource(entry, [url]);
  await nextMessage(child);
  return {
    async ask(questions) {
      child.send(questions);
      return (await nextMessage(child)) as Answer[];
    },
    leave: () => void child.kill(),
  };
}
