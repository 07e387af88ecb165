import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Skipped } from '../fault.ts';
import type { Scene } from '../scene.ts';

const run = promisify(execFile);

/**
 * A file system of 24 MB of its own under the scene's database, until the scene ends.
 * @returns its path
 * @throws Skipped where nothing can be mounted
 */
export async function mountTmpfs(scene: Scene): Promise<string> {
  const data = join(scene.directory, 'data');
  await mkdir(data);
  await run('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', data]).catch((error: Error) => {
    throw new Skipped(`a tmpfs cannot be mounted here (needs root): ${error.message}`);
  });
  scene.atEnd(() => run('umount', ['-l', data]));
  return data;
}

/** The kernel refuses `ro` while a file on it is open for writing. */
export async function remount(path: string, mode: 'ro' | 'rw'): Promise<void> {
  await run('mount', ['-o', `remount,${mode}`, path]);
}
