/** What a process looks at beside its machines before it says that it is ready. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OperationsStore, Readiness, ReadinessCheck, SystemControl } from './ports.ts';
import { check, readinessBy } from './readiness.ts';

/** A probe of the database may not take the writer's lock more often than this. */
const probeEveryMs = 1_000;
/** Below the database's own patience with a lock: a probe that waits for it tells too late. */
const probeMs = 2_000;
/** Room for a day of mail, and for the log of the database while it grows. */
export const leastFreeBytes = 200 * 1_048_576;

const unwritable =
  'the database cannot be written, so nothing is taken in or worked: check the disk, and what else holds the database';

const llmReasons: Record<string, string> = {
  open: 'the LLM fails, so the mock answers until a trial succeeds: check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL',
  halfOpen: 'the LLM failed and is being tried again: nothing to do',
  exhausted:
    "today's tokens (LLM_DAILY_TOKENS) are used up, so the mock answers until midnight UTC",
};

export interface Checked {
  system: Pick<SystemControl, 'readiness' | 'llm'>;
  operations: Pick<OperationsStore, 'proveWritable'>;
  /** Of a database that is a file; null: it is elsewhere. */
  file: string | null;
}

/** The readiness of the machines with that of database, disk and LLM. */
export function fullReadiness({ system, operations, file }: Checked): () => Promise<Readiness> {
  const writable = onceIn(probeEveryMs, () => writableCheck(operations));
  return async () => {
    const [machines, database, disk] = await Promise.all([
      system.readiness(),
      writable(),
      file === null ? null : diskCheck(file),
    ]);
    const llm = check('llm', llmReasons[system.llm()] ?? null);
    const checks = machines.checks ?? [];
    // Read and write are one check: the machines have looked at the first half.
    const others = checks.filter(({ name }) => name !== 'database');
    const read = checks.find(({ name }) => name === 'database');
    const whole = read?.status === 'failed' ? read : database;
    return readinessBy([whole, ...others, llm, ...(disk ? [disk] : [])]);
  };
}

async function writableCheck(operations: Checked['operations']): Promise<ReadinessCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), probeMs);
  });
  try {
    await Promise.race([operations.proveWritable(), late]);
    return check('database', null);
  } catch {
    return check('database', unwritable, 'failed');
  } finally {
    clearTimeout(timer);
  }
}

export async function diskCheck(file: string): Promise<ReadinessCheck> {
  try {
    const { bavail, bsize } = await statfs(dirname(file));
    const free = bavail * bsize;
    if (free >= leastFreeBytes) return check('disk', null);
    const mb = Math.floor(free / 1_048_576);
    return check('disk', `only ${mb} MB are free on the disk of DATABASE_URL: make room`);
  } catch {
    return check('disk', 'the directory of DATABASE_URL cannot be read: is it there?');
  }
}

/** Whoever asks meanwhile gets the same answer. */
function onceIn<T>(ms: number, work: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (!last || now - last.at >= ms) last = { at: now, answer: work() };
    return last.answer;
  };
}
