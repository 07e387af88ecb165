import type { Readable } from 'node:stream';
import { type AttachmentStream, type HeaderLines, type Headers, MailParser } from 'mailparser';
import type { Attachment } from '../../domain/mail.ts';

/** A node of mailparser's tree of MIME parts. Its types leave the tree out. */
export interface MimePart {
  /** Lower-cased media type; false where the header cannot be read. */
  contentType: string | false;
  /** The decoded text of an inline text part. */
  textContent?: string;
  children: MimePart[];
}

export interface MimeMessage {
  /** Decoded; where a field may occur once, its last occurrence. */
  headers: Headers;
  /** As they came, folded, in the encoding of the mail as a binary string. */
  lines: HeaderLines;
  root: MimePart;
  attachments: Attachment[];
}

/** What mailparser would derive from the parts costs half its time, and some mails cost minutes. */
const options = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
};

/**
 * Decodes a message (RFC 5322, RFC 2045 to 2049, RFC 2231). Of attachments only the size is kept.
 * Rejects with mailparser's error, which may quote the mail.
 */
export function parseMime(source: Buffer): Promise<MimeMessage> {
  return new Promise((resolve, reject) => {
    const parser = new MailParser(options);
    const attachments: Attachment[] = [];
    let headers: Headers = new Map();
    let lines: HeaderLines = [];

    parser.on('headers', (value: Headers) => (headers = value));
    parser.on('headerLines', (value: HeaderLines) => (lines = value));
    parser.on('data', (data: AttachmentStream | { type: 'text' }) => {
      if (data.type !== 'attachment') return;
      const content = data.content as Readable;
      let size = 0;
      content.on('data', (chunk: Buffer) => (size += chunk.length));
      content.on('end', () => {
        attachments.push({ name: data.filename ?? '', type: data.contentType, size });
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
