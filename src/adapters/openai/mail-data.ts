import { type Attachment, formatAddress, type Mail } from '../../domain/mail.ts';
import { data } from './data.ts';
import { clip, oneLine } from './text.ts';

/** Characters of a mail that are shown to the model, by part. */
interface Caps {
  own: number;
  signature: number;
  quoted: number;
  attachments: number;
}

/** Some 5,000 tokens of English in all. */
export const ample: Caps = { own: 12_000, signature: 300, quoted: 2_000, attachments: 6_000 };
/** Some 1,200 tokens, for models of a small context. */
export const scant: Caps = { own: 3_000, signature: 150, quoted: 500, attachments: 1_000 };

/**
 * The mail as the model sees it: what its sender wrote now comes first and in full, the rest as far
 * as it helps to understand that. What no reader is shown, no model is.
 */
export function mailBlock(mail: Mail, caps: Caps): string {
  const text = mail.own.trim() ? mail.own : mail.text;
  const shown = {
    from: mail.from && oneLine(formatAddress(mail.from), 300),
    ...(mail.replyTo && { replyTo: oneLine(formatAddress(mail.replyTo), 300) }),
    to: mail.recipients.slice(0, 10).map((recipient) => oneLine(formatAddress(recipient), 300)),
    subject: oneLine(mail.subject, 500),
    ...cut('text', text, caps.own),
    ...(mail.signature.trim() && { signature: signatureOf(mail.signature, caps.signature) }),
    attachments: attachmentsOf(mail.attachments, caps.attachments),
    ...(mail.quoted.trim() && { quoted: clip(lastExchange(mail.quoted), caps.quoted) }),
  };
  return `<mail>\n${data(shown)}\n</mail>`;
}

/** The text under its name, with a note beside it where it had to be cut. */
function cut(name: string, text: string, most: number): Record<string, string> {
  const shown = clip(text, most);
  if (shown.length === text.length) return { [name]: text };
  const note = `cut: these are the first ${shown.length} of ${text.length} characters`;
  return { [name]: shown, note };
}

/** Name, position, company and where to reach them; not the disclaimer below. */
function signatureOf(signature: string, most: number): string {
  const lines = signature.split('\n').map((line) => line.trim());
  const end = lines.findIndex((line) => line.length > 120);
  const shown = (end < 0 ? lines : lines.slice(0, end)).filter(Boolean).slice(0, 6);
  return clip(shown.join('\n'), most);
}

/** Requests for proposals come as attachments: their text is shared out in the order of the mail. */
function attachmentsOf(
  attachments: Attachment[],
  most: number,
): (string | Record<string, string>)[] {
  let left = most;
  return attachments.slice(0, 10).map(({ name, type, text }) => {
    const file = oneLine(`${name} (${type})`, 200);
    if (!text?.trim() || left <= 0) return file;
    const shown = cut('text', text.trim(), left);
    left -= shown['text']?.length ?? 0;
    return { file, ...shown };
  });
}

/** Lines that mail programs put above what they quote. */
const attribution =
  /^(?:[-_ ]*(original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht)[-_ ]*|(on|am|le|el|il|op|em)\b.{5,200}\b(wrote|schrieb|écrit|escribió|ha scritto|schreef|escreveu)\b.*:|(from|von|de|da|van)\s?:.{3,200})$/i;

/** Down to the next attribution below the first text: the mail that this one answers. */
function lastExchange(quoted: string): string {
  const lines = quoted.split('\n');
  let seen = false;
  const end = lines.findIndex((line) => {
    if (attribution.test(line.trim())) return seen;
    // Header lines of the quoted mail are no text yet.
    if (line.trim() && !/^[\p{L}-]{2,12}\s?:/u.test(line.trim())) seen = true;
    return false;
  });
  return (end < 0 ? lines : lines.slice(0, end)).join('\n').trim();
}
