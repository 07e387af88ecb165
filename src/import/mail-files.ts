/** Which files under a path hold mail. */
import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

export interface MailFile {
  path: string;
  /** Surely one mail; else it is an mbox if it begins like one. */
  single: boolean;
}

export interface OnOther {
  /** A file that holds no mail, as far as its name and first bytes tell. */
  leftAside(path: string): void;
  unreadable(path: string, error: unknown): void;
}

/**
 * The files with mail at a path, in the order of their names: the file itself, whatever it is called;
 * of a folder, those named as mail or mbox (a `.gz` after it, too), those that begin like an mbox,
 * all of a Maildir's `cur` and `new`, and the same of the folders in it. Links to folders are not
 * followed.
 */
export async function* mailFiles(path: string, on: OnOther): AsyncGenerator<MailFile> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) yield* filesIn(path, on);
    else if (found.isFile())
      yield { path, single: isEml(path) || (await isOfMaildir(dirname(path))) };
    else throw new Error('is neither a file nor a folder');
  } catch (error) {
    on.unreadable(path, error);
  }
}

async function* filesIn(folder: string, on: OnOther): AsyncGenerator<MailFile> {
  let entries: Dirent[];
  let isMaildir: boolean;
  try {
    entries = await readdir(folder, { withFileTypes: true });
    isMaildir = await isOfMaildir(folder);
  } catch (error) {
    on.unreadable(folder, error);
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    // oxlint-disable no-await-in-loop -- in order, and never more than one file at a time
    if (entry.isDirectory()) {
      if (await isEntered(path)) yield* filesIn(path, on);
    } else if (!entry.name.startsWith('.')) {
      if (isMaildir || isEml(path)) yield { path, single: true };
      else if (isMbox(path) || (await beginsLikeMbox(path))) yield { path, single: false };
      else on.leftAside(path);
    }
    // oxlint-enable no-await-in-loop
  }
}

/** Maildir++ keeps its folders in hidden ones; `tmp` holds what was not delivered yet. */
async function isEntered(folder: string): Promise<boolean> {
  const name = basename(folder);
  if (name === 'tmp') return !(await isMaildirAt(dirname(folder)));
  return !name.startsWith('.') || (await isMaildirAt(folder));
}

async function isOfMaildir(folder: string): Promise<boolean> {
  return ['cur', 'new'].includes(basename(folder)) && (await isMaildirAt(dirname(folder)));
}

async function isMaildirAt(folder: string): Promise<boolean> {
  const both = await Promise.all(
    ['cur', 'new'].map((name) =>
      stat(join(folder, name)).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    ),
  );
  return both.every(Boolean);
}

const isEml = (path: string): boolean => /\.eml(?:\.gz)?$/i.test(path);
const isMbox = (path: string): boolean => /\.(?:mbox|mbx|mboxrd|mboxo)(?:\.gz)?$/i.test(path);

/** Thunderbird and mutt keep an mbox without any ending. */
async function beginsLikeMbox(path: string): Promise<boolean> {
  if (extname(path) !== '') return false;
  try {
    // What is neither a file nor a folder may keep a reader waiting for ever.
    if (!(await stat(path)).isFile()) return false;
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0);
      return buffer.toString('latin1', 0, bytesRead) === 'From ';
    } finally {
      await file.close();
    }
  } catch {
    // It will be named when it is read in earnest.
    return true;
  }
}
