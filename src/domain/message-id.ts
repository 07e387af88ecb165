/** Headers are read no further than this; a Message-ID beyond it counts as none. */
const headLength = 64 * 1024;
/** The longest line of a message (RFC 5322, 2.1.1). */
const maxLength = 998;

/**
 * The Message-ID of a message or of a part of its header (RFC 5322, 3.6.4): unfolded, as `<…>`.
 * Wherever it came from, the same mail has the same one, so that it can be known again by it.
 * @returns null where there is none
 */
export function messageIdOf(source: string): string | null {
  const [head = ''] = source.slice(0, headLength).split(/\r?\n\r?\n/, 1);
  const [, folded = ''] = /^message-id:(.*(?:\r?\n[ \t].*)*)/im.exec(head) ?? [];
  const id = folded.replace(/[\s\p{Cc}]+/gu, '').slice(0, maxLength);
  if (!id) return null;
  return `${id.startsWith('<') ? '' : '<'}${id}${id.endsWith('>') ? '' : '>'}`;
}
