/** The main module of a parser process: takes a source, sends back an `Answer`, one at a time. */
import type { Mail } from '../../domain/mail.ts';
import { startWatchdog } from './watchdog.ts';

/** `unparsable` is a reason that quotes nothing from the mail. */
export type Answer = { mail: Mail } | { unparsable: string };
export type FromChild = 'ready' | Answer;

// Ctrl-C and systemd signal the whole group while the parent still drains: it decides.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit());
startWatchdog(Number(process.argv[2]) * 1024 * 1024);

// Only now, because it takes a while to load.
const { readMail } = await import('./read-mail.ts');
const { reasonOf } = await import('./unparsable.ts');

process.on('message', (source: Uint8Array) => {
  readMail(Buffer.from(source.buffer, source.byteOffset, source.byteLength)).then(
    (mail) => answer({ mail }),
    (error: unknown) => answer({ unparsable: reasonOf(error) }),
  );
});
answer('ready');

function answer(message: FromChild): void {
  process.send?.(message);
}
