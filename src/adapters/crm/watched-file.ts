import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

export interface Pace {
  /** Between two looks at the file where nothing tells of changes, ms. */
  pollMs: number;
  /** How long a file must lie still before it is read, ms. */
  settleMs: number;
}

/** What tells one content of the file from another; `gone` where there is none to look at. */
export type FileState = string;

/** Of a new file under the same name the inode differs, of a copy with an old date the ctime. */
export async function stateOf(path: string): Promise<FileState> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(':');
  } catch {
    return 'gone';
  }
}

/**
 * Calls `onChange` whenever the file is another one than at `known` and has lain still, so that
 * what an editor writes in two steps, or replaces by another file, is seen once and whole.
 *
 * The folder is watched, because a watch on the file would follow the old one when it is replaced.
 * Network file systems and symbolic links tell of nothing: hence the look every `pollMs`.
 * @param onChange awaited before the next look
 * @returns ends it; a look that hangs is not waited for
 */
export function watchFile(
  path: string,
  known: FileState,
  { pollMs, settleMs }: Pace,
  onChange: (state: FileState) => Promise<void>,
): () => void {
  let seen = known;
  /** The state that must last, and since when. */
  let candidate = { state: known, since: 0 };
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let ended = false;

  const look = async () => {
    const state = await stateOf(path);
    if (ended || state === seen) return pollMs;
    const now = performance.now();
    if (state !== candidate.state) candidate = { state, since: now };
    const still = now - candidate.since;
    if (still < settleMs) return settleMs - still;
    await onChange(state);
    seen = state;
    return 0;
  };
  const next = (afterMs: number) => {
    if (ended) return;
    clearTimeout(timer);
    // A look that hangs (a network drive that is away) is not joined by others.
    timer = setTimeout(() => void (looking || lookAndGoOn()), afterMs).unref();
  };
  const lookAndGoOn = async () => {
    looking = true;
    const afterLookMs = await look().catch(() => pollMs);
    looking = false;
    next(afterLookMs);
  };
  const unwatch = watchFolder(path, () => next(0));
  next(pollMs);

  return () => {
    ended = true;
    unwatch();
    clearTimeout(timer);
  };
}

/** Where the folder cannot be watched (no inotify, too many watches), the poll does it alone. */
function watchFolder(path: string, onEvent: () => void): () => void {
  const name = basename(path);
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_, changed) => {
      if (changed === null || changed === name) onEvent();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
