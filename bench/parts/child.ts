import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench that runs from its source. */
export function forkSource(path: string, args: string[]): ChildProcess {
  return fork(path, args, { execArgv: ['--import', 'tsx'] });
}

/** @throws where the process ends instead of saying something */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.at(-2)} ended with ${code}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [
      unknown,
    ];
    return message;
  } finally {
    over.abort();
    ended.catch(() => undefined);
  }
}

/** Kills a process with ours, should ours end before it was stopped. */
export function endsWithUs(child: ChildProcess, kill: () => void): void {
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}
