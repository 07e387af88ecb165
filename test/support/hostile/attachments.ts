import { deflateSync } from 'node:zlib';
import { docxFiles, makeDocx } from '../make-docx.ts';
import { makePdf, type PdfObject, pdfObjects, pdfOf } from '../make-pdf.ts';
import { makeZip } from '../make-zip.ts';
import { attached, type HostileMail, type HostileMails } from './make.ts';

const catalogue = '<< /Type /Catalog /Pages 2 0 R >>';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const pdf = (make: () => Buffer | string): HostileMail =>
  attached('application/pdf', 'offer.pdf', make);
const docx = (make: () => Buffer | string): HostileMail => attached(word, 'offer.docx', make);
const withDocument = (xml: string, options?: Parameters<typeof makeZip>[1]) =>
  makeZip({ ...docxFiles([]), 'word/document.xml': xml }, options);
const numbered = (n: number, make: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => make(i));

function deepPageTree(depth: number): Buffer {
  const nodes = numbered(
    depth,
    (i) => `<< /Type /Pages /Count 1 /Kids [${i + 3} 0 R] /Parent ${i + 1} 0 R >>`,
  );
  return pdfOf([catalogue, ...nodes, '<< /Type /Page /MediaBox [0 0 9 9] >>']);
}

/** Streams of objects that each say that they go on in the next (ISO 32000, 7.5.7). */
function objectStreams(n: number): Buffer {
  const streams: PdfObject[] = numbered(n, (i) => `${i}`).map((_, i) => ({
    dictionary: `/Type /ObjStm /N 1 /First 4 /Extends ${i + 4} 0 R`,
    stream: `${i + 5} 0 ${'['.repeat(2_000)}`,
  }));
  return pdfOf([`<< /Type /Catalog /Pages 2 0 R >>`, '3 0 R', ...streams]);
}

function pageOf(stream: PdfObject, ...more: PdfObject[]): Buffer {
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>';
  return pdfOf([catalogue, '<< /Type /Pages /Count 1 /Kids [3 0 R] >>', page, stream, ...more]);
}

const script =
  '/OpenAction << /S /JavaScript /JS (while\\(true\\){app.alert\\(1\\)}) >> /AA << /WC << /S /Launch /F (calc.exe) >> >>';

