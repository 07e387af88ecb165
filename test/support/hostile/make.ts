/** What is expected of a hostile mail from the parser: it is read, or one of these failures. */
export type Ending = 'read' | 'mail.unparsable' | 'mail.timeout' | 'parser.crashed';

export interface HostileMail {
  /** Made when it is asked for: together they would fill the memory of the test. */
  source(): Buffer;
  endings: Ending[];
  /** What its text must hold where it is read. */
  says?: string;
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

const question = 'What is your price?';

/** A mail with a question and one attachment, whatever is in that: the question must be read. */
export function attached(
  type: string,
  name: string,
  content: () => Buffer | string,
  more: () => string[] = () => [],
): HostileMail {
  const make = () => {
    // RFC 2045, 6.8: lines of at most 76 characters.
    const base64 = Buffer.from(content() as string).toString('base64');
    const lines = base64.replace(/.{76}/g, '$&\r\n');
    const part = `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}`;
    return mixed(`Content-Type: text/plain\r\n\r\n${question}`, part, ...more());
  };
  return { ...hostile(make), says: question };
}
