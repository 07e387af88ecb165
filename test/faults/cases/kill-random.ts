import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { ending, launch } from '../process.ts';

const kills = 100;
const mailsPerKill = 10;

/** From the first instruction of the program to the middle of its work, any moment is right. */
export const killAtRandom: Fault = {
  name: 'kill -9 at random moments',
  async run(scene) {
    scene.answer({ delayMs: 60 });
    scene.settings['CONCURRENCY'] = '64';
    const startMs = await startTime(scene.start(), () => scene.stop('SIGKILL'));
    scene.struck();
    for (let i = 1; i < kills; i += 1) {
      await scene.feed(mailsPerKill);
      const child = launch(scene.environment(), scene.directory);
      await sleep(startMs * 0.5 + Math.random() * (startMs + 400));
      scene.cut();
      child.kill('SIGKILL');
      await ending(child, 5_000);
      scene.struck();
    }
    await scene.feed(mailsPerKill);
    await scene.start();
  },
};

/** How long it takes from the start of the process until it is ready. */
async function startTime(start: Promise<unknown>, stop: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await start;
  const ms = performance.now() - since;
  await stop();
  return ms;
}
