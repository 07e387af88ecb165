import MailComposer from 'nodemailer/lib/mail-composer';

import type { Address } from '../../domain/mail.ts';
import type { WriteLetter } from '../../ports.ts';

/**
 * A letter as one part of plain text. Nothing in it depends on when or where it is written: it has no
 * boundary, and its date and Message-ID are given. Long lines are encoded rather than reflowed
 * (`format=flowed`), which would take quotation marks apart.
 */
export const writeLetter: WriteLetter = async (letter) => {
  const composer = new MailComposer({
    from: withName(letter.from),
    // A draft may be kept before anybody knows whom it is for.
    to: letter.to.address === '' ? [] : [withName(letter.to)],
    subject: wellFormed(letter.subject),
    date: letter.date,
    messageId: letter.messageId,
    ...(letter.inReplyTo === null ? {} : { inReplyTo: letter.inReplyTo }),
    ...(letter.references.length === 0 ? {} : { references: letter.references }),
    headers: letter.automatic ? { 'Auto-Submitted': 'auto-replied' } : {},
    text: wellFormed(letter.text),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
};

function withName({ name, address }: Address): Address {
  return { name: wellFormed(name), address };
}

/** Half of a surrogate pair has no octets of its own. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\u{FFFD}');
}
