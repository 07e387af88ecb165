/** What is expected of a hostile mail from the parser: it is read, or one of these failures. */
export type Ending = 'read' | 'mail.unparsable' | 'mail.timeout' | 'parser.crashed';

export interface HostileMail {
  /** Made when it is asked for: together they would fill the memory of the test. */
  source(): Buffer;
  endings: Ending[];
}

export type HostileMails = Record<string, HostileMail>;

const header = 'From: a@b.example\r\nTo: c@d.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n';

/** A mail that must be read, or end in one of the ways that are named. */
export function hostile(make: () => string | Buffer, ...endings: Ending[]): HostileMail {
  return {
    // Binary strings: a character is a byte.
    source: () => Buffer.from(make() as string, 'latin1'),
    endings: endings.length > 0 ? endings : ['read'],
  };
}

/** A mail of one part. */
export function typed(type: string, body: string, encoding?: string): string {
  const cte = encoding === undefined ? '' : `Content-Transfer-Encoding: ${encoding}\r\n`;
  return `${header}Content-Type: ${type}\r\n${cte}\r\n${body}`;
}

/** A mail with more in its header. */
export function field(value: string): string {
  return `${header}${value}\r\n\r\nbody`;
}

/** A `multipart/mixed`; each part is its header, an empty line and its body. */
export function mixed(...parts: string[]): string {
  const body = parts.map((part) => `--x\r\n${part}\r\n`).join('');
  return typed('multipart/mixed; boundary=x', `${body}--x--\r\n`);
}
