export type Kind = 'pdf' | 'docx' | 'html' | 'calendar' | 'message' | 'text';

const textTypes =
  /^text\/|^application\/(json|csv|xml|yaml|x-yaml|ld\+json|xhtml\+xml)|\+(json|xml)$/;
const textNames = /\.(txt|text|csv|tsv|md|log|json|xml|ya?ml|ini|conf|vcf|srt)$/;
const unknownTypes = /^$|^application\/(octet-stream|x-download|force-download|unknown|binary)$/;
const mediaTypes = /^(image|audio|video|font)\//;

/** How much of the beginning is enough to tell. */
export const headBytes = 4_096;

/** Whether it is worth keeping for `kindOf`, by its type and what has come of it. */
export function mayBeReadable(type: string, head: Buffer): boolean {
  return !mediaTypes.test(type.toLowerCase()) || hasMagic(head);
}

/**
 * What an attachment is, by its content first: many are sent as `application/octet-stream`, and
 * names and types lie. Null where its text cannot be read.
 */
export function kindOf(name: string, type: string, content: Buffer): Kind | null {
  const head = content.subarray(0, headBytes);
  const [file, media] = [name.toLowerCase().trim(), type.toLowerCase().trim()];
  const start = head.toString('latin1');
  // Readers accept rubbish before the first line.
  if (start.slice(0, 1_024).includes('%PDF-')) return 'pdf';
  if (start.startsWith('PK\u{3}\u{4}')) return 'docx';
  if (media === 'message/rfc822' || media === 'message/global' || file.endsWith('.eml')) {
    return 'message';
  }
  if (!looksLikeText(head) || start.startsWith('{\\rtf')) return null;
  if (/^(\xEF\xBB\xBF)?\s*BEGIN:VCALENDAR/i.test(start)) return 'calendar';
  if (media === 'text/calendar' || file.endsWith('.ics')) return 'calendar';
  if (/^text\/html|xhtml/.test(media) || /\.x?html?$/.test(file)) return 'html';
  if (/^(\xEF\xBB\xBF)?\s*<(!doctype html|html)\b/i.test(start)) return 'html';
  if (textTypes.test(media) || textNames.test(file)) return 'text';
  return unknownTypes.test(media) && !/\.(asc|sig|p7s|p7m|pem|key)$/.test(file) ? 'text' : null;
}

function hasMagic(head: Buffer): boolean {
  return head.subarray(0, 1_024).includes('%PDF-') || head.subarray(0, 4).includes('PK\u{3}\u{4}');
}

/** Few control characters; UTF-16 is full of NUL and says so by its mark. */
function looksLikeText(head: Buffer): boolean {
  if (head.length === 0) return false;
  if (isUtf16(head)) return true;
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  return controls <= 3 + head.length / 50;
}

export function isUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
}
