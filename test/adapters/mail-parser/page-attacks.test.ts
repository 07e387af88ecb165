import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPage } from '../../../src/adapters/mail-parser/page/read-page.ts';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { htmlAttacks } from '../../support/html-attacks.ts';
import { htmlMail, redDot } from '../../support/html-mail.ts';

const carried = [
  { id: 'dot@x', content: redDot },
  {
    id: 'svg@x',
    content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  },
];
const pageOf = (html: string) => readPage(htmlMail(html, carried)) as Promise<string>;
const bodyOf = (page: string) => page.slice(page.indexOf('<body>') + 6, page.indexOf('</body>'));

/** One way only to read it, for every parser: no comment, no bare `<`, no value without quotes. */
const canonical =
  /^(?:[^<>]|<\/[a-z][a-z\d]*>|<[a-z][a-z\d]*(?: [a-z]+(?:="[^"<>]*")?)*(?: \/)?>)*$/;

test.each(Object.entries(htmlAttacks))('%s comes out in canonical form', async (_, html) => {
  const page = await pageOf(html);
  expect(bodyOf(page)).toMatch(canonical);
  // What is ours around it stands as it was written.
  expect(page.match(/<(style|meta|title)/g)).toHaveLength(8);
});

describe.runIf(hasChromium())('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 30_000);
  afterAll(() => browser?.close());

  test('no element and no attribute of an attack is left that could run or load', async () => {
    const tab = await browser.newPage();
    for (const [name, html] of Object.entries(htmlAttacks)) {
      const source = JSON.stringify(await pageOf(html));
      const elements = await tab.evaluate<Element[]>(`(${readElements})(${source})`);
      expect(elements.flatMap(wrongWith), name).toEqual([]);
    }
    await tab.close();
  }, 30_000);

  test('in its frame nothing is asked for, nothing runs and nothing is complained of', async () => {
    const everything = `<img src="cid:dot@x"><img src="cid:svg@x">${Object.values(htmlAttacks).join('\n')}`;
    const alone = await Promise.all(Object.values(htmlAttacks).map(pageOf));
    const context = await browser.newContext();
    const tab = await context.newPage();
    const seen: string[] = [];
    tab.on('request', (request) => seen.push(`request ${request.url().slice(0, 80)}`));
    tab.on('dialog', (dialog) => {
      seen.push('dialog');
      void dialog.dismiss();
    });
    tab.on('console', (message) => seen.push(message.text()));
    tab.on('popup', () => seen.push('popup'));
    for (const pages of [[await pageOf(everything)], alone]) {
      await tab.setContent(framesOf(pages));
      await tab.waitForTimeout(300);
    }
    // An image of the mail itself is no request to anywhere.
    expect(seen.filter((each) => !/^request (data:image\/png|about:srcdoc)/.test(each))).toEqual(
      [],
    );
    await context.close();
  }, 60_000);

  test('without its frame and the policy of the console it is as harmless', async () => {
    const tab = await browser.newPage();
    const seen: string[] = [];
    tab.on('request', (request) => seen.push(request.url()));
    tab.on('dialog', (dialog) => {
      seen.push('dialog');
      void dialog.dismiss();
    });
    for (const html of Object.values(htmlAttacks)) {
      // The page's own policy too, so that only what was sanitised is tried.
      const bare = (await pageOf(html)).replace(/<meta http-equiv="Content-Security[^>]*>/, '');
      await tab.setContent(bare);
    }
    await tab.waitForTimeout(300);
    expect(seen).toEqual([]);
    // Whether anything would have been seen.
    await tab.setContent('<img src="https://spy.example/x" onerror="alert(1)">');
    await expect.poll(() => seen).toEqual(['https://spy.example/x', 'dialog']);
    await tab.close();
  }, 60_000);
});

interface Element {
  namespace: string;
  tag: string;
  attributes: Record<string, string>;
}

/** In the browser: the elements of a page as its parser finds them. */
const readElements = `(source) => {
  const page = new DOMParser().parseFromString(source, 'text/html');
  return [...page.body.querySelectorAll('*'), ...page.head.querySelectorAll('script, base, link')]
    .map(({ namespaceURI, localName, attributes }) => ({
      namespace: namespaceURI,
      tag: localName,
      attributes: Object.fromEntries([...attributes].map(({ name, value }) => [name, value])),
    }));
}`;

const words = (list: string) => new Set(list.split(' '));
const tags = words(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del ' +
    'dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ' +
    'nav ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr ' +
    'tt u ul var wbr',
);
const attributeNames = words(
  'style dir lang align valign bgcolor color width height border cellpadding cellspacing colspan rowspan ' +
    'span size start type href rel target src alt class title',
);

/** What stands in a page and should not. */
function wrongWith({ namespace, tag, attributes }: Element): string[] {
  const { href, src, rel, target, style, class: name } = attributes;
  const wrong = Object.keys(attributes).filter((each) => !attributeNames.has(each));
  if (namespace !== 'http://www.w3.org/1999/xhtml') wrong.push('a foreign element');
  if (!tags.has(tag)) wrong.push(tag);
  if (href !== undefined) {
    if (!/^(https?:\/\/|mailto:)/.test(href)) wrong.push(href);
    if (rel !== 'noopener noreferrer nofollow' || target !== '_blank') wrong.push('rel');
  }
  if (src !== undefined && !/^data:image\/(png|jpeg|gif|webp);base64,/.test(src)) wrong.push(src);
  if (name !== undefined && !/^(absent|host|note)$/.test(name)) wrong.push('a class');
  if (/url|[\\@]|\/\*|expression|position|image|var\(/i.test(style ?? '')) wrong.push('a style');
  return wrong;
}

/** As the console shows them. */
function framesOf(pages: string[]): string {
  const frame = '<iframe sandbox="allow-popups allow-popups-to-escape-sandbox"';
  const escaped = (page: string) => page.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return pages.map((page) => `${frame} srcdoc="${escaped(page)}"></iframe>`).join('');
}
