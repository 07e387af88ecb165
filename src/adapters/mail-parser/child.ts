/** The main module of a parser process: takes a source, sends back an `Answer`, one at a time. */
import type { Mail } from '../../domain/mail.ts';
import { startWatchdog } from './watchdog.ts';

/** `unparsable` is a reason that quotes nothing from the mail. */
export type Answer = { mail: Mail } | { unparsable: string };
/** `body` is the mail without what its attachments say; the answer follows, unless they prevent it. */
export type FromChild = 'ready' | { body: Mail } | Answer;

// Ctrl-C and systemd signal the whole group while the parent still drains: it decides.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit());
// Of a broken attachment its library may leave a promise behind, which nobody waits for.
process.on('unhandledRejection', () => {});
startWatchdog(Number(process.argv[2]) * 1024 * 1024);

// Only now, because it takes a while to load.
const { readMail } = await import('./read-mail.ts');
const { reasonOf } = await import('./unparsable.ts');

process.on('message', (source: Uint8Array) => {
  const mail = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  readMail(mail, (body) => send({ body })).then(
    (mail) => send({ mail }),
    (error: unknown) => send({ unparsable: reasonOf(error) }),
  );
});
void send('ready');

/** Resolves when it is written: what keeps this thread busy would hold it back. */
function send(message: FromChild): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
