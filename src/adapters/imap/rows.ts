/** What is read of a FETCH row; undefined where it lacks what was asked for. */
import type { FetchMessageObject } from 'imapflow';

import { messageIdOf } from '../../domain/message-id.ts';
import type { FetchedMail, MailIdentity } from '../../ports.ts';

/** Message-IDs stand in the first lines: no need to make a string of a whole source. */
const headBytes = 64 * 1024;

export function fetchedMail(
  row: FetchMessageObject,
  maxBytes: number,
  whole: boolean,
): FetchedMail | undefined {
  const { uid, source } = row;
  if (!Number.isInteger(uid) || !Buffer.isBuffer(source)) return undefined;
  // Better asked for again than taken in as an empty mail.
  if (source.length === 0 && row.size) return undefined;
  return {
    ...common(row, source),
    // Some servers only estimate RFC822.SIZE; what came whole can be counted.
    size: whole ? source.length : Math.max(row.size ?? 0, source.length),
    // A server that ignores the partial sent more; the copy lets go of the rest.
    source: source.length > maxBytes ? Buffer.from(source.subarray(0, maxBytes)) : source,
  };
}

export function mailIdentity(row: FetchMessageObject): MailIdentity | undefined {
  const { uid, size, headers } = row;
  if (!Number.isInteger(uid) || size === undefined || !row.internalDate) return undefined;
  return { ...common(row, Buffer.isBuffer(headers) ? headers : Buffer.alloc(0)), size };
}

function common({ uid, emailId, internalDate }: FetchMessageObject, head: Buffer) {
  return {
    uid,
    mailId: typeof emailId === 'string' ? emailId : null,
    messageId: messageIdOf(head.toString('latin1', 0, headBytes)),
    // Every server dates its mail; should one not, now is when it came as far as anyone knows.
    receivedAt: (internalDate instanceof Date ? internalDate : new Date()).toISOString(),
  };
}
