const maxText = 200_000;

/** Their content is no text for a reader. */
const unread = /^(style|script|title)\b/i;
const endOfUnread = /^\/(style|script|title)\b/i;
const newLine = /^\/?(br|p|div|tr|li|h[1-6]|table|blockquote)\b/i;

/**
 * The text of markup that no parser should be bothered with: crude, but linear in whatever it is
 * given. Character references stay, and so does nothing that could begin a tag.
 */
export function bareText(html: string): string {
  const [start = '', ...pieces] = html.split('<');
  let isUnread = false;
  const texts = pieces.map((piece) => {
    if (unread.test(piece)) isUnread = true;
    else if (endOfUnread.test(piece)) isUnread = false;
    const end = piece.indexOf('>');
    if (isUnread || end === -1) return '';
    return `${newLine.test(piece) ? '\n' : ''}${piece.slice(end + 1)}`;
  });
  return `${start}${texts.join('')}`
    .replace(/\n{3,}/g, '\n\n')
    .slice(0, maxText)
    .replaceAll('>', '&gt;')
    .trim();
}