const pdfs: HostileMails = {
  'a PDF whose page tree is a circle': pdf(() =>
    pdfOf([catalogue, '<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>']),
  ),
  'a PDF with a page tree 20,000 deep': pdf(() => deepPageTree(20_000)),
  'a PDF of object streams in a chain': pdf(() => objectStreams(3_000)),
  'a PDF of 10,000 pages': pdf(() => makePdf(...numbered(10_000, (i) => `page ${i}`))),
  'a PDF with a script': pdf(() => pdfOf(pdfObjects(['It has a script'], script))),
  'a PDF that unpacks to 200 MB': pdf(() =>
    pageOf({
      dictionary: '/Filter [/FlateDecode /FlateDecode]',
      stream: deflateSync(deflateSync(Buffer.alloc(200_000_000, 'q Q '))),
    }),
  ),
  'a PDF with a form inside of itself': pdf(() =>
    pageOf(
      { dictionary: '', stream: '/X Do' },
      {
        dictionary:
          '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>',
        stream: '/X Do /X Do /X Do',
      },
    ),
  ),
  'a PDF of a million operators': pdf(() =>
    pageOf({ dictionary: '', stream: 'BT (x) Tj ET '.repeat(200_000) }),
  ),
  'an encrypted PDF': pdf(() => {
    const key = '0123456789abcdef'.repeat(4);
    const encrypt = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <${key}> /U <${key}> >>`;
    return pdfOf(pdfObjects(['secret']), `/Encrypt ${encrypt} /ID [<${key}> <${key}>]`);
  }),
  'a PDF that ends too early': pdf(() => makePdf('hello').subarray(0, 400)),
  'a PDF whose table of objects is a circle': pdf(
    () =>
      '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 2/Root 1 0 R/Prev 52>>\nstartxref\n52\n%%EOF',
  ),
};

const laughs = numbered(12, (i) =>
  i === 0 ? '<!ENTITY l0 "ha">' : `<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`,
).join('');

const documents: HostileMails = {
  'a document that unpacks to 300 MB': docx(() => withDocument('a'.repeat(300_000_000))),
  'a document that lies about its size': docx(() =>
    withDocument('a'.repeat(100_000_000), { claimedBytes: 100 }),
  ),
  'a document with an external entity': docx(() =>
    withDocument(
      `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>${docxFiles(['&e;'])['word/document.xml']}`,
    ),
  ),
  'a document of a billion laughs': docx(() =>
    withDocument(`<!DOCTYPE d [${laughs}]>${docxFiles(['&l11;'])['word/document.xml']}`),
  ),
  'a document 100,000 elements deep': docx(() =>
    withDocument(`${'<w:p xmlns:w="w">'.repeat(100_000)}${'</w:p>'.repeat(100_000)}`),
  ),
  'a document of 40,000 paragraphs': docx(() => makeDocx(...numbered(40_000, (i) => `line ${i}`))),
  'an archive that points out of itself': docx(() => {
    const archive = makeDocx('hello');
    archive.writeUInt32LE(0xfffffff0, archive.length - 6);
    return archive;
  }),
  'an encrypted document': docx(() => makeZip(docxFiles(['secret']), { encrypted: true })),
};

const nested = (depth: number): string =>
  depth === 0
    ? 'Subject: core\r\n\r\nthe core'
    : `Subject: ${depth}\r\nContent-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\nContent-Type: message/rfc822\r\n\r\n${nested(depth - 1)}\r\n--b${depth}--`;

const texts: HostileMails = {
  'a CSV file of 10 MB on one line': attached('text/csv', 'all.csv', () => 'a,'.repeat(5_000_000)),
  'a text of a million characters without width': attached(
    'text/plain',
    'empty.txt',
    () => `${'\u{200B}\u{200D}'.repeat(500_000)}end`,
  ),
  'a calendar of 100,000 events': attached('text/calendar', 'all.ics', () => {
    const event = 'BEGIN:VEVENT\r\nSUMMARY:Meeting\r\nDTSTART:20261116T100000Z\r\nEND:VEVENT\r\n';
    return `BEGIN:VCALENDAR\r\n${event.repeat(100_000)}END:VCALENDAR`;
  }),
  'a calendar of one folded line': attached(
    'text/calendar',
    'one.ics',
    () => `BEGIN:VCALENDAR\r\nSUMMARY;CN="${'x;="'.repeat(1_000)}:a${'\r\n b'.repeat(200_000)}`,
  ),
  'an attached page of nested tables': attached('text/html', 'page.html', () =>
    '<table><tr><td>'.repeat(20_000),
  ),
  'messages 150 deep': attached('message/rfc822', 'forward.eml', () => nested(150)),
  'a program that says it is a PDF': attached('application/pdf', 'invoice.pdf', () =>
    Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i * 7_919) % 251)),
  ),
  'a PDF header and then rubbish': attached(
    'image/png',
    'logo.png',
    () => `%PDF-${'\xff'.repeat(1e6)}`,
  ),
  'an archive header and then rubbish': attached(
    'text/plain',
    'a.txt',
    () => `PK\u{3}\u{4}${'PK\u{5}\u{6}'.repeat(2e5)}`,
  ),
  'a text of control characters': attached('text/plain', 'bell.txt', () =>
    '\u{7}\0\u{1b}'.repeat(300_000),
  ),
};

const many = (part: string) => () => Array<string>(300).fill(part);

export const attachments: HostileMails = {
  ...pdfs,
  ...documents,
  ...texts,
  'a PDF among 300 notes': attached(
    'application/pdf',
    'last.pdf',
    () => makePdf('hello'),
    many('Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nnote'),
  ),
};
