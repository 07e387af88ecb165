import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sqlitePath } from '../../adapters/store/data-source.ts';
import { nearestDirectory, probeSqlite } from '../../adapters/store/probe.ts';
import { leastFreeBytes } from '../../readiness-checks.ts';
import type { Examination, Told } from '../examination.ts';

/** The file can be written, by this user; what the next start will migrate; and the room there is. */
export function databaseExamination(url: string): Examination {
  const path = sqlitePath(url);
  return {
    name: 'Database',
    deadlineMs: 10_000,
    async steps(examiner) {
      await examiner.step(
        'Database',
        () => probeSqlite(path),
        ({ exists, version, pending }) =>
          exists
            ? `${path} can be written, SQLite ${version}; ${migrationWords(pending)}`
            : `${path} does not exist yet, and can be created; SQLite ${version}`,
        ({ message }) => fixOf(message, path),
        { optional: true },
      );
      await examiner.step(
        'Database disk',
        async () => {
          const { bavail, bsize } = await statfs(await nearestDirectory(dirname(path)));
          return bavail * bsize;
        },
        spaceWords,
        () => `check DATABASE_URL: ${dirname(path)} cannot be looked at`,
      );
    },
  };
}

function migrationWords(pending: string[]): string {
  if (pending.length === 0) return 'its schema is the newest';
  return `the next start applies ${pending.length} migrations: ${pending.join(', ')}`;
}

function spaceWords(free: number): Told {
  const found = `${(free / 1_073_741_824).toFixed(1)} GB are free`;
  return free >= leastFreeBytes
    ? found
    : { result: 'warning', found, fix: 'make room on this disk' };
}

function fixOf(message: string, path: string): string {
  if (message.includes('SQLITE_BUSY')) return `end what holds ${path}: fuser ${path}`;
  if (message.includes('not a file') || message.includes('not a directory')) {
    return 'name a file in DATABASE_URL, such as sqlite:./data/agent.db';
  }
  if (message.includes('SQLITE_NOTADB') || message.includes('SQLITE_CORRUPT')) {
    return 'that is no database of this program, or it is damaged: name another, or restore a backup';
  }
  return `let the user of the program write ${path} and its directory: chown, chmod, or another mount`;
}
