import { describe, expect, test } from 'vitest';
import { mailParser } from '../../../src/adapters/mail-parser/index.ts';
import { realPlace, safeHref } from '../../../src/adapters/mail-parser/page/link.ts';
import { readPage } from '../../../src/adapters/mail-parser/page/read-page.ts';
import { harmlessStyle } from '../../../src/adapters/mail-parser/page/style.ts';
import { mailParserHtmlContract } from '../../contracts/mail-parser-html.ts';
import { htmlMail, redDot } from '../../support/html-mail.ts';

mailParserHtmlContract('mailparser in child processes', () => mailParser({ processes: 1 }));

type Images = Parameters<typeof htmlMail>[1];

async function body(html: string, images?: Images): Promise<string> {
  const page = (await readPage(htmlMail(html, images))) ?? '';
  return page.slice(page.indexOf('<body>') + 7, page.indexOf('</body>') - 1);
}

describe('which parts', () => {
  const part = (type: string, text: string) => `--x\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  const mail = (kind: string, ...parts: string[]) =>
    Buffer.from(
      `Subject: s\r\nContent-Type: multipart/${kind}; boundary=x\r\n\r\n${parts.join('')}--x--\r\n`,
    );

  test('all of a mixed mail, each closed for itself', async () => {
    const source = mail('mixed', part('text/html', '<b>one'), part('text/html', '<i>two'));
    expect(await readPage(source)).toMatch(/<b>one\s*<\/b>\s*<i>two\s*<\/i>/);
  });

  test('the richest of alternatives', async () => {
    const source = mail('alternative', part('text/html', 'lean'), part('text/html', 'rich'));
    const page = await readPage(source);
    expect(page).toContain('rich');
    expect(page).not.toContain('lean');
  });

  test('a mail that begins with empty lines', async () => {
    const source = Buffer.from('\r\n\r\nSubject: s\r\nContent-Type: text/html\r\n\r\n<p>x</p>');
    expect(await readPage(source)).toContain('<p>x');
  });
});

describe('images', () => {
  test('named with brackets, escapes and other letters are found', async () => {
    const images = [{ id: 'Part 1@x', content: redDot }];
    expect(await body('<img src="CID:part%201@x" alt="a" width="20">', images)).toBe(
      `<img src="data:image/png;base64,${redDot.toString('base64')}" alt="a" width="20" />`,
    );
  });

  test.each([
    ['JPEG', 'image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['GIF', 'image/gif', Buffer.from('GIF89a rest')],
    ['WebP', 'image/webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
  ])('a %s is told by its content', async (_, type, content) => {
    const images = [{ id: 'i', content, type: 'application/octet-stream' }];
    expect(await body('<img src="cid:i">', images)).toContain(`src="data:${type};base64,`);
  });

  test('of another kind leave their words', async () => {
    const images = [{ id: 'i', content: Buffer.from('<svg onload=x()>') }];
    expect(await body('<img src="cid:i" alt="a &quot;b&quot; <c>">', images)).toBe(
      '<span class="absent" title="An image that is not loaded">a &quot;b&quot; &lt;c&gt;</span>',
    );
  });

  test('that only count readers or hold space leave nothing', async () => {
    const dots =
      '<img src="https://a.example/1" width="1" height="1" alt="open"><img src="x" alt="">';
    expect(await body(`a${dots}b`)).toBe('ab');
  });

  test('stop at two megabytes, however often they are used', async () => {
    const content = Buffer.concat([redDot, Buffer.alloc(300_000)]);
    const html = await body('<img src="cid:i" alt="too much">'.repeat(50), [{ id: 'i', content }]);
    expect(html.match(/data:/g)).toHaveLength(6);
    expect(html.match(/too much<\/span>/g)).toHaveLength(44);
  });
});

