/** A thread is known by the Message-IDs of its mails (RFC 5322, 3.6.4). */

const maxIds = 50;
/** With a header's name it still fits into one line of 998 octets (RFC 5322, 2.1.1). */
const maxIdLength = 900;

/**
 * Whether it can be written into a header as it is: `<…>` of printable ASCII without a space, so that
 * it ends no line, and short enough for one.
 */
export function isMessageId(id: string): boolean {
  return id.length <= maxIdLength && /^<[!-;=?-~]+>$/.test(id);
}

/**
 * A thread's Message-IDs, each once, the newest last. Of more than 50 the first is kept, by which the
 * thread is known, and the newest (as RFC 5537, 3.4.4 has it for news).
 */
export function cappedThread(ids: readonly string[]): string[] {
  const distinct = [...new Set(ids.toReversed())].toReversed();
  const [first, ...others] = distinct;
  return first === undefined ? [] : [first, ...others.slice(-(maxIds - 1))];
}
