import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailParser } from '../../src/ports.ts';
import { htmlMail, redDot } from '../support/html-mail.ts';

/** What `html` of every mail parser does, whatever is behind it. */
export function mailParserHtmlContract(name: string, make: () => MailParser): void {
  describe(`MailParser.html: ${name}`, () => {
    const { signal } = new AbortController();
    let parser: MailParser;
    beforeAll(() => {
      parser = make();
    });
    afterAll(() => parser.close());

    test('is a whole page of the HTML part', async () => {
      const page = await parser.html(htmlMail('<p>Grüße aus <b>Köln</b></p>'), signal);
      expect(page).toMatch(/^<!doctype html>/);
      expect(page).toContain('<meta charset="utf-8">');
      expect(page).toContain('<p>Grüße aus <b>Köln</b></p>');
      expect(page).not.toContain('the text');
    });

    test('is null for a mail without one', async () => {
      const plain = Buffer.from('Subject: s\r\n\r\n<b>text</b>');
      expect(await parser.html(plain, signal)).toBeNull();
      const empty = Buffer.from('Subject: s\r\nContent-Type: text/html\r\n\r\n \r\n');
      expect(await parser.html(empty, signal)).toBeNull();
    });

    test('holds images of the mail and asks for no other', async () => {
      const html =
        '<img src="cid:dot@x" alt="dot"><img src="https://a.example/b.png" alt="Our office">';
      const page = await parser.html(htmlMail(html, [{ id: 'dot@x', content: redDot }]), signal);
      expect(page).toContain(`src="data:image/png;base64,${redDot.toString('base64')}"`);
      expect(page).not.toContain('a.example');
      expect(page).toContain('Our office');
    });

    test('holds nothing that runs', async () => {
      const page = await parser.html(htmlMail('<p onclick=x()>a<script>x()</script>'), signal);
      expect(page).not.toContain('x()');
    });

    test('leaves the source as it was, and other calls their answers', async () => {
      const source = htmlMail('<p>one</p>');
      const copy = Buffer.from(source);
      const [page, mail] = await Promise.all([
        parser.html(copy, signal),
        parser.parse(copy, signal),
      ]);
      expect(page).toContain('one');
      expect(mail.text).toBe('the text');
      expect(copy.equals(source)).toBe(true);
    });

    test('rejects an aborted call with the reason of the abort', async () => {
      const reason = new Error('shutting down');
      const aborted = AbortSignal.abort(reason);
      await expect(parser.html(htmlMail('x'), aborted)).rejects.toBe(reason);
    });

    test('rejects once it is closed', async () => {
      const other = make();
      await other.close();
      await expect(other.html(htmlMail('x'), signal)).rejects.toMatchObject({
        code: 'parser.unavailable',
      });
    });
  });
}
