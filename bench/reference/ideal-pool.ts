/**
 * As many messages a second as the LLM allows: workers that do nothing but ask, for each mail, what
 * the program asked about it, one question after the other, and then take the next mail. No mailbox,
 * no parsing, no database.
 *
 *   ideal-pool.ts '{ "replay", "llmUrl", "concurrency" }'
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { ReferenceJob, Replay } from '../parts/replay.ts';

const { replay, llmUrl, concurrency } = JSON.parse(process.argv[2] ?? '') as ReferenceJob;
const { mails } = JSON.parse(readFileSync(replay, 'utf8')) as Replay;

process.once('disconnect', () => process.exit());

const left = mails.values();
let ended = 0;

async function worker(): Promise<void> {
  // All of them take from the same iterator.
  for (const { calls } of left) {
    for (const question of calls) await ask(question);
    ended += 1;
    process.send?.(ended);
  }
}

async function ask(question: object): Promise<void> {
  const response = await fetch(`${llmUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  await response.text();
  if (!response.ok) throw new Error(`the LLM answers ${response.status}`);
}

await Promise.all(Array.from({ length: concurrency }, worker));
process.disconnect?.();
