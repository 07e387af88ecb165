import { parseMime, type MimePart } from '../mime.ts';
import { withoutPreamble } from '../read-mail.ts';
import { bareText } from './bare-text.ts';
import { finish } from './finish.ts';
import { framed } from './frame.ts';
import { Images } from './images.ts';
import { sanitise, TooDeep } from './sanitise.ts';

/** Characters of markup that are read; nobody reads so much of one mail. */
const maxHtml = 1_000_000;
const maxParts = 20;

const isCutNote = 'This mail is very long: only its beginning is shown.';
const isTextNote = 'The layout of this mail cannot be shown; this is its text.';

/**
 * The HTML of a mail as a whole page that is safe to show; null where it has none. Rejects
 * mailparser's own error. Has no limit of time.
 */
export async function readPage(source: Buffer): Promise<string | null> {
  const { root, attachments } = await parseMime(withoutPreamble(source), {
    keepsContent: true,
    isWanted: (type) => /^image\/|octet-stream$/i.test(type),
  });
  const parts = htmlParts(root).slice(0, maxParts);
  if (parts.every((html) => html.trim() === '')) return null;
  return pageOf(parts, new Images(attachments));
}

/**
 * Of alternatives the last, which is the richest (RFC 2046, 5.1.4), of other containers all: Apple
 * Mail sends a part before and after each picture.
 */
function htmlParts({ contentType, textContent, children }: MimePart): string[] {
  if (textContent !== undefined) return contentType === 'text/html' ? [textContent] : [];
  const found = children.map(htmlParts).filter((parts) => parts.length > 0);
  return contentType === 'multipart/alternative' ? (found.at(-1) ?? []) : found.flat();
}

/** Each part is sanitised by itself: what one leaves open must not swallow the next. */
function pageOf(parts: string[], images: Images): string {
  const length = parts.reduce((sum, html) => sum + html.length, 0);
  let room = maxHtml;
  const shown = parts.map((html) => {
    const start = html.slice(0, room);
    room -= start.length;
    return start;
  });
  try {
    const { html, isCut } = finish(shown.map((html) => sanitise(html, images)).join('\n'), images);
    return framed(html, isCut || length > maxHtml ? isCutNote : null);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return framed(`<pre>${bareText(shown.join('\n'))}</pre>`, isTextNote);
  }
}
