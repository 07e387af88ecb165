import { Failure, type FailureCode } from '../../domain/failure.ts';
import type { ImapAccount } from './account.ts';

/** What imapflow, the socket and TLS hang on their errors. */
interface ImapError {
  /** imapflow's own (`NoConnection`, `ETHROTTLE`) or Node's (`ECONNREFUSED`, TLS codes). */
  code?: string;
  message?: string;
  /** `NO` or `BAD`, where the server answered the command. */
  responseStatus?: string;
  /** The text of that answer. */
  responseText?: string;
  /** The whole answer: parsed, or as text where imapflow has looked at it. */
  response?: string | { attributes?: { section?: { value?: unknown }[] }[] } | null;
  /** Response code (RFC 5530), such as `UNAVAILABLE`. */
  serverResponseCode?: string;
  /** Text of the BYE that ended the connection. */
  reason?: string;
  authenticationFailed?: boolean;
  /** STARTTLS was required and not offered, or (with a `code`) its handshake failed. */
  tlsFailed?: boolean;
  /** Milliseconds that the server asked for. */
  throttleReset?: number;
}

/** The only codes that say by themselves that the credentials are at fault. */
const refusedCodes = new Set(['AUTHENTICATIONFAILED', 'AUTHORIZATIONFAILED', 'EXPIRED']);
const busyCodes = new Set(['UNAVAILABLE', 'LIMIT', 'OVERQUOTA', 'INUSE', 'THROTTLED']);
/** A login that failed for the server's own reasons, or for want of TLS. */
const blamelessCodes = new Set(['CONTACTADMIN', 'SERVERBUG', 'PRIVACYREQUIRED', 'CLIENTBUG']);

/** What servers write that give no code: Microsoft 365, Gmail, Yahoo, Dovecot, Courier, Cyrus. */
const busyWords =
  /too (many|fast|frequent)|maximum number|throttl|rate.?limit|back.?off|temporar|over ?quota|limits? (was |is )?exceeded|exceeded .{0,40}limit|unavailable|overload|(is|too) busy|authenticated but not connected/i;
const laterWords = /try (it )?(again|later)|retry/i;
/** "Invalid password, please try again" is no request to slow down. */
const wrongWords = /invalid|incorrect|wrong|bad (user|login|password|credential)/i;

const backoffTime = /back.?off time[:=\s]+(\d+)/i;

/** The fix, by the code of the error that a wrong setting causes. */
const fixes: Record<string, string> = {
  ENOTFOUND: 'check IMAP_HOST',
  EAI_AGAIN: 'the name server did not answer',
  ECONNREFUSED: 'nothing listens there; check IMAP_HOST and IMAP_PORT',
  CONNECT_TIMEOUT: 'check IMAP_HOST, IMAP_PORT and the firewall',
  GREETING_TIMEOUT: 'no greeting; check IMAP_PORT and IMAP_SECURE',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS on this port; set IMAP_SECURE=false for STARTTLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no TLS on this port; set IMAP_SECURE=false for STARTTLS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name; check IMAP_HOST',
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: 'private certificate; name its CA in IMAP_TLS_CA',
  SELF_SIGNED_CERT_IN_CHAIN: 'private certificate; name its CA in IMAP_TLS_CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'private certificate; name its CA in IMAP_TLS_CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'private certificate; name its CA in IMAP_TLS_CA',
};

/**
 * What went wrong with an IMAP connection or a command on it. imapflow marks every failed login as
 * `authenticationFailed`, so that alone proves nothing: the password is blamed only for one of
 * `refusedCodes`, or for a plain NO to the login that speaks of nothing else.
 *
 * The vendor's error is not kept as the cause: it holds server lines, which may hold mail.
 * @param what the command, or what was being tried
 */
export function imapFailure(error: unknown, what: string, account: ImapAccount): Failure {
  if (error instanceof Failure) return error;
  const known: ImapError = error instanceof Error ? error : new Error(String(error));
  const text = textOf(known);
  const code = failureCode(known, text);
  const retryAfterMs = known.throttleReset ?? askedPause(text);
  return new Failure(
    code,
    wording(known, text, what, account),
    code === 'imap.throttled' && retryAfterMs !== undefined ? { retryAfterMs } : {},
  );
}

