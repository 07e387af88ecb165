import {
  type Address,
  type Attachment,
  correspondent,
  formatAddress,
  type Mail,
} from '../../domain/mail.ts';
import type { Known } from './message-known.ts';

/** How the mail is shown: its text, the whole of a long text, or its HTML part in a frame. */
const mailViews = ['text', 'whole', 'html'] as const;
type MailView = (typeof mailViews)[number];

/** Characters of a text that are shown at first, and of an attachment's at all. */
const shownText = 30_000;
const shownAttachment = 5_000;

/** What a query asks for; the text for whatever makes no sense. */
export function mailView(asked: unknown): MailView {
  return mailViews.find((view) => view === asked) ?? 'text';
}

/** The mail, for the template `mail`. */
export function mailOf({ row, mail, draft }: Known, asked: MailView) {
  const hasHtml = mail !== null && mayHaveHtml(mail);
  const view = asked === 'html' && !hasHtml ? 'text' : asked;
  const at = row ?? draft;
  const whole = mail?.text ?? null;
  const cut = whole !== null && view !== 'whole' && whole.length > shownText;
  return {
    row: row && { id: row.id, stage: row.stage },
    elsewhere: row === null,
    view,
    hasHtml,
    subject: draft?.subject ?? mail?.subject ?? row?.subject ?? '',
    sender: draft?.sender ?? (mail && correspondent(mail)) ?? unparsedSender(row?.sender),
    recipients: (draft?.recipients ?? mail?.recipients ?? []).map(formatAddress),
    receivedAt: draft?.receivedAt ?? null,
    folder: at ? `${at.account} · ${at.mailbox} · UID ${at.uid}` : '',
    attachments: attachmentsOf(mail?.attachments ?? draft?.attachments ?? []),
    ...(mail && whole !== null
      ? foldQuoted(mail, cut ? head(whole, shownText) : whole)
      : { text: null, folded: '' }),
    hidden: cut ? whole.length - shownText : 0,
  };
}

/** By what the parser noted of its make (`traitsOf`); where it noted nothing, nobody knows. */
function mayHaveHtml({ traits }: Mail): boolean {
  const make = traits.find((trait) => trait.startsWith('make:'));
  if (make === undefined || make.startsWith('make:html')) return true;
  // The alternative may be a calendar's; images are counted in every HTML part.
  return make === 'make:alternative' && traits.some((trait) => trait.startsWith('images:'));
}

/**
 * The part that the sender wrote themselves, and what follows it. Folding takes nothing away and
 * moves nothing: where they answer between quoted lines, the text stays in one piece.
 */
function foldQuoted({ own, quoted, signature }: Mail, text: string) {
  const shown = own.trimEnd();
  if (quoted.trim() === '' || shown === '' || !text.startsWith(shown)) {
    return { text, folded: '' };
  }
  let end = shown.length;
  const after = text.slice(end).trimStart();
  if (signature.trim() !== '' && after.startsWith(signature.trim())) {
    end = text.length - after.length + signature.trim().length;
  }
  return { text: text.slice(0, end), folded: text.slice(end).replace(/^\s*\n/, '') };
}

function attachmentsOf(attachments: Attachment[]) {
  return attachments.map(({ name, type, size, text }) => ({
    name,
    type,
    size: bytes(size),
    text:
      text === undefined || text.length <= shownAttachment
        ? text
        : `${head(text, shownAttachment)}…`,
  }));
}

/** The beginning, never ending in half a character. */
function head(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** A message that could not be parsed has its sender as one text, if at all. */
function unparsedSender(sender: string | null | undefined): Address {
  return { name: sender ?? '', address: '' };
}

function bytes(size: number): string {
  if (size < 1_024) return `${size} B`;
  if (size < 1_024 ** 2) return `${Math.round(size / 1_024)} KB`;
  return `${(size / 1_024 ** 2).toFixed(1)} MB`;
}
