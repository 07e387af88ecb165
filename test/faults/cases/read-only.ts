import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { ending, launch, preloaded } from '../process.ts';
import type { Scene } from '../scene.ts';
import { mountTmpfs, remount } from './tmpfs.ts';

/** Longer than the tries of a step, and than some polls of the mailbox. */
const readOnlyMs = 8_000;
/** What SQLite refuses on a file that it may only read. */
const writes = '^\\s*(begin immediate|insert|update|delete|replace|create|with)\\b';

/** Simulated, because no kernel makes a file read-only that is open for writing. */
export const readOnly: Fault = {
  name: 'database read-only for 8 s',
  async run(scene) {
    const STORAGE_ERRORS_FILE = join(scene.directory, 'storage-errors');
    scene.answer({ delayMs: 30 });
    await scene.feed(80);
    const agent = await scene.start({
      ...preloaded('storage-errors.mjs'),
      STORAGE_ERRORS_FILE,
      CONCURRENCY: '8',
    });
    await scene.until('work in the middle', async () => (await scene.done()) >= 10);
    const refuse = async (oneIn: number) => {
      const failing = { sql: writes, oneIn, code: 'SQLITE_READONLY' };
      await writeFile(STORAGE_ERRORS_FILE, JSON.stringify(failing));
      agent.process.kill('SIGUSR2');
    };
    const from = Date.now();
    await refuse(1);
    scene.struck();
    await scene.feed(40);
    await sleep(1_000);
    const before = await scene.done();
    await sleep(readOnlyMs - 1_000);
    if ((await scene.done()) !== before) scene.complaints.push('it wrote what it could not write');
    await refuse(0);
    // What was asked in that time may be asked again: its answer could not be kept.
    scene.cut(from, Date.now());
  },
};

/** A file system that comes back read-only after a crash, as one with errors does. */
export const readOnlyStart: Fault = {
  name: 'file system read-only at the start',
  async run(scene) {
    const data = await mountTmpfs(scene);
    scene.answer({ delayMs: 30 });
    await scene.feed(80);
    await scene.start({ CONCURRENCY: '8' });
    await scene.until('work in the middle', async () => (await scene.done()) >= 10);
    await scene.stop('SIGKILL');
    await remount(data, 'ro');
    await scene.feed(40);
    await endsByItself(scene);
    await remount(data, 'rw');
    await scene.start();
  },
};

/** What SQLite opened read-only stays so: the process ends, for the service manager to try again. */
async function endsByItself(scene: Scene): Promise<void> {
  const child = launch(scene.environment(), scene.directory);
  scene.struck();
  const { code } = await ending(child, 10_000);
  if (code !== 1) scene.complaints.push(`on a read-only file system it ended with ${code}`);
}
