import { automatedReason } from '../../domain/automated.ts';
import { findInjection } from '../../domain/injection.ts';
import { type Address, correspondent, type Mail } from '../../domain/mail.ts';
import { addressesIn, asWritten } from './addresses.ts';
import { readable, readAttachments } from './attachments/read-attachments.ts';
import { bodyText } from './body-text.ts';
import { cut, oneLine } from './clean.ts';
import { isReadable, messageIdIn, type RawHeaders, rawHeaders, referencesIn } from './headers.ts';
import { hiddenText } from './hidden-text.ts';
import { type MimeAttachment, type MimeMessage, parseMime } from './mime.ts';
import { separate } from './reply/separate.ts';
import { traitsOf } from './traits.ts';
import { Unparsable } from './unparsable.ts';

const maxText = 100_000;
const maxSubject = 998;
const maxName = 255;
const maxRecipients = 1_000;

/**
 * Reads a mail; rejects `Unparsable`, or mailparser's own error. Has no limit of time.
 *
 * @param onBody gets the mail before its attachments are read, where there are any to read: they
 *   may take all the time or memory that there is. Reading goes on when it has resolved.
 */
export async function readMail(
  source: Buffer,
  onBody: (mail: Mail) => Promise<void> = async () => {},
): Promise<Mail> {
  const message = await parseMime(withoutPreamble(source), { keepsContent: true });
  const mail = await readBody(message);
  const attachments = readable(message.attachments);
  if (attachments.length === 0) return mail;

  await onBody(mail);
  const texts = await readAttachments(attachments);
  for (const [attachment, text] of texts) {
    const shown = mail.attachments[message.attachments.indexOf(attachment)];
    if (shown) shown.text = text;
  }
  if (texts.size > 0) mail.injection = findInjection(mail);
  return mail;
}

/** Everything but what is written in the attachments. */
async function readBody(message: MimeMessage): Promise<Mail> {
  const raw = rawHeaders(message.lines);
  if (!isReadable(raw)) throw new Unparsable('no readable header');

  const { headers } = message;
  const from = (await visibleFrom(message)) ?? addressesIn(headers, 'sender')[0] ?? null;
  const replyTo = addressesIn(headers, 'reply-to')[0] ?? null;
  const answerTo = correspondent({ from, replyTo });
  const subject = oneLine(stringIn(headers.get('subject')), maxSubject);
  const body = bodyText(message.root);
  const isInThread = raw.has('in-reply-to') || raw.has('references');
  const separated = separate(cut(body.text, maxText), { subject, isInThread });
  const { text } = separated;
  const attachments = message.attachments.map(({ name, type, size }) => ({
    name: oneLine(name, maxName) || 'unnamed',
    type: oneLine(type, maxName),
    size,
  }));
  const contentType = message.root.contentType || 'text/plain';
  const mail = {
    from,
    replyTo,
    answerTo: answerTo && asWritten(headers, ['reply-to', 'from', 'sender'], answerTo),
    recipients: recipients(headers),
    subject,
    messageId: messageIdIn(raw, 'message-id'),
    threadId: threadId(raw),
    references: referencesIn(raw),
    ...separated,
    hidden: hiddenText(body.hidden),
    attachments,
    traits: traitsOf(raw, { html: body.html, text, attachments, contentType }),
    automated: automatedReason(raw, {
      contentType,
      from: from?.address ?? null,
      subject,
      text,
      replyTo: replyTo?.address ?? null,
      calendar: message.attachments.some(isInvitation),
    }),
  };
  return { ...mail, injection: findInjection(mail) };
}

/** RFC 6047, 2.4; a file of a calendar may be attached to anybody's mail. */
function isInvitation({ type, isFile }: MimeAttachment): boolean {
  return type.toLowerCase() === 'text/calendar' && !isFile;
}

/** A byte order mark or empty lines, left by exporting programs, would end the header at once. */
export function withoutPreamble(source: Buffer): Buffer {
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
