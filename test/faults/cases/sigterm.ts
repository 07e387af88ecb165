import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const rounds = 10;

/** A clean stop is no fault: not one question may be put twice for it. */
export const sigterm: Fault = {
  name: 'SIGTERM in the middle of work',
  async run(scene) {
    scene.answer({ delayMs: 100 });
    for (let i = 0; i < rounds; i += 1) {
      await scene.feed(12);
      const agent = await scene.start();
      await sleep(Math.random() * 600);
      const code = await scene.stop();
      scene.struck();
      if (code !== 0) {
        const last = agent.output.slice(-3).join('\n');
        scene.complaints.push(`a SIGTERM ended in exit code ${code}: ${last}`);
      }
    }
    await scene.start();
  },
};
