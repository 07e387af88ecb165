import { readFileSync, statSync } from 'node:fs';

export type Environment = Record<string, string | undefined>;

/** What was read of the files that the environment names; no text of a file is in a message. */
interface SecretFiles {
  /** With the secrets under their own names, and without the files'. */
  env: Environment;
  problems: string[];
  warnings: string[];
}

/** Container platforms mount them for a program that is alone there, and mostly as 0444. */
const mounted = /^\/(?:run|var\/run)\/secrets\//;
const othersMayRead = 0o004;
/** A secret is a line. */
const maxBytes = 65_536;

/**
 * For each secret that may come from a file (`IMAP_PASS_FILE=/run/secrets/imap`) the file's text, less
 * the line end that editors add.
 * @param names the variables; `_FILE` is added here
 */
export function readSecretFiles(given: Environment, names: readonly string[]): SecretFiles {
  const read: SecretFiles = { env: { ...given }, problems: [], warnings: [] };
  for (const name of names) {
    const path = given[`${name}_FILE`];
    delete read.env[`${name}_FILE`];
    if (path) readInto(read, name, path);
  }
  return read;
}

function readInto({ env, problems, warnings }: SecretFiles, name: string, path: string): void {
  const file = `${name}_FILE`;
  if (env[name]) {
    problems.push(`${file} and ${name} are both set: unset one of them`);
    return;
  }
  try {
    const { mode, size } = statSync(path);
    if (size > maxBytes) {
      problems.push(`${file} names a file of ${size} bytes, which is no secret: ${path}`);
      return;
    }
    const text = readFileSync(path, 'utf8').replace(/(?:\r?\n)+$/, '');
    if (text === '')
      problems.push(`${file} names a file that is empty: write the secret to ${path}`);
    else env[name] = text;
    if ((mode & othersMayRead) !== 0 && !mounted.test(path)) {
      warnings.push(`${file}: everyone on this machine may read ${path}; chmod 600 it`);
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    problems.push(`${file} names a file that cannot be read (${code}): ${path}`);
  }
}
