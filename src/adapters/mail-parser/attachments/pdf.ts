import type { getDocumentProxy } from 'unpdf';
import type { ReadingLimits } from './limits.ts';

const maxPages = 200;

/**
 * The text of a PDF by its pages, as far as the limits let it be read. Rejects where it is broken
 * or needs a password. Its library is loaded with the first PDF: it takes 30 MB and a third of a second.
 */
export async function pdfText(content: Buffer, limits: ReadingLimits): Promise<string> {
  const unpdf = await import('unpdf');
  // A copy, because the library takes the memory away from its owner.
  const document = await unpdf.getDocumentProxy(new Uint8Array(content), {
    verbosity: 0,
    stopAtErrors: false,
    maxImageSize: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    let text = '';
    const pages = Math.min(document.numPages, maxPages);
    for (let number = 1; number <= pages && text.length < limits.characters; number++) {
      if (limits.isOver()) break;
      text += `${await pageText(document, number)}\n\n`;
    }
    return text;
  } finally {
    await document.destroy();
  }
}

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Empty for a page that is broken: the others may not be. */
async function pageText(document: Document, number: number): Promise<string> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join('');
  } catch {
    return '';
  }
}