describe('links', () => {
  test('open in a window of their own that knows nothing of ours', async () => {
    expect(await body('<a href="https://a.example/x?y=1&amp;z=2" id=i class=c>read</a>')).toBe(
      '<a href="https://a.example/x?y=1&amp;z=2" rel="noopener noreferrer nofollow" target="_blank">read</a>',
    );
  });

  test('that claim another place have the real one beside them', async () => {
    expect(
      await body('<a href="https://evil.example/x">https://<b>www.bank</b>.example</a>.'),
    ).toMatch(/<\/a><span class="host" title="Where this link leads">evil\.example<\/span>\.$/);
    expect(
      await body('<a href="https://evil.example/x"><img src=x alt="bank.example"></a>'),
    ).toContain('>evil.example</span>');
  });

  test.each([
    ['our prices', 'https://a.example/', null],
    ['www.a.example/prices', 'https://a.example/', null],
    ['https://A.example', 'https://www.a.example/', null],
    ['a.example', 'https://a.example.evil.test/', 'a.example.evil.test'],
    ['evil.example', 'https://bank.example/', 'bank.example'],
    ['bank\u{200B}.example', 'https://evil.example/', 'evil.example'],
    ['ｂａｎｋ.example', 'https://evil.example/', 'evil.example'],
    ['münchen.example', 'https://xn--mnchen-3ya.example/', null],
    ['pаypal.com', 'https://paypal.com/', 'paypal.com'],
    ['me@bank.example', 'mailto:me@evil.example', 'me@evil.example'],
    ['Me@Bank.example', 'mailto:me@bank.example?subject=x', null],
    ['bank.example', 'https://10.0.0.7/', '10.0.0.7'],
  ])('%s to %s: %s', (shown, href, place) => {
    expect(realPlace(shown, href)).toBe(place);
  });

  test.each([
    ['HTTPS://A.example', 'https://a.example/'],
    ['https://bank.example@evil.example/', 'https://evil.example/'],
    ['mailto:a@b.example?subject=x%20y&attach=/etc/passwd', 'mailto:a@b.example?subject=x%20y'],
    ['javascript:alert(1)', null],
    ['ftp://a.example', null],
    ['/relative', null],
    ['#part', null],
    [`https://a.example/${'x'.repeat(5_000)}`, null],
  ])('%s becomes %s', (href, safe) => {
    expect(safeHref(href)).toBe(safe);
  });
});

test.each([
  ['color:red; FONT-SIZE: 14px !important', 'color:red;font-size:14px'],
  ['margin:0 auto;padding:4px 8px;width:600px', 'margin:0 auto;padding:4px 8px;width:600px'],
  ['margin:-900px;width:99999px;font-size:900em', ''],
  ['position:fixed;top:0;z-index:9;transform:none', ''],
  ['background:#fff url(https://a.example/b.png) no-repeat', 'background-color:#fff'],
  ['background: no-repeat center', ''],
  ['border:1px solid rgb(1, 2, 3)', 'border:1px solid rgb(1, 2, 3)'],
  ['font-family:"Segoe UI",\'Arial\', sans-serif', 'font-family:segoe ui,arial,sans-serif'],
  [
    'font: italic bold 12px/1.4 Georgia',
    'font-style:italic;font-weight:bold;font-size:12px;line-height:1.4;font-family:georgia',
  ],
  ['color:expression(alert(1));width:calc(1px)', ''],
  ['co\\6cor:red;color:r\\65 d;color:/**/red', ''],
  ['background:url("x;color:red")', ''],
  ['display:none', 'display:none'],
])('style %s becomes %s', (style, harmless) => {
  expect(harmlessStyle(style)).toBe(harmless);
});

