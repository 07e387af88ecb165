import { absentFrom } from './html/shown-text.ts';
import { historyMark } from './html/history.ts';
import { readHtml, surveyHtml } from './html/html-text.ts';
import type { MimePart } from './mime.ts';

/** Such as "please view this mail as HTML", which stands in a text's place and is none. */
const stubLength = 160;
/** So many times longer is the HTML of which a short text is only the excuse. */
const stubFactor = 3;

export interface BodyText {
  /** What a person would read; `historyMark` stands where HTML tells that history begins. */
  text: string;
  /** What nobody is shown, passage by passage. */
  hidden: string[];
  /** The source of the first HTML part; empty where there is none. */
  html: string;
}

/**
 * The text that a person would read: of alternatives the first that has any (RFC 2046, 5.1.4:
 * plain comes before rich), of other containers every text part in its order.
 */
export function bodyText(root: MimePart): BodyText {
  const hidden: string[] = [];
  const text = read(root, hidden);
  return { text, hidden, html: htmlParts(root)[0]?.textContent ?? '' };
}

function read(part: MimePart, hidden: string[]): string {
  if (part.textContent !== undefined) {
    if (part.contentType !== 'text/html') return part.textContent.replaceAll(historyMark, '');
    const html = readHtml(part.textContent);
    hidden.push(...html.hidden);
    return html.text;
  }
  if (part.contentType === 'multipart/alternative') return firstWithText(part.children, hidden);
  return part.children
    .map((child) => read(child, hidden))
    .filter(hasText)
    .join('\n');
}

/** Other alternatives than the one that is read are looked through for what it does not say. */
function firstWithText(parts: MimePart[], hidden: string[]): string {
  for (const [i, part] of parts.entries()) {
    const text = read(part, hidden);
    if (!hasText(text)) continue;
    const [other] = parts.slice(i + 1).flatMap(htmlParts);
    if (!other?.textContent) return text;
    const instead = text.length <= stubLength ? readHtml(other.textContent) : null;
    if (instead && instead.text.length > stubFactor * text.length + stubLength) {
      hidden.push(...instead.hidden);
      return instead.text;
    }
    hidden.push(...unseenIn(other.textContent, text));
    return text;
  }
  return '';
}

/** People are shown the HTML, the model gets the text: what only one of them reads is hidden. */
function unseenIn(html: string, text: string): string[] {
  const { blocks, hidden } = surveyHtml(html);
  return [...hidden, ...absentFrom(text, blocks)];
}

function htmlParts(part: MimePart): MimePart[] {
  if (part.contentType === 'text/html' && part.textContent !== undefined) return [part];
  return part.children.flatMap(htmlParts);
}

function hasText(text: string): boolean {
  return text.trim() !== '';
}
