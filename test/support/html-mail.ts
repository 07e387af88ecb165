interface Carried {
  id: string;
  content: Buffer;
  type?: string;
}

/** A mail whose HTML part is `html`, with a text beside it and images that it carries itself. */
export function htmlMail(html: string, images: Carried[] = []): Buffer {
  const parts = images.map(({ id, content, type = 'image/png' }) =>
    [
      '--r',
      `Content-Type: ${type}`,
      `Content-ID: <${id}>`,
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: inline',
      '',
      lines(content),
      '',
    ].join('\r\n'),
  );
  return Buffer.from(
    [
      'From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=r\r\n',
      '--r\r\nContent-Type: multipart/alternative; boundary=a\r\n',
      '--a\r\nContent-Type: text/plain\r\n\r\nthe text\r\n',
      '--a\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n',
      `${lines(Buffer.from(html))}\r\n--a--\r\n`,
      `${parts.join('')}--r--\r\n`,
    ].join('\r\n'),
  );
}

/** RFC 2045, 6.8: lines of at most 76 characters. */
function lines(content: Buffer): string {
  return content.toString('base64').replace(/.{76}/g, '$&\r\n');
}

/** A PNG of one red dot. */
export const redDot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
