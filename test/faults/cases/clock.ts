import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { preloaded } from '../process.ts';

const hourMs = 3_600_000;
const jumps = [5 * hourMs, -3 * hourMs, 0];

/** A clock that is put right, in either direction, in the middle of work. */
export const clockJumps: Fault = {
  name: 'the clock jumps by hours',
  async run(scene) {
    const CLOCK_FILE = join(scene.directory, 'clock');
    scene.answer({ delayMs: 100 });
    await scene.feed(40);
    const agent = await scene.start({ ...preloaded('clock.mjs'), CLOCK_FILE, CONCURRENCY: '4' });
    for (const jump of jumps) {
      await sleep(1_000);
      await writeFile(CLOCK_FILE, String(jump));
      // Leases seem to have expired: who holds one may be asked to do its step again.
      scene.cut();
      agent.process.kill('SIGUSR2');
      scene.struck();
      await scene.feed(40);
    }
  },
};
