import { dovecotAvailable, startDovecot } from '../../test/support/dovecot.ts';
import { openCorpus } from './corpus.ts';

/** A folder full of real mail on a Dovecot of our own, as files of a Maildir. */
export interface Mailbox {
  port: number;
  user: string;
  stop(): Promise<void>;
}

/** @throws where Dovecot is not installed or the mail is not to be had */
export async function openMailbox(mails: number): Promise<Mailbox> {
  if (!dovecotAvailable) {
    throw new Error('the benchmarks need Dovecot 2.3: apt install dovecot-imapd dovecot-lmtpd');
  }
  const corpus = await openCorpus();
  const user = 'bench';
  const dovecot = await startDovecot({ users: [user] });
  await dovecot.fill(user, mails, corpus.mail);
  return { port: dovecot.port, user, stop: dovecot.stop };
}
