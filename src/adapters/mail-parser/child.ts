/** The main module of a parser process: takes an `Order`, sends back an `Answer`, one at a time. */
import type { Mail } from '../../domain/mail.ts';
import { startWatchdog } from './watchdog.ts';

/** What a mail is read for: see `parse` and `html` of `MailParser`. */
export type Purpose = 'mail' | 'page';
export interface Order {
  purpose: Purpose;
  source: Uint8Array;
}
/** `unparsable` is a reason that quotes nothing from the mail. */
export type Answer = { mail: Mail } | { page: string | null } | { unparsable: string };
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

process.on('message', ({ purpose, source }: Order) => {
  const mail = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  read(purpose, mail).then(send, (error: unknown) => send({ unparsable: reasonOf(error) }));
});
void send('ready');

async function read(purpose: Purpose, source: Buffer): Promise<Answer> {
  if (purpose === 'page') {
    // Most processes are never asked for one, and would carry the sanitiser for nothing.
    const { readPage } = await import('./page/read-page.ts');
    return { page: await readPage(source) };
  }
  return { mail: await readMail(source, (body) => send({ body })) };
}

/** Resolves when it is written: what keeps this thread busy would hold it back. */
function send(message: FromChild): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
