import { Buffer } from 'node:buffer';

/** Fields that were checked: a name and subject of one line, an address in ASCII. */
export interface TestMail {
  name: string;
  address: string;
  subject: string;
  text: string;
}

/** Whom a test mail is to: the login of the demo mailbox. */
const to = 'Marketing <marketing@demo.example>';

/**
 * A plain mail (RFC 5322) with CRLF. Whatever was typed stays within its field: names are quoted or
 * encoded (RFC 2047), and the text is base64, so that no line of it is taken for a header.
 * @param id unique, for the Message-ID; letters, digits and hyphens
 */
export function testMail({ name, address, subject, text }: TestMail, id: string, at: Date): Buffer {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const lines = [
    `From: ${name === '' ? '' : `${phrase(name)} `}<${address}>`,
    `To: ${to}`,
    `Subject: ${unstructured(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@${domain}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...inLines(Buffer.from(text.replace(/\r?\n/g, '\r\n')).toString('base64')),
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** RFC 5322, 3.2.4: a quoted string; its quotes and backslashes are escaped. */
function phrase(name: string): string {
  return isPlain(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name);
}

function unstructured(text: string): string {
  return isPlain(text) ? text : encodedWords(text);
}

/** Within one line of 78 with its field's name, and nothing that reads as an encoded word. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]{0,66}$/.test(text) && !text.includes('=?');
}

/** An encoded word has 75 characters at the most (RFC 2047, 2), and these are 12 of them. */
const bytesAWord = 45;

/** Parted between characters, for each word is decoded by itself; the space between is not shown. */
function encodedWords(text: string): string {
  const words = [''];
  for (const character of text) {
    const longer = (words.at(-1) ?? '') + character;
    if (Buffer.byteLength(longer) > bytesAWord) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

/** RFC 2045, 6.8. */
function inLines(base64: string): string[] {
  return base64.match(/.{1,76}/g) ?? [''];
}
