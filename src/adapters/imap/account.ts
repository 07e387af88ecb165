import type { ImapFlowOptions, Logger } from 'imapflow';

/** A client that may ask for access tokens (RFC 6749, section 6). */
export interface OAuthSettings {
  clientId: string;
  /** Public clients have none. */
  clientSecret?: string;
  refreshToken: string;
  tokenUrl: string;
}

/** How one mail account is reached. `accessToken` (XOAUTH2, OAUTHBEARER) goes before `pass`. */
export interface ImapAccount {
  /** Its name in keys, logs and messages. */
  account: string;
  host: string;
  port: number;
  /** TLS from the first byte. Otherwise STARTTLS, which is required unless `allowCleartext`. */
  secure: boolean;
  allowCleartext: boolean;
  user: string;
  pass?: string;
  accessToken?: string;
  /** Gets access tokens by itself; goes before `accessToken`. */
  oauth?: OAuthSettings;
  /** Set on messages that are done: `\\Seen` or a keyword. Without one, folders open read-only. */
  mark?: string;
  /** PEM text of a private CA; it replaces the public ones. */
  tlsCa?: string;
}

/** Silence after which imapflow sends a NOOP, and after a second such silence gives up. */
const socketTimeoutMs = 90_000;
/** Some servers end an IDLE after 5 minutes rather than the 30 of RFC 2177. */
const maxIdleMs = 4 * 60_000;

/**
 * Of one line or literal of the server's: above the largest MAX_MESSAGE_BYTES, and a SEARCH in a folder of
 * ten million. Left alone, imapflow takes a gigabyte from whoever sends it.
 */
const maxAnswerBytes = 128 * 1024 * 1024;

/** @param connectMs bounds name lookup, TCP and TLS, and the greeting, each */
export function flowOptions(
  account: ImapAccount,
  connectMs: number,
  logger: Logger,
): ImapFlowOptions {
  return {
    host: account.host,
    port: account.port,
    secure: account.secure,
    // Left undefined, imapflow upgrades where it can and logs in in cleartext where it cannot.
    ...(account.secure || account.allowCleartext ? {} : { doSTARTTLS: true }),
    tls: {
      // Where even cleartext is allowed, STARTTLS with any certificate is better than none.
      rejectUnauthorized: account.secure || !account.allowCleartext || account.tlsCa !== undefined,
      ...(account.tlsCa === undefined ? {} : { ca: [account.tlsCa] }),
    },
    auth: {
      user: account.user,
      ...(account.accessToken === undefined
        ? { pass: account.pass ?? '' }
        : { accessToken: account.accessToken }),
    },
    logger,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: socketTimeoutMs,
    maxIdleTime: maxIdleMs,
    maxLineLength: maxAnswerBytes,
    maxLiteralSize: maxAnswerBytes,
    maxResponseSize: 2 * maxAnswerBytes,
    // IDLE is driven by `Idler`, which is quicker and does not hammer a server that refuses it.
    disableAutoIdle: true,
    // Under IMAP4rev2 imapflow cuts a SEARCH result at the EXISTS count it last heard of, and a
    // stale count would hide the newest mail.
    disableIMAP4rev2: true,
  };
}
