import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** Longer than a lease. */
const pauseMs = 35_000;

/** As a suspended machine: the process wakes up to find its leases expired. */
export const sigstop: Fault = {
  name: 'SIGSTOP for longer than a lease',
  async run(scene) {
    scene.answer({ delayMs: 300 });
    await scene.feed(60);
    const agent = await scene.start({ CONCURRENCY: '8' });
    await scene.until('work in the middle', async () => (await scene.done()) >= 10);
    const from = Date.now();
    agent.process.kill('SIGSTOP');
    scene.struck();
    await sleep(pauseMs);
    scene.cut(from, Date.now());
    agent.process.kill('SIGCONT');
    await scene.feed(10);
  },
};
