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
