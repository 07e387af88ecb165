import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4 } from 'node:net';

/**
 * Whose connection it is. Anybody can send an `X-Forwarded-For`, so it counts only where TRUST_PROXY
 * says that a proxy stands before us; and of it the last address, which that proxy itself has added.
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const peer = socket.remoteAddress ?? '';
  if (!trustProxy) return peer;
  const last =
    String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? '';
  return isIP(last) ? last : peer;
}

/** This machine, as IPv4, IPv6 or the one within the other. */
export function isLoopbackAddress(address = ''): boolean {
  const bare = address.replace(/^::ffff:/, '');
  return bare === '::1' || (isIPv4(bare) && bare.startsWith('127.'));
}
