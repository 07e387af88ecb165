import { automatedReason } from '../../domain/automated.ts';
import type { Address, Mail } from '../../domain/mail.ts';
import { addressesIn } from './addresses.ts';
import { bodyText } from './body-text.ts';
import { cut, oneLine } from './clean.ts';
import { isReadable, messageIdIn, type RawHeaders, rawHeaders } from './headers.ts';
import { type MimeMessage, parseMime } from './mime.ts';
import { Unparsable } from './unparsable.ts';

const maxText = 100_000;
const maxSubject = 998;
const maxName = 255;
const maxRecipients = 1_000;

/** Rejects `Unparsable`, or mailparser's own error. Has no limit of time. */
export async function readMail(source: Buffer): Promise<Mail> {
  const message = await parseMime(withoutPreamble(source));
  const raw = rawHeaders(message.lines);
  if (!isReadable(raw)) throw new Unparsable('no readable header');

  const { headers } = message;
  const from = (await visibleFrom(message)) ?? addressesIn(headers, 'sender')[0] ?? null;
  const subject = oneLine(stringIn(headers.get('subject')), maxSubject);
  return {
    from,
    replyTo: addressesIn(headers, 'reply-to')[0] ?? null,
    recipients: recipients(headers),
    subject,
    messageId: messageIdIn(raw, 'message-id'),
    threadId: threadId(raw),
    text: cut(bodyText(message.root), maxText).trim(),
    attachments: message.attachments.map(({ name, type, size }) => ({
      name: oneLine(name, maxName) || 'unnamed',
      type: oneLine(type, maxName),
      size,
    })),
    automated: automatedReason(raw, {
      contentType: message.root.contentType || 'text/plain',
      from: from?.address ?? null,
      subject,
    }),
  };
}

/** A byte order mark or empty lines, left by exporting programs, would end the header at once. */
function withoutPreamble(source: Buffer): Buffer {
  let start = source.subarray(0, 3).equals(Buffer.from('\u{feff}')) ? 3 : 0;
  while (source[start] === 0x0d || source[start] === 0x0a) start++;
  return source.subarray(start);
}

/**
 * The first address of the first From: what mail clients show. mailparser keeps the last of
 * several From fields, which RFC 5322 forbids and forgers send.
 */
async function visibleFrom({ headers, lines }: MimeMessage): Promise<Address | null> {
  const fields = lines.filter(({ key }) => key === 'from');
  if (fields.length <= 1) return addressesIn(headers, 'from')[0] ?? null;
  for (const { line } of fields) {
    const alone = await parseMime(Buffer.from(`${line}\r\n\r\n`, 'latin1'));
    const [address] = addressesIn(alone.headers, 'from');
    if (address) return address;
  }
  return null;
}

function recipients(headers: MimeMessage['headers']): Address[] {
  const names = [...headers.keys()].filter((name) => name === 'to' || name === 'cc');
  return names.flatMap((name) => addressesIn(headers, name)).slice(0, maxRecipients);
}

/** The thread's first message: References lists it first (RFC 5322, 3.6.4). */
function threadId(headers: RawHeaders): string | null {
  return (
    messageIdIn(headers, 'references') ??
    messageIdIn(headers, 'in-reply-to') ??
    messageIdIn(headers, 'message-id')
  );
}

function stringIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
