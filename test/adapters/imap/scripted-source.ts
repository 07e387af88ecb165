import { afterEach } from 'vitest';

import { imapSource, type ImapSourceOptions } from '../../../src/adapters/imap/source.ts';
import type { MailSource } from '../../../src/ports.ts';
import { type ImapScript, type ScriptedImap, startImapScript } from '../../support/imap-script.ts';

export const never = new AbortController().signal;
export const maxBytes = 1024 * 1024;
export const ref = { account: 'scripted', mailbox: 'INBOX' };

/** The scripted server of the test in work, and the source that reads it. */
export let server: ScriptedImap;
export let source: MailSource;

export async function start(script: ImapScript, options?: ImapSourceOptions): Promise<void> {
  server = await startImapScript(script);
  source = imapSource([server.account()], options);
}

export async function opened(script: ImapScript, options?: ImapSourceOptions): Promise<void> {
  await start(script, options);
  await source.connect(ref, never);
  await source.open(ref);
}

afterEach(async () => {
  await source.close(ref);
  await server.close();
});
