import { domainToASCII } from 'node:url';
import type { Logger } from 'pino';
import type { DispatchPorts } from './actors/dispatch.ts';
import { smtpMailer } from './adapters/smtp/mailer.ts';
import { writeLetter } from './adapters/smtp/write-letter.ts';
import type { Config } from './config.ts';
import { addressOf } from './domain/letter.ts';
import type { Address } from './domain/mail.ts';
import type { HttpDeps } from './http/deps.ts';
import type { Dispatch, Mailer, MailPlacer, OutgoingMove } from './ports.ts';

/**
 * The machine waits a little longer, so that the mailer is heard on what may have been taken. Servers
 * that look into a letter take minutes for their answer to its end (RFC 5321, 4.5.3.2.6).
 */
const transmitMs = 220_000;
/** Shorter than a drain: a server that cannot be reached must not make a stop end in `unknown`. */
const connectMs = 10_000;

/**
 * In whose name replies go out: SMTP_FROM, else the account's own address.
 * @param user of the account; empty where this process knows none
 */
export function senderOf(config: Config, user: string): Address {
  const { SMTP_FROM, OWN_ADDRESSES, IMAP_HOST } = config;
  if (SMTP_FROM) return addressOf(SMTP_FROM);
  const own = [user, ...OWN_ADDRESSES].find((address) => address.includes('@'));
  // Only drafts have such a sender: whoever sends them does so in the name of their mail client.
  return addressOf(own ?? `${user || 'agent'}@${IMAP_HOST ?? noDomain}`);
}

/** Nobody's, for good (RFC 6761, 6.4). */
const noDomain = 'agent.invalid';

/** What the pages and routes know of it. */
export function outboxOf(config: Config, { address }: Address): HttpDeps['outbox'] {
  const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1)) || noDomain;
  return { domain, sends: config.SMTP_URL !== undefined };
}

/** The hands of the dispatch; null where nothing goes out from here. */
export function openOutbox(
  config: Config,
  from: Address,
  placer: MailPlacer | null,
  log: Logger,
): { ports: DispatchPorts | null; close(): Promise<void> } {
  const mailer: Mailer | null = config.SMTP_URL
    ? smtpMailer({ url: config.SMTP_URL, deadlineMs: transmitMs, connectMs })
    : null;
  const onMoved = (dispatch: Dispatch, move: OutgoingMove) => logMove(dispatch, move, log);
  return {
    ports: placer && { placer, mailer, writeLetter, from, onMoved },
    close: async () => await mailer?.close(),
  };
}

/** Ids and codes only: what a server answers may quote the letter. The page has its words. */
function logMove({ outgoing, draft }: Dispatch, move: OutgoingMove, log: Logger): void {
  const { id, kind } = outgoing;
  const line = { outgoing: id, kind, draft: draft.id, message: draft.message };
  const error = 'failure' in move ? move.failure.code : undefined;
  if (move.to === 'unknown') log.error({ ...line, error }, 'a reply may have been sent, or not');
  else if (move.to === 'failed') log.error({ ...line, error }, 'a reply did not go out');
  else if (move.to === 'waiting') log.warn({ ...line, error }, 'a reply waits for another try');
  else if (move.to === 'copying') log.info(line, 'reply sent');
  else if (move.to === 'done' && kind === 'save') log.info(line, 'reply saved to Drafts');
  else if (move.to === 'done' && move.note) {
    log.warn({ ...line, error: codeIn(move.note) }, 'reply sent, but there is no copy in Sent');
  } else log.debug({ ...line, to: move.to }, 'reply moved on');
}

/** A note begins with the code of its failure. */
function codeIn(note: string): string {
  return note.split(':', 1)[0] ?? '';
}
