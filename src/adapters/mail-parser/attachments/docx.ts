import { ZipArchive } from './zip.ts';

/** A document of 200 pages has some 3 MB; its library takes a second for that. */
const maxPartBytes = 4_000_000;
const maxBytes = 8_000_000;
const mainPart = 'word/document.xml';

/**
 * The text of a Word document (ECMA-376), empty for other archives. Throws or rejects where it is
 * broken, too big once unpacked, or has a document type declaration, which the format forbids and
 * attacks by entities need.
 */
export async function docxText(content: Buffer): Promise<string> {
  const archive = new ZipArchive(content, { total: maxBytes });
  if (!archive.has(mainPart)) return '';
  // Its library is loaded with the first document.
  const { default: mammoth } = await import('mammoth');
  // Instead of the archive its reader: mammoth's own unpacks whatever it is given.
  const input: unknown = { file: readerOf(archive) };
  const { value } = await mammoth.extractRawText(
    input as Parameters<typeof mammoth.extractRawText>[0],
  );
  return value;
}

/** What mammoth 1.13 asks of an opened archive. */
function readerOf(archive: ZipArchive) {
  return {
    exists: (name: string) => archive.has(name),
    read: async (name: string, encoding?: string) => {
      const bytes = archive.read(name, maxPartBytes);
      if (bytes.includes('<!DOCTYPE')) throw new Error('a document type declaration');
      return encoding ? bytes.toString('utf8') : bytes;
    },
  };
}
