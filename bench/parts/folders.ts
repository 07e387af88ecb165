import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../test/support/dovecot.ts';
import { openCorpus } from './corpus.ts';
import type { Mailbox } from './mailbox.ts';
import { mixture, type Recipe } from './mixture.ts';

/** Files that are written at once; their names keep the order. */
const atOnce = 64;
const user = 'bench';

/** One account's folders, filled with the mixture of `mixture.ts` and known to Dovecot's index. */
export interface Folders extends Mailbox {
  /** INBOX first; it holds as many as any other, or one more. UIDs rise from 1 without a hole. */
  names: string[];
  /** Files of what the server's TLS is made with. */
  tls: { cert: string; key: string };
  /** Has another mail delivered to INBOX by Dovecot's own agent, which tells who waits. */
  deliver(raw: string): Promise<void>;
}

/**
 * @param mails in all folders together, dealt out in turn
 * @throws where Dovecot is not installed or the mail is not to be had
 */
export async function openFolders(
  mails: number,
  folders: number,
  recipe?: Recipe,
): Promise<Folders> {
  if (!dovecotAvailable) {
    throw new Error('the benchmarks need Dovecot 2.3: apt install dovecot-imapd dovecot-lmtpd');
  }
  const make = mixture(await openCorpus(), recipe);
  const base = await mkdtemp(join(tmpdir(), 'bench-dovecot-'));
  // A connection a folder, some to look into Sent, and those that a restart leaves behind.
  const dovecot = await startDovecot({ users: [user], base, maxConnections: 2 * folders + 50 });
  const stop = async () => {
    await dovecot.stop();
    await rm(base, { recursive: true, force: true, maxRetries: 5 });
  };
  const names = Array.from({ length: folders }, (_, i) => (i === 0 ? 'INBOX' : `Team-${i}`));
  try {
    await fill(dovecot, names, mails, make);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port: dovecot.port,
    user,
    names,
    tls: { cert: join(base, 'tls/cert.pem'), key: join(base, 'tls/key.pem') },
    deliver: (raw) => dovecot.deliver(user, raw),
    stop,
  };
}

async function fill(
  dovecot: Dovecot,
  names: string[],
  mails: number,
  make: (i: number) => string,
): Promise<void> {
  const drop = (i: number) => dovecot.drop(user, make(i), names[i % names.length]);
  // The first of each folder alone, for it makes the folder.
  for (let i = 0; i < Math.min(names.length, mails); i += 1) await drop(i);
  for (let i = names.length; i < mails; i += atOnce) {
    const next = Array.from({ length: Math.min(atOnce, mails - i) }, (_, k) => i + k);
    await Promise.all(next.map(drop));
  }
  // A first look, which moves every file and writes the index: the mail did not come in one moment.
  let found = 0;
  for (const name of names) found += (await dovecot.uids(user, name)).length;
  if (found !== mails) throw new Error(`Dovecot has ${found} mails of ${mails}`);
}