test('a newsletter stays what it was', async () => {
  const html = `<!DOCTYPE html><html><head><title>News</title><style>p{color:red}</style></head>
    <body style="background-color:#222222;color:#ffffff"><!-- preheader -->
    <div style="display:none;max-height:0;overflow:hidden">Spring offers</div>
    <table width="100%" cellpadding="0" bgcolor="#222222"><tr><td align="center">
    <table style="width:600px" role="presentation"><tbody><tr><td style="padding:24px;font:16px Arial">
    <h1 style="color:#00ff00">Spring &amp; summer</h1><p>Save <strong>20&nbsp;%</strong></p>
    <ul><li>One</li></ul><a href="https://shop.example/a" style="background:#0a0;padding:8px 16px">Shop now</a>
    </td></tr></tbody></table></td></tr></table></body></html>`;
  const page = await body(html);
  expect(page).toContain('<div style="background-color:#222222;color:#ffffff">');
  expect(page).toContain('<div style="display:none;max-height:0;overflow:hidden">');
  expect(page).toContain('<table bgcolor="#222222" width="100%" cellpadding="0">');
  expect(page).toContain('<td style="padding:24px;font-size:16px;font-family:arial">');
  expect(page).toContain('<h1 style="color:#00ff00">Spring &amp; summer</h1>');
  expect(page).toContain('<strong>20\u{A0}%</strong>');
  expect(page).toContain('style="background-color:#0a0;padding:8px 16px">Shop now</a>');
  expect(page).not.toContain('News');
  expect(page).not.toContain('p{color');
});

describe('hostile size', () => {
  const quick = 4_000;
  test.each<[string, string, RegExp]>([
    ['ten megabytes of text', `<p>begin ${'lorem ipsum '.repeat(850_000)}`, /only its beginning/],
    ['markup that grows', `begin ${'&'.repeat(990_000)}`, /only its beginning/],
    ['100,000 nested elements', `${'<div>'.repeat(100_000)}begin`, /this is its text.*begin/s],
    ['100,000 nested drawings', `begin ${'<svg>'.repeat(100_000)}`, /this is its text/],
    ['900 nested tables', `${'<table><tr><td>'.repeat(300)}begin`, /begin/],
    [
      'closing what was never opened',
      `${'<b>'.repeat(900)}${'</i>'.repeat(200_000)}begin`,
      /begin/,
    ],
    ['200,000 attributes', `<p ${'a=1 '.repeat(200_000)}>begin`, /begin/],
    ['200,000 declarations', `<p style="${'color:red;'.repeat(90_000)}">begin`, /begin/],
    [
      'styles that go back',
      `${`<p style="border:${'a '.repeat(90)}!">x`.repeat(4_000)}begin`,
      /begin/,
    ],
    [
      'a link of a megabyte',
      `<a href="https://a.example">${'a.'.repeat(400_000)}</a>begin`,
      /begin/,
    ],
    ['28,000 links', '<a href=https://a.example>b.example'.repeat(28_000), /b\.example/],
    ['90,000 comments', `${'<!-- x -->'.repeat(90_000)}begin`, /begin/],
    ['brackets only', `begin ${'<'.repeat(900_000)}`, /begin/],
  ])('%s', async (_, html, says) => {
    const source = htmlMail(html);
    const started = performance.now();
    const page = await readPage(source);
    expect(performance.now() - started).toBeLessThan(quick);
    expect(page).toMatch(says);
    expect(page?.length).toBeLessThan(1_100_000);
  });

  test('what is too deep for a layout keeps its text, and nothing but that', async () => {
    const text = '<style>p{color:red}</style><p>One &amp; <script>x()</script><br>two &lt;b></p';
    const page = await body(`${'<div>'.repeat(2_000)}${text}<p onclick="x()">three`);
    expect(page).toMatch(/<pre>One &amp; \ntwo &lt;b&gt;\n?three<\/pre>/);
    expect(page).not.toContain('x()');
    expect(page).not.toContain('color');
  });

  test('what takes longer all the same ends with the deadline, and the next mail is read', async () => {
    const parser = mailParser({ processes: 1, deadlineMs: 250, patienceMs: 250 });
    const { signal } = new AbortController();
    await parser.html(htmlMail('warm'), signal).catch(() => null);
    const heavy = htmlMail('<b>x</b>'.repeat(1_500_000));
    await expect(parser.html(heavy, signal)).rejects.toMatchObject({ code: 'mail.timeout' });
    await expect
      .poll(() => parser.html(htmlMail('next'), signal).catch(() => ''))
      .toContain('next');
    await parser.close();
  }, 30_000);
});
