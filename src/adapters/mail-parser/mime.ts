import type { Readable } from 'node:stream';
import { type AttachmentStream, type HeaderLines, type Headers, MailParser } from 'mailparser';
import { mayBeReadable } from './attachments/kind.ts';

/** A node of mailparser's tree of MIME parts. Its types leave the tree out. */
export interface MimePart {
  /** Lower-cased media type; false where the header cannot be read. */
  contentType: string | false;
  /** The decoded text of an inline text part. */
  textContent?: string;
  children: MimePart[];
}

export interface MimeAttachment {
  /** As the mail has it; empty where it has none. */
  name: string;
  type: string;
  /** Decoded bytes. */
  size: number;
  charset: string | undefined;
  /** By which the markup of its own mail names it (RFC 2392); null where it has none. */
  contentId: string | null;
  /** Its sender attached it as a file, other than a part such as that of an invitation. */
  isFile: boolean;
  /** Null: it is not asked for, too long, or of a kind that holds no text. */
  content: Buffer | null;
}

export interface MimeMessage {
  /** Decoded; where a field may occur once, its last occurrence. */
  headers: Headers;
  /** As they came, folded, in the encoding of the mail as a binary string. */
  lines: HeaderLines;
  root: MimePart;
  attachments: MimeAttachment[];
}

/** What mailparser would derive from the parts costs half its time, and some mails cost minutes. */
const parserOptions = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
};

/** Of longer attachments, and beyond the sum, only the size is kept. */
const maxKeptBytes = 10_000_000;
const maxKeptInAll = 24_000_000;

interface ParseOptions {
  keepsContent: boolean;
  isWanted?: (type: string, head: Buffer) => boolean;
}

/**
 * Decodes a message (RFC 5322, RFC 2045 to 2049, RFC 2231). Rejects with mailparser's error, which
 * may quote the mail.
 *
 * @param options.keepsContent whether the content of attachments is kept for reading
 * @param options.isWanted which attachments, by their type and beginning; else those that hold text
 */
export function parseMime(
  source: Buffer,
  options: ParseOptions = { keepsContent: false },
): Promise<MimeMessage> {
  return new Promise((resolve, reject) => {
    const parser = new MailParser(parserOptions);
    const attachments: MimeAttachment[] = [];
    let headers: Headers = new Map();
    let lines: HeaderLines = [];
    let room = options.keepsContent ? maxKeptInAll : 0;
    const wanted = options.isWanted ?? mayBeReadable;

    parser.on('headers', (value: Headers) => (headers = value));
    parser.on('headerLines', (value: HeaderLines) => (lines = value));
    parser.on('data', (data: AttachmentStream | { type: 'text' }) => {
      if (data.type !== 'attachment') return;
      const isWanted = (head: Buffer) => wanted(data.contentType, head);
      collect(data.content as Readable, isWanted, room, (size, content) => {
        room -= content?.length ?? 0;
        attachments.push({
          name: data.filename ?? '',
          type: data.contentType,
          size,
          charset: charsetOf(data),
          contentId: data.contentId ?? null,
          isFile: data.contentDisposition === 'attachment',
          content,
        });
        data.release();
      });
    });
    parser.on('error', reject);
    parser.on('end', () => {
      const { tree } = parser as unknown as { tree: MimePart | false };
      resolve({ headers, lines, root: tree || { contentType: false, children: [] }, attachments });
    });
    parser.end(source);
  });
}

/** Reads a stream to its end, and keeps what may be read as long as there is room for it. */
function collect(
  stream: Readable,
  isWanted: (head: Buffer) => boolean,
  room: number,
  done: (size: number, content: Buffer | null) => void,
): void {
  const limit = Math.min(room, maxKeptBytes);
  let chunks: Buffer[] = [];
  let isKept = limit > 0;
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size === 0 && isKept) isKept = isWanted(chunk);
    size += chunk.length;
    if (size > limit) isKept = false;
    if (isKept) chunks.push(chunk);
    else chunks = [];
  });
  stream.on('end', () => done(size, isKept ? Buffer.concat(chunks) : null));
}

function charsetOf({ headers }: AttachmentStream): string | undefined {
  const field = headers.get('content-type');
  const isStructured = typeof field === 'object' && 'params' in field;
  return isStructured ? field.params.charset : undefined;
}
