import type { HeaderLines } from 'mailparser';
import { cappedThread, isMessageId } from '../../domain/thread.ts';

/** Header fields as they stand in the mail: lower-cased name, unfolded values in their order. */
export type RawHeaders = ReadonlyMap<string, string[]>;

/** Without one of these nobody would take it for a mail. */
const identifying = ['from', 'sender', 'to', 'subject', 'date', 'message-id'];

export function rawHeaders(lines: HeaderLines): RawHeaders {
  const headers = new Map<string, string[]>();
  for (const { key, line } of lines) {
    // RFC 5322, 2.2.3: unfolding removes the line break, and only that.
    const unfolded = line.slice(line.indexOf(':') + 1).replace(/\r?\n/g, '');
    const value = Buffer.from(unfolded, 'latin1').toString('utf8').replaceAll('\0', '').trim();
    const values = headers.get(key);
    if (values) values.push(value);
    else headers.set(key, [value]);
  }
  return headers;
}

export function isReadable(headers: RawHeaders): boolean {
  return identifying.some((name) => headers.get(name)?.some((value) => value !== ''));
}

/** The header's first msg-id (RFC 5322, 3.6.4); a bare word is put in angle brackets. */
export function messageIdIn(
  headers: RawHeaders,
  name: 'message-id' | 'in-reply-to' | 'references',
) {
  const value = headers.get(name)?.find((candidate) => candidate !== '');
  if (value === undefined) return null;
  const bracketed = /<[^<>\s]+>/.exec(value)?.[0];
  const bare = /[^<>\s]+/.exec(value)?.[0];
  const id = bracketed ?? (bare && `<${bare}>`) ?? null;
  // A line has at most 998 characters (RFC 5322, 2.1.1): longer is no id, and no database key.
  return id !== null && id.length <= 998 ? id : null;
}

/**
 * What the mail answers, the newest last: the Message-IDs of References, else that of In-Reply-To,
 * which is no thread where it names several (RFC 5322, 3.6.4). Words between them and what is no
 * Message-ID are left out.
 */
export function referencesIn(headers: RawHeaders): string[] {
  const references = messageIdsIn(headers, 'references');
  if (references.length > 0) return cappedThread(references);
  const answered = messageIdsIn(headers, 'in-reply-to');
  return answered.length === 1 ? answered : [];
}

function messageIdsIn(headers: RawHeaders, name: string): string[] {
  const value = headers.get(name)?.join(' ') ?? '';
  return value.match(/<[^<>]*>/g)?.filter(isMessageId) ?? [];
}
