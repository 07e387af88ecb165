import type { Fault } from '../fault.ts';
import { ending, launch } from '../process.ts';

const attempts = 3;
/** What the program ends with where it must not run at all. */
const refused = 2;

/** Two agents on one SQLite file would each take what is the other's. */
export const secondAgent: Fault = {
  name: 'a second agent on the same database',
  async run(scene) {
    scene.answer({ delayMs: 50 });
    await scene.feed(60);
    await scene.start({ CONCURRENCY: '4' });
    for (let i = 0; i < attempts; i += 1) {
      const { code } = await ending(launch(scene.environment(), scene.directory), 20_000);
      scene.struck();
      if (code !== refused) scene.complaints.push(`the second agent ended with exit code ${code}`);
      await scene.feed(10);
    }
  },
};
