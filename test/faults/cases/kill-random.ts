import type { Scene } from '../scene.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { ending, launch, ready } from '../process.ts';

const kills = 100;
const mailsPerKill = 10;
/** One in so many dies before it is ready; the first of all before it has tables. */
const inStart = 5;
/** Within this time after it is ready the rest dies, in the middle of its work. */
const workMs = 500;

/** Waits until it works: until it asks the LLM something, but no longer than a slow start takes. */
async function asked(scene: Scene, before: number): Promise<void> {
  for (let waited = 0; waited < 3_000 && scene.llm.counts.classify === before; waited += 10) {
    await sleep(10);
  }
}

/** From the first instruction of the program to the middle of its work, any moment is right. */
export const killAtRandom: Fault = {
  name: 'kill -9 at random moments',
  async run(scene) {
    scene.answer({ delayMs: 60 });
    scene.settings['CONCURRENCY'] = '64';
    let startMs = 1_000;
    for (let i = 0; i < kills; i += 1) {
      await scene.feed(mailsPerKill);
      const child = launch(scene.environment(), scene.directory);
      if (i % inStart === 0) {
        await sleep(Math.random() * startMs);
      } else {
        const since = performance.now();
        await ready(child);
        startMs = performance.now() - since;
        await asked(scene, scene.llm.counts.classify);
        await sleep(Math.random() * workMs);
      }
      scene.cut();
      child.kill('SIGKILL');
      const { signal } = await ending(child, 5_000);
      if (signal !== 'SIGKILL') scene.complaints.push('it had ended before it was killed');
      scene.struck();
    }
    await scene.start();
  },
};
