/** The mail that is answered, below the answer. */
export interface Quoted {
  /** Plain text. */
  text: string;
  /** Name or address of who wrote it. */
  author: string;
  /** ISO 8601. */
  at: string;
}

/** Characters of the original; beyond it nobody reads, and some servers refuse the mail. */
const maxQuoted = 50_000;
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
/** Said in English, as is the attribution: both stand outside of the reply and its language. */
const cutShort = '[The rest of the original message was left out.]';

/**
 * An empty line, the attribution and the original, each of its lines behind a `>` (RFC 3676, 4.5).
 * Whatever a mail client may take for a line break is one here, so that no line of the original can
 * pass for one of the answer's. Ends with a line break; an empty original gives nothing.
 */
export function quotedBelow({ text, author, at }: Quoted): string {
  const lines = linesOf(text.slice(0, maxQuoted).replace(/[\uD800-\uDBFF]$/, ''));
  if (lines.length === 0) return '';
  const quoted = lines.map(quoteLine);
  if (text.length > maxQuoted) quoted.push('>', `> ${cutShort}`);
  return `\n${attribution(author, at)}\n${quoted.join('\n')}\n`;
}

/** `On 3 February 2026 at 04:05 UTC, Ada Lovelace wrote:` */
function attribution(author: string, at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return `${author} wrote:`;
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `On ${day} at ${date.toISOString().slice(11, 16)} UTC, ${author} wrote:`;
}

function linesOf(text: string): string[] {
  const lines = text
    .split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/)
    .map((line) => line.replace(/(?!\t)\p{Cc}/gu, '').trimEnd());
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1);
}

/** No space between marks: `>>` is the second level. */
function quoteLine(line: string): string {
  if (line === '') return '>';
  return line.startsWith('>') ? `>${line}` : `> ${line}`;
}
