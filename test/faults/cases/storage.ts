import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { open, rm, writeFile } from 'node:fs/promises';
import sqlite3 from 'sqlite3';
import type { Fault } from '../fault.ts';
import { preloaded } from '../process.ts';
import type { Scene } from '../scene.ts';
import { mountTmpfs } from './tmpfs.ts';

/** Longer than two of SQLite's waits for a lock, and then again and again longer than one. */
const locksMs = [12_000, 7_000, 7_000, 7_000];
const filler = 'filler';

/** As a backup tool that holds the database: every write of the agent's waits, then fails. */
export const databaseLocked: Fault = {
  name: 'database locked for 7 to 12 s',
  async run(scene) {
    scene.answer({ delayMs: 30 });
    await scene.feed(80);
    await scene.start({ CONCURRENCY: '8' });
    await scene.until('work in the middle', async () => (await scene.done()) >= 10);
    for (const ms of locksMs) {
      await lockFor(join(scene.directory, 'data/agent.db'), ms, () => scene.feed(20));
      scene.struck();
      stillRuns(scene);
      await sleep(500);
    }
  },
};

async function lockFor(path: string, ms: number, meanwhile: () => Promise<void>): Promise<void> {
  const database = new sqlite3.Database(path);
  await once(database, 'open');
  database.configure('busyTimeout', 5_000);
  const execute = promisify<string, void>(database.exec.bind(database));
  await execute('begin exclusive');
  await meanwhile();
  await sleep(ms);
  await execute('rollback');
  await promisify(database.close.bind(database))();
}

/** What fails, and for how long: each long enough for more tries than a step has. */
const diskErrors = [
  // Between two steps, where nothing else fails: the step must not count it as its own failure.
  { sql: 'sender_day', oneIn: 1, ms: 6_000 },
  { sql: '', oneIn: 12, ms: 12_000 },
];

/** Errors at any statement: a step may be tried again and again, and no message is to blame. */
export const failingDisk: Fault = {
  name: 'statements fail with SQLITE_IOERR',
  async run(scene) {
    const STORAGE_ERRORS_FILE = join(scene.directory, 'storage-errors');
    scene.answer({ delayMs: 60 });
    await scene.feed(200);
    const { process } = await scene.start({
      ...preloaded('storage-errors.mjs'),
      STORAGE_ERRORS_FILE,
      CONCURRENCY: '8',
    });
    await scene.until('work in the middle', async () => (await scene.done()) >= 10);
    const from = Date.now();
    for (const { ms, ...failing } of [...diskErrors, { sql: '', oneIn: 0, ms: 0 }]) {
      await writeFile(STORAGE_ERRORS_FILE, JSON.stringify(failing));
      process.kill('SIGUSR2');
      if (failing.oneIn > 0) scene.struck();
      await scene.feed(50);
      await sleep(ms);
      stillRuns(scene);
    }
    // What was asked in that time may be asked again: its answer could not be kept.
    scene.cut(from, Date.now());
  },
};

/** A file system of its own that fills up, and is emptied again. */
export const diskFull: Fault = {
  name: 'disk full for 8 s',
  async run(scene) {
    const data = await mountTmpfs(scene);
    scene.answer({ delayMs: 30 });
    await scene.feed(80);
    await scene.start({ CONCURRENCY: '8' });
    await scene.until('work in the middle', async () => (await scene.done()) >= 10);
    await fillUp(join(data, filler));
    scene.struck();
    await scene.feed(40);
    await sleep(8_000);
    stillRuns(scene);
    await rm(join(data, filler));
  },
};

async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (;;) await file.write(Buffer.alloc(4_096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

function stillRuns({ agent, complaints }: Scene): void {
  if (agent?.process.exitCode !== null) complaints.push('the agent ended instead of waiting');
}
