import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endsWithUs, forkSource } from './child.ts';
import { cpuMsOf } from './cores.ts';
import type { Point } from './course.ts';
import type { ReferenceJob } from './replay.ts';

/** What the bare script is told. */
export interface BareJob extends ReferenceJob {
  /** Of the mail server. */
  port: number;
  user: string;
  /** A file with the program's tables, and no rows. */
  database: string;
}

interface Jobs {
  bare: BareJob;
  'ideal-pool': ReferenceJob;
}

const scripts: Record<keyof Jobs, URL> = {
  bare: new URL('../reference/bare.ts', import.meta.url),
  'ideal-pool': new URL('../reference/ideal-pool.ts', import.meta.url),
};

/** A process of its own that tells how many mails it has ended, and ends by itself. */
export interface Reference {
  /** @throws where it has ended before its last mail */
  now(): Point;
  /** Resolves when it is gone; one that hangs at its end is not waited for. */
  stop(): Promise<void>;
}

/** @param mails how many there are in all */
export function startReference<Script extends keyof Jobs>(
  script: Script,
  job: Jobs[Script],
  mails: number,
): Reference {
  const child = forkSource(fileURLToPath(scripts[script]), [JSON.stringify(job)]);
  const kill = () => void child.kill('SIGKILL');
  endsWithUs(child, kill);
  const exit = once(child, 'exit');
  let ended = 0;
  let cpuMs = 0;
  child.on('message', (told: number) => (ended = told));
  return {
    now() {
      // Its last words have been read by then.
      const isOver = !child.connected;
      if (isOver && ended < mails) throw new Error(`${script}.ts ended after ${ended} mails`);
      if (!isOver) cpuMs = cpuMsOf(child.pid ?? 0);
      return { at: performance.now(), ended, cpuMs };
    },
    async stop() {
      if (ended < mails) kill();
      const late = setTimeout(kill, 5_000);
      await exit;
      clearTimeout(late);
    },
  };
}
