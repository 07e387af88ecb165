/** What databases and headers can hold: no NUL, no half of a surrogate pair at the cut. */
export function cut(text: string, max: number): string {
  return text
    .slice(0, max)
    .replaceAll('\0', '')
    .replace(/[\uD800-\uDBFF]$/, '');
}

/** For names and subjects, which an encoded-word can give line breaks of their own (RFC 2047). */
export function oneLine(text: string, max: number): string {
  return cut(text, max)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/**
 * For text whose layout is of no interest: no control characters, no runs of spaces, of empty lines
 * or of characters without width.
 */
export function squeezed(text: string, max: number): string {
  const squeezed = text
    .slice(0, max * 20)
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, '\n')
    .replace(/(?:\u{34F}|[\u{AD}\u{200B}-\u{200F}\u{2060}-\u{2064}\u{FEFF}]){3,}/gu, '\u{200B}')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
  return cut(squeezed.trim(), max).trimEnd();
}
