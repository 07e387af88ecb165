import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../test/support/dovecot.ts';
import { openCorpus } from './corpus.ts';
import { type ImapWire, startImapWire } from './imap-wire.ts';
import type { Mailbox } from './mailbox.ts';

/** An empty folder on a Dovecot of our own, to which mail comes, and whose wire is watched. */
export interface LiveMailbox extends Mailbox {
  /** What the program needs to trust the wire's certificate. */
  env: Record<string, string>;
  announcements: ImapWire['announcements'];
  /** Has the i-th mail of the corpus delivered by Dovecot's own agent, which tells who waits. */
  deliver(i: number): Promise<void>;
}

/** @throws where Dovecot is not installed or the mail is not to be had */
export async function openLiveMailbox(): Promise<LiveMailbox> {
  if (!dovecotAvailable) {
    throw new Error('the benchmarks need Dovecot 2.3: apt install dovecot-imapd dovecot-lmtpd');
  }
  const corpus = await openCorpus();
  const user = 'bench';
  const base = await mkdtemp(join(tmpdir(), 'bench-dovecot-'));
  const dovecot: Dovecot = await startDovecot({ users: [user], base });
  const cert = join(base, 'tls/cert.pem');
  const key = await readFile(join(base, 'tls/key.pem'));
  const wire = await startImapWire(dovecot.port, { cert: await readFile(cert), key });
  return {
    port: wire.port,
    user,
    env: { IMAP_SECURE: 'true', IMAP_ALLOW_CLEARTEXT: 'false', IMAP_TLS_CA: cert },
    announcements: wire.announcements,
    deliver: (i) => dovecot.deliver(user, corpus.mail(i)),
    async stop() {
      wire.close();
      await dovecot.stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}
