import { compile } from 'html-to-text';
import type { MimePart } from './mime.ts';

/** Longer HTML is cut: what follows would not be read by a person either. */
const maxHtml = 1_000_000;

const convert = compile({
  wordwrap: false,
  // Newsletters and tracking links would otherwise be mostly addresses.
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table'].map((selector) => ({
      selector,
      options: { uppercase: false, uppercaseHeaderCells: false },
    })),
  ],
  // Deeply nested markup overflows the stack.
  limits: { maxDepth: 200 },
});

/**
 * The text that a person would read: of alternatives the first that has any (RFC 2046, 5.1.4:
 * plain comes before rich), of other containers every text part in its order.
 */
export function bodyText(part: MimePart): string {
  if (part.textContent !== undefined) {
    return part.contentType === 'text/html' ? htmlToText(part.textContent) : part.textContent;
  }
  if (part.contentType === 'multipart/alternative') return firstWithText(part.children);
  return part.children.map(bodyText).filter(hasText).join('\n');
}

function firstWithText(parts: MimePart[]): string {
  for (const part of parts) {
    const text = bodyText(part);
    if (hasText(text)) return text;
  }
  return '';
}

function htmlToText(html: string): string {
  const shown = html.slice(0, maxHtml);
  try {
    return convert(shown);
  } catch {
    // html-to-text throws at some markup, such as a Roman list that starts at a billion.
    return withoutTags(shown);
  }
}

/** Crude, but it cannot fail: what follows an unclosed tag is lost. */
function withoutTags(html: string): string {
  return html
    .split('<')
    .map((piece, i) => (i === 0 ? piece : piece.slice(piece.indexOf('>') + 1 || Infinity)))
    .join(' ')
    .replace(/\s+/g, ' ');
}

function hasText(text: string): boolean {
  return text.trim() !== '';
}
