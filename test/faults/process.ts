import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { program } from '../support/program.ts';

/** How a process ended. */
interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The environment that loads a module of `preload/` before the program. */
export function preloaded(name: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=${new URL(`./preload/${name}`, import.meta.url).href}` };
}

/** The built program, not waited for: it may be killed while it still starts. */
export function launch(env: Record<string, string>, cwd: string): ChildProcess {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, program, {
    cwd,
    env: { PATH, HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // Nobody may listen, and it must not wait for a full pipe.
  child.stdout.resume();
  return child;
}

/** Resolves when the process names its address, or when it has ended before. */
export async function ready(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    if (child.stdout) {
      createInterface(child.stdout).on('line', (line) => {
        if (line.includes('dashboard: http')) resolve();
      });
    }
  });
}

/**
 * How the process ends, by itself or by what was done to it.
 * @throws when it still lives after `withinMs`; it is then killed
 */
export async function ending(child: ChildProcess, withinMs: number): Promise<Ending> {
  if (child.exitCode === null && child.signalCode === null) {
    const late = setTimeout(() => child.kill('SIGKILL'), withinMs);
    late.unref();
    const since = performance.now();
    await once(child, 'exit');
    clearTimeout(late);
    if (performance.now() - since >= withinMs) throw new Error(`it still ran after ${withinMs} ms`);
  }
  return { code: child.exitCode, signal: child.signalCode };
}
