/** What the header of a sent mail says of the mails that it answers. */

/** All that is asked for of a mail in the Sent folder. */
export const replyHeaders = [
  'in-reply-to',
  'references',
  'subject',
  'x-forwarded-message-id',
  'auto-submitted',
];

/** A thread as long as this one names is none that people write. */
const maxIds = 40;
/** The longest line of a message (RFC 5322, 2.1.1). */
const maxIdLength = 998;

/** How mail clients begin the subject of a mail that they pass on, in the tongues they speak. */
const passedOn =
  /^\s*(?:fwd?|wg|tr|trs|rv|enc|i|vs|vb|vl|pd|ilt|i̇lt|doorst|továbbítás|redirecționat|πρθ|пересл|הועבר|转发|轉寄|転送|전달)\s*[:：]/iu;
const encodedWord = /^\s*=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?\s]*)\?=/i;

/**
 * The Message-IDs, as `<…>`, that a mail answers by its In-Reply-To and References (RFC 5322, 3.6.4).
 * None where it only passes the other mail on to somebody else, or where no person wrote it
 * (RFC 3834): the sender still waits for an answer.
 * @param source header lines, and whatever else the server sent along
 */
export function answeredBy(source: string): string[] {
  const [head = ''] = source.split(/\r?\n\r?\n/, 1);
  if (field(head, 'x-forwarded-message-id') || passedOn.test(subjectOf(head))) return [];
  const submitted = field(head, 'auto-submitted').trim();
  if (submitted && !/^no\b/i.test(submitted)) return [];
  // In-Reply-To first, and of the references the last: those are nearest to the mail itself.
  const ids = [
    ...idsIn(field(head, 'in-reply-to')),
    ...idsIn(field(head, 'references')).toReversed(),
  ];
  return [...new Set(ids)].slice(0, maxIds);
}

/** Clients exist that leave out the angle brackets, and others that write words beside them. */
function idsIn(value: string): string[] {
  const bracketed = value.match(/<[^<>]*>/g);
  const ids = bracketed ?? value.split(/\s+/).map((word) => `<${word}>`);
  return ids
    .map((id) => id.replace(/[\s\p{Cc}]+/gu, ''))
    .filter((id) => id.length > 2 && id.length <= maxIdLength);
}

/** Its beginning is enough. */
function subjectOf(head: string): string {
  const subject = field(head, 'subject');
  const [, charset = '', encoding = '', text = ''] = encodedWord.exec(subject) ?? [];
  if (!encoding) return subject;
  const bytes =
    encoding.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64')
      : Buffer.from(text.replace(/=([\da-f]{2})/gi, fromHex).replaceAll('_', ' '), 'latin1');
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

const fromHex = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

/** The unfolded value of the first such field; empty where there is none. */
function field(head: string, name: string): string {
  const [, folded = ''] = new RegExp(`^${name}:(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head) ?? [];
  return folded.replace(/\r?\n(?=[ \t])/g, '');
}
