/** On one line and not longer than `most`: a line break in a subject would start another header. */
export function oneLine(text: string, most: number): string {
  // What is far too long is not read to its end; white space alone may fill some of it.
  const beginning = clip(text, most * 8);
  return clip(printable(beginning).replace(/\s+/g, ' ').trim(), most);
}

/** At most `most` UTF-16 units, never half of a surrogate pair. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** Without control characters and lone surrogates, which PostgreSQL refuses to store. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}|\p{Surrogate}/gu, '');
}
