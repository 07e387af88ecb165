import { first } from './header-traits.ts';
import type { RawHeaders } from './headers.ts';

const day = 24 * 60 * 60 * 1_000;
/** Relays that are looked at, the last ones first. */
const hops = 12;

/** How names look that providers give to their customers' own lines (RFC 8601 knows no better). */
const lineNames =
  /\b(a?dsl|ppp|dial-?(up|in)?|dyn(amic)?|dhcp|pool|cable|client|cust(omer)?|broadband|catv|fibre|fiber)[\w-]*\.|\b\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-][\w-]*\.[a-z]/i;

/** Which way a message came: its Received fields (RFC 5321, 4.4) and what was found on the way. */
export function routeTraits(raw: RawHeaders): string[] {
  const received = (raw.get('received') ?? []).slice(0, hops).map((value) => value.slice(0, 1_000));
  const traits: string[] = [];
  const outside = received.find((value) => /^\s*from\s/i.test(value) && !isLocal(value));
  if (outside !== undefined) traits.push(...hopTraits(outside));
  const arrived = Date.parse(received[0]?.split(';').at(-1) ?? '');
  const sent = Date.parse(first(raw, 'date'));
  if (sent - arrived > day / 2) traits.push('date:ahead');
  if (arrived - sent > 3 * day) traits.push('date:behind');
  return [...traits, ...verdicts(raw)];
}

function isLocal(received: string): boolean {
  return /^\s*from\s+(localhost|127\.)/i.test(received) || /\[(127|10|192\.168)\./.test(received);
}

/** What the relay that took the message in says of the one that brought it. */
function hopTraits(received: string): string[] {
  const helo = /^\s*from\s+(\S{1,255})/i.exec(received)?.[1] ?? '';
  const peer = /\(([^()]{0,300})/.exec(received)?.[1] ?? '';
  const traits: string[] = [];
  if (lineNames.test(peer) || lineNames.test(helo)) traits.push('route:private-line');
  if (/^\[?\d{1,3}(\.\d{1,3}){3}\]?$/.test(helo)) traits.push('route:helo-is-number');
  else if (!helo.includes('.')) traits.push('route:helo-is-bare');
  if (/unknown|may be forged|unverified/i.test(peer)) traits.push('route:no-name');
  return traits;
}

/** SPF, DKIM and DMARC as the receiving server found them (RFC 8601). */
function verdicts(raw: RawHeaders): string[] {
  const results = (raw.get('authentication-results') ?? []).join(' ').slice(0, 4_000);
  const spf =
    /\bspf=(\w+)/i.exec(results)?.[1] ?? /^\s*(\w+)/.exec(first(raw, 'received-spf'))?.[1];
  const found: [string, string | undefined][] = [
    ['spf', spf],
    ['dkim', /\bdkim=(\w+)/i.exec(results)?.[1]],
    ['dmarc', /\bdmarc=(\w+)/i.exec(results)?.[1]],
  ];
  return found
    .filter(([, verdict]) => /^(soft)?fail|^permerror/i.test(verdict ?? ''))
    .map(([check]) => `${check}:failed`);
}
