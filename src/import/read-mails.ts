import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ImportedMail } from '../ports.ts';
import type { MailFile } from './mail-files.ts';
import { type MailReader, MboxReader, SingleReader } from './mbox.ts';
import { receivedAt } from './received-at.ts';

/**
 * The mails of a file, one after another, never the file as a whole; gzip is undone.
 * @param maxBytes of a longer mail only so much is kept
 * @throws where the file cannot be read to its end; the mails before that were given out
 */
export async function* readMails(
  { path, single }: MailFile,
  maxBytes: number,
): AsyncGenerator<ImportedMail> {
  const fallback = deliveredBy(basename(path)) ?? (await stat(path)).mtimeMs;
  const now = Date.now();
  let reader: MailReader | null = null;
  for await (const chunk of await bytesOf(path)) {
    reader ??= readerFor(chunk);
    for (const mail of reader.read(chunk)) yield imported(mail);
  }
  if (!reader) throw new Error('is empty');
  for (const mail of reader.end()) yield imported(mail);

  function readerFor(beginning: Buffer): MailReader {
    const isMbox = !single && /^\s*From /.test(beginning.toString('latin1', 0, 100));
    return isMbox ? new MboxReader(maxBytes) : new SingleReader(maxBytes);
  }

  function imported(mail: ReturnType<MailReader['end']>[number]): ImportedMail {
    const { source, size } = mail;
    return { source, size, receivedAt: receivedAt(mail, fallback, now) };
  }
}

async function bytesOf(path: string): Promise<AsyncIterable<Buffer>> {
  const zipped = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!zipped) return file;
  const plain = createGunzip();
  // An error of the file is told by the iteration over what is left of it.
  pipeline(file, plain, () => undefined);
  return plain;
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** A Maildir's names begin with the second of the delivery. Epoch milliseconds. */
function deliveredBy(name: string): number | null {
  const [, seconds] = /^(\d{9,10})\.\S+/.exec(name) ?? [];
  return seconds ? Number(seconds) * 1_000 : null;
}