/** Answers to one request rather than to the account: asked again, they will be the same. */
const rejectedCodes = new Set([
  'BADCHARSET',
  'CANNOT',
  'LIMIT',
  'NONEXISTENT',
  'NOPERM',
  'OVERQUOTA',
  'PARSE',
  'TOOBIG',
  'TRYCREATE',
]);
const fullWords = /quota|(mailbox|folder|disk|storage) (is )?full|too (big|large|long)|size limit/i;
/** Gmail answers [OVERQUOTA] to an account that asks for too much in too short a time. */
const paceWords = /bandwidth|command|\brate\b|frequen/i;

/**
 * The server's refusal of this very request, such as an APPEND to a full mailbox. null where it is
 * none: the connection was lost, or the server wants to be asked later.
 */
export function imapRefusal(error: unknown, what: string, account: ImapAccount): Failure | null {
  if (!(error instanceof Error) || error instanceof Failure) return null;
  const known: ImapError = error;
  const text = textOf(known);
  const code = responseCode(known) ?? '';
  const isAnswer = known.responseStatus === 'NO' || known.responseStatus === 'BAD';
  const isFull = (rejectedCodes.has(code) || fullWords.test(text)) && !paceWords.test(text);
  const isBusy = known.code === 'ETHROTTLE' || busyCodes.has(code) || soundsBusy(text);
  const isRefusal = isAnswer && (isFull || !isBusy);
  // imapflow's own (RFC 7889): the server was not even asked.
  if (!isRefusal && code !== 'APPENDLIMIT') return null;
  return new Failure('imap.rejected', wording(known, text, what, account));
}

function failureCode(error: ImapError, text: string): FailureCode {
  const code = responseCode(error) ?? '';
  if (refusedCodes.has(code)) return 'imap.refused';
  if (error.code === 'ETHROTTLE' || busyCodes.has(code) || soundsBusy(text)) {
    return 'imap.throttled';
  }
  const plainNo = error.authenticationFailed === true && error.responseStatus === 'NO';
  return plainNo && !blamelessCodes.has(code) ? 'imap.refused' : 'imap.dropped';
}

/** imapflow lifts the code out of the answers to most commands, but not of those to FETCH. */
function responseCode({ serverResponseCode, response }: ImapError): string | undefined {
  if (serverResponseCode !== undefined || typeof response !== 'object') return serverResponseCode;
  const code = response?.attributes?.[0]?.section?.[0]?.value;
  return typeof code === 'string' ? code.toUpperCase() : undefined;
}

function soundsBusy(text: string): boolean {
  return busyWords.test(text) || (laterWords.test(text) && !wrongWords.test(text));
}

function askedPause(text: string): number | undefined {
  const ms = backoffTime.exec(text)?.[1];
  return ms === undefined ? undefined : Number(ms);
}

/** The server's words only: "temporarily" in an error of Node's is no throttling. */
function textOf(error: ImapError): string {
  const text = error.responseText ?? error.reason ?? error.response;
  return typeof text === 'string' ? text : '';
}

function wording(error: ImapError, text: string, what: string, account: ImapAccount): string {
  const { account: name, host, port } = account;
  return `${name} (${host}:${port}): ${what}: ${said(error, text, account)}`;
}

function said(error: ImapError, text: string, account: ImapAccount): string {
  if (error.tlsFailed && error.code === undefined) {
    return 'no STARTTLS; set IMAP_SECURE=true, or IMAP_ALLOW_CLEARTEXT=true on a network you trust';
  }
  const code = responseCode(error);
  const answer = code === undefined ? text : `[${code}] ${text}`;
  const words = redact(answer || (error.message ?? 'failed'), account);
  const fix = fixes[error.code ?? ''];
  return fix ? `${words} (${fix})` : words;
}

/** Servers have been seen to echo the command that they refuse. */
function redact(text: string, { user, pass, accessToken }: ImapAccount): string {
  let clean = text;
  for (const secret of [pass, accessToken]) {
    if (!secret) continue;
    for (const form of [secret, base64(secret), base64(`\0${user}\0${secret}`)]) {
      clean = clean.replaceAll(form, '***');
    }
  }
  // What is left of a SASL exchange (RFC 4616, RFC 7628); no prose has such words.
  return clean
    .replace(/[A-Za-z0-9+/=_-]{40,}/g, '***')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 200);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
