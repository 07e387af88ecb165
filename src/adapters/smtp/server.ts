import { isIP } from 'node:net';

import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

export interface SmtpSettings {
  /**
   * `smtps://user:password@host:465` is TLS from the first byte; `smtp://…:587` is STARTTLS, which is
   * required unless the host is this machine. What stands in it for a URL's own characters is
   * percent-encoded.
   */
  url: string;
  /** PEM text of a private CA; it replaces the public ones. */
  tlsCa?: string;
  /** Name lookup, TCP, greeting and TLS together. Default 30 s. */
  connectMs?: number;
  /** The whole of a letter, from name lookup to the server's last answer. Default 100 s. */
  deadlineMs?: number;
}

/** Where letters are handed in, as its URL tells. */
export interface SmtpServer {
  /** For messages; without user and password. */
  name: string;
  user: string;
  pass: string;
  options: SMTPConnectionOptions;
  deadlineMs: number;
}

export function smtpServer({ url, tlsCa, connectMs, deadlineMs }: SmtpSettings): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'smtps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost';
  const at = Number(port) || (isSecure ? 465 : 587);
  const isHere = isLoopback(host);
  const whole = deadlineMs ?? 100_000;
  const connecting = connectMs ?? 30_000;
  return {
    name: `${hostname || 'localhost'}:${at}`,
    user: decoded(username),
    pass: decoded(password),
    deadlineMs: whole,
    options: {
      host,
      port: at,
      secure: isSecure,
      requireTLS: !isSecure && !isHere,
      tls: {
        // On loopback, where cleartext would do, STARTTLS with any certificate is as good.
        rejectUnauthorized: isSecure || !isHere || tlsCa !== undefined,
        ...(tlsCa === undefined ? {} : { ca: [tlsCa] }),
      },
      dnsTimeout: connecting,
      connectionTimeout: connecting,
      greetingTimeout: connecting,
      // A server may think long about a letter's end (RFC 5321, 4.5.3.2.6); hanging up before it has
      // answered is how an outcome is lost.
      socketTimeout: whole,
      // Once we give up, no byte more goes out.
      socketCloseTimeout: 0,
    },
  };
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 0) return /^(.+\.)?localhost\.?$/i.test(host);
  return host === '::1' || host.startsWith('127.') || host.startsWith('::ffff:127.');
}

/** A password with a bare `%` is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
