/** Objects of a PDF (ISO 32000) by their number from 1; a stream is an object with a body. */
export type PdfObject = string | { dictionary: string; stream: Buffer | string };

/** A PDF of these objects, of which the first is the catalogue; offsets are right. */
export function pdfOf(objects: PdfObject[], trailer = ''): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = chunks[0]!.length;
  const push = (chunk: Buffer) => {
    chunks.push(chunk);
    at += chunk.length;
  };
  for (const [i, object] of objects.entries()) {
    offsets.push(at);
    push(Buffer.from(`${i + 1} 0 obj\n`));
    push(typeof object === 'string' ? Buffer.from(object) : streamOf(object));
    push(Buffer.from('\nendobj\n'));
  }
  const start = at;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  push(Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${rows}`));
  push(
    Buffer.from(
      `trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}

function streamOf({ dictionary, stream }: Exclude<PdfObject, string>): Buffer {
  const body = Buffer.from(stream as string);
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${body.length} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
}

/** A PDF with a page for each text. */
export function makePdf(...pages: string[]): Buffer {
  return pdfOf(pdfObjects(pages));
}

/** Catalogue, page tree and font are the first three objects, then come page and content in turn. */
export function pdfObjects(pages: string[], catalogue = ''): PdfObject[] {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  return [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((text, i): PdfObject[] => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      {
        dictionary: '',
        stream: `BT /F1 12 Tf 72 700 Td ${text
          .split('\n')
          .map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj 0 -14 Td`)
          .join(' ')} ET`,
      },
    ]),
  ];
}
