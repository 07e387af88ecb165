import type { NodemailerError } from 'nodemailer';

import { Failure, type FailureCode } from '../../domain/failure.ts';
import type { SmtpServer } from './server.ts';

/** Who is asked to log in (RFC 4954, section 6); 538 asks for TLS first. */
const credentialCodes = new Set([530, 534, 535, 538]);

/** The fix, by the code of the error that a wrong setting causes. */
const fixes: Record<string, string> = {
  EDNS: 'check the host in SMTP_URL',
  ECONNREFUSED: 'nothing listens there; check host and port in SMTP_URL',
  CONNECT_TIMEOUT: 'check host, port and firewall',
  GREETING_TIMEOUT: 'no greeting; smtps:// is for TLS from the first byte, smtp:// for STARTTLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS on this port; use smtp:// for STARTTLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no TLS on this port; use smtp:// for STARTTLS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name; check the host in SMTP_URL',
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: 'a private certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'a private certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'a private certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'a private certificate',
};

/**
 * What went wrong with a letter. Once its first byte may have gone, only the server's own refusal
 * proves that it was not taken: everything else leaves the outcome open.
 *
 * The vendor's error is not kept as the cause: it holds server lines, which may hold mail.
 * @param begun the server had asked for the letter (354), and its bytes began to go
 */
export function smtpFailure(error: unknown, server: SmtpServer, begun: boolean): Failure {
  if (error instanceof Failure) return error;
  const known: NodemailerError = error instanceof Error ? error : new Error(String(error));
  const code = failureCode(known, begun);
  const doubt = code === 'smtp.unknown' ? 'the letter was on its way, and may have arrived: ' : '';
  return new Failure(code, `${server.name}: ${doubt}${said(known, server)}`);
}

function failureCode(
  { code, responseCode: reply = 0 }: NodemailerError,
  begun: boolean,
): FailureCode {
  // nodemailer has these codes for what was answered to a command, or refused by itself.
  const isAnswer = code === 'EAUTH' || code === 'EENVELOPE' || code === 'EMESSAGE';
  const isTemporary = reply >= 400 && reply < 500;
  const isPermanent = reply >= 500 && reply < 600;
  if (begun && !(code === 'EMESSAGE' && (isTemporary || isPermanent))) return 'smtp.unknown';
  // Without a reply, nodemailer did not even ask: an address or a size that cannot be sent.
  if (!isAnswer || !(isPermanent || reply === 0)) return 'smtp.unavailable';
  return code === 'EAUTH' || credentialCodes.has(reply) ? 'smtp.refused' : 'smtp.rejected';
}

function said(error: NodemailerError, server: SmtpServer): string {
  const { command, response, responseCode } = error;
  const step = command === undefined || ['API', 'CONN'].includes(command) ? '' : `${command}: `;
  const words =
    response === undefined ? error.message : `${responseCode ?? ''} ${textOf(response)}`.trim();
  const fix = fixOf(error);
  return `${step}${redact(words, server)}${fix ? ` (${fix})` : ''}`;
}

function fixOf(error: NodemailerError): string | undefined {
  const { code = '', originalCode = '', timeoutType, command, responseCode } = error;
  if (code === 'ETLS' && command === 'STARTTLS' && responseCode) {
    return 'no STARTTLS; use smtps://, or another port';
  }
  if (responseCode === 530 || responseCode === 538) return 'name user and password in SMTP_URL';
  return fixes[timeoutType ?? ''] ?? fixes[originalCode] ?? fixes[code];
}

/** A reply's lines without the code that each begins with (RFC 5321, 4.2.1). */
function textOf(response: string): string {
  return response
    .split('\n')
    .map((line) => line.replace(/^\d{3}[ -]?/, ''))
    .join(' ');
}

/** Servers have been seen to echo the command that they refuse. */
function redact(text: string, { user, pass }: SmtpServer): string {
  const forms = pass === '' ? [] : [base64(`\0${user}\0${pass}`), base64(pass), pass];
  return (
    forms
      .reduce((clean, form) => clean.replaceAll(form, '***'), text)
      // What is left of a SASL exchange (RFC 4616, RFC 7628); no prose has such words.
      .replace(/[A-Za-z0-9+/=_-]{40,}/g, '***')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .slice(0, 200)
      .trim()
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
