import { squeezed } from '../clean.ts';
import { readHtml } from '../html/html-text.ts';
import { historyMark } from '../html/history.ts';
import type { MimeAttachment } from '../mime.ts';
import { calendarText } from './calendar.ts';
import { decode } from './decode.ts';
import { docxText } from './docx.ts';
import { kindOf } from './kind.ts';
import type { ReadingLimits } from './limits.ts';
import { messageText } from './message.ts';
import { pdfText } from './pdf.ts';

const maxRead = 10;
const maxCharacters = 20_000;
const maxCharactersInAll = 60_000;
/** For all of a mail. It is looked at between attachments and between pages. */
const maxMs = 2_000;
/** Of a text file no more is decoded: with its white space it may be longer than what is kept of it. */
const maxTextBytes = 1_000_000;

/** The attachments of which text may be read; only of these the content was kept. */
export function readable(attachments: MimeAttachment[]): MimeAttachment[] {
  return attachments
    .filter(({ name, type, content }) => content && kindOf(name, type, content))
    .slice(0, maxRead);
}

/**
 * The text of attachments, one after the other, until the limits are reached. One that is damaged,
 * locked or of another kind than it seems has none; nothing makes it reject. Content that keeps its
 * library busy without end is for the deadline of the process.
 */
export async function readAttachments(
  attachments: MimeAttachment[],
): Promise<Map<MimeAttachment, string>> {
  const texts = new Map<MimeAttachment, string>();
  const until = performance.now() + maxMs;
  let left = maxCharactersInAll;
  for (const attachment of attachments) {
    const limits = {
      characters: Math.min(maxCharacters, left),
      isOver: () => performance.now() > until,
    };
    if (limits.characters <= 0 || limits.isOver()) break;
    const text = squeezed(await read(attachment, limits).catch(() => ''), limits.characters);
    if (text === '') continue;
    texts.set(attachment, text);
    left -= text.length;
  }
  return texts;
}

async function read(attachment: MimeAttachment, limits: ReadingLimits): Promise<string> {
  const { name, type, content, charset } = attachment;
  if (!content) return '';
  const text = () =>
    decode(content.subarray(0, maxTextBytes), charset, content.length > maxTextBytes);
  switch (kindOf(name, type, content)) {
    case 'pdf':
      return pdfText(content, limits);
    case 'docx':
      return docxText(content);
    case 'message':
      return messageText(content);
    case 'calendar':
      return calendarText(text());
    case 'html':
      return readHtml(text()).text.replaceAll(historyMark, '');
    case 'text':
      return text();
    default:
      return '';
  }
}
