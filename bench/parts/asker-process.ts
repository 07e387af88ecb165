/**
 * A client of the REST API as a process: `asker-process.ts URL`. Is told of paths by kind and how
 * often to ask for each kind; tells how many milliseconds each answer took.
 */
import { Agent, get } from 'node:http';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Questions } from './asker.ts';

const base = process.argv[2] ?? '';
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
/** Up to so long nothing is asked: or the answers would keep step with what the program does. */
const maxPauseMs = 20;

process.on('message', (questions: Questions) => {
  void answersTo(questions).then(
    (answers) => process.send?.(answers),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function answersTo({ kinds, times }: Questions): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let n = 0; n < times; n += 1) {
    for (const [kind, paths] of Object.entries(kinds)) {
      const path = paths[n % paths.length] ?? '';
      await sleep(Math.random() * maxPauseMs);
      answers.push({ kind, path, ...(await ask(path)) });
    }
  }
  return answers;
}

/** From the request to the last byte of the answer. */
function ask(path: string): Promise<{ ms: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const request = get(base + path, { agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => {
        const ms = performance.now() - since;
        if (response.statusCode === 200) resolve({ ms, bytes });
        else reject(new Error(`GET ${path}: ${response.statusCode}`));
      });
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
