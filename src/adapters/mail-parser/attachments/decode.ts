import { isUtf16 } from './kind.ts';

const windows = 'windows-1252';

/**
 * By its byte order mark, as UTF-8 where it is that, by its declared charset, or as Windows' own.
 *
 * @param isCut it may end within a character
 */
export function decode(content: Buffer, charset: string | undefined, isCut: boolean): string {
  const marked = isUtf16(content);
  if (marked) return new TextDecoder(marked).decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content, { stream: isCut });
  } catch {
    return new TextDecoder(labelOf(charset)).decode(content);
  }
}

/** What is said to be UTF-8 and is not, or is in a charset that nobody knows, is taken for Windows'. */
function labelOf(charset = windows): string {
  try {
    const { encoding } = new TextDecoder(charset);
    return encoding === 'utf-8' ? windows : encoding;
  } catch {
    return windows;
  }
}
