import { historyMark } from '../html/history.ts';
import { attributionAt, dividerIn, isFullAttribution, looseAttribution } from './attribution.ts';
import { isHeaderBlock, isRule } from './header-block.ts';
import { signatureStart } from './signature.ts';

export interface Separated {
  /** The text without marks of ours. */
  text: string;
  own: string;
  quoted: string;
  signature: string;
}

interface Facts {
  subject: string;
  /** Its header names the mail that it answers. */
  isInThread: boolean;
}

const forwardSubject =
  /^\s*(\[[^\]]{0,40}\]\s*)?(fwd?|wg|tr|rv|enc|i|doorst|vs|vb|vl|vb|pd|fs|továbbítás|továb|yml|ilt|пересл|转发|轉寄|転送|전달)\s*[:：]/iu;

const replySubject = /^\s*(\[[^\]]{0,40}\]\s*)?\p{L}{2,5}(\[\d+\])?\s*[:：]/u;

/** So few words beside a forwarded mail only point at it: "FYI", "siehe unten". */
const pointingWords = 12;

/**
 * Tells what the sender wrote from the history below, above or between it, and from the signature.
 * Takes a time linear in the text; never throws.
 */
export function separate(marked: string, { subject, isInThread }: Facts): Separated {
  const text = marked.replaceAll(historyMark, '').trim();
  const whole = { text, own: text, quoted: '', signature: '' };
  const { own, quoted, isForward, hasBlock } = split(marked.replace(/\r\n?/g, '\n').split('\n'));
  const cut = signatureStart(own);
  const words = trimmed(own.slice(0, cut));
  const signature = trimmed(own.slice(cut));
  const history = trimmed(quoted);
  const count = wordsIn(words);
  const isForwarded = history !== '' && forwardSubject.test(subject);
  // A web form may name its visitor just as Outlook names the sender of what is answered.
  const isForm = hasBlock && !isInThread && !replySubject.test(subject);
  const pointsAt = isForward || isForwarded || isForm;
  if (pointsAt && count <= pointingWords) return whole;
  if (count === 0) {
    // A name and a farewell are what was said, such as "Many thanks, Jo" above a quoted mail.
    return wordsIn(signature) > 0 && history !== ''
      ? { text, own: signature, quoted: history, signature: '' }
      : whole;
  }
  return { text, own: words, quoted: history, signature };
}

interface Parts {
  own: string[];
  quoted: string[];
  isForward: boolean;
  /** History began with a block of header fields and nothing else. */
  hasBlock: boolean;
}

function split(lines: string[]): Parts {
  const parts: Parts = { own: [], quoted: [], isForward: false, hasBlock: false };
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const history: History | null = isQuote(line)
      ? { length: 1, isMarked: true }
      : historyAt(lines, at);
    if (!history) {
      parts.own.push(line.replaceAll(historyMark, ''));
      at++;
      continue;
    }
    if (history.isForward) parts.isForward = true;
    if (history.isBlock) parts.hasBlock = true;
    const end = history.isMarked ? at + history.length : lines.length;
    while (isRule(parts.own.at(-1) ?? 'text')) parts.own.pop();
    for (const each of lines.slice(at, end)) parts.quoted.push(unquoted(each));
    at = end;
  }
  return parts;
}

interface History {
  /** Lines of what introduces it. */
  length: number;
  /** Its lines have quotation marks; else everything below is history. */
  isMarked: boolean;
  isForward?: boolean;
  isBlock?: boolean;
}

/** Whether a line begins the mail that is answered or forwarded. */
function historyAt(lines: string[], at: number): History | null {
  const line = lines[at]!;
  if (line.trim() === '') return null;
  if (line.trimStart().startsWith(historyMark)) return markedByHtml(lines, at);
  const divider = dividerIn(line);
  if (divider) {
    return { length: 1, isMarked: isQuoteNext(lines, at + 1), isForward: divider === 'forwarded' };
  }
  const next = isRule(line) ? nextText(lines, at + 1) : at;
  if (next < lines.length && isHeaderBlock(lines, next, next > at)) {
    return { length: 1, isMarked: false, isBlock: next === at };
  }
  const length = attributionAt(lines, at);
  if (length > 0) {
    if (isQuoteNext(lines, at + length)) return { length, isMarked: true };
    const introduction = lines.slice(at, at + length).join(' ');
    return isFullAttribution(introduction) ? { length, isMarked: false } : null;
  }
  const isLoose = looseAttribution(line) && isQuoteNext(lines, at + 1);
  return isLoose ? { length: 1, isMarked: true } : null;
}

/** Introductions of a forward are some lines long before the first quotation mark, if there is any. */
const introductionLines = 8;

function markedByHtml(lines: string[], at: number): History {
  const near = lines.slice(at, at + introductionLines);
  const quote = near.findIndex(isQuote);
  const isForward = near.some(
    (line) => dividerIn(line.replaceAll(historyMark, '')) === 'forwarded',
  );
  return { length: Math.max(1, quote), isMarked: quote > 0, isForward };
}

function isQuote(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

/** Without the quotation marks of all its levels. */
function unquoted(line: string): string {
  return line.replaceAll(historyMark, '').replace(/^(\s{0,3}>)+ ?/, '');
}

function isQuoteNext(lines: string[], from: number): boolean {
  const next = nextText(lines, from);
  return next < lines.length && isQuote(lines[next]!);
}

/** The next line that is not empty, at most three further on; else the number of lines. */
function nextText(lines: string[], from: number): number {
  for (let at = from; at < Math.min(from + 3, lines.length); at++) {
    if (lines[at]!.replaceAll(historyMark, '').trim() !== '') return at;
  }
  return lines.length;
}

function trimmed(lines: string[]): string {
  return lines.join('\n').trim();
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
