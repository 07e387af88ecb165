import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../../src/http/openapi/document.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { routesOf } from '../support/described.ts';
import { jsonOf, type RestServer, send, signIn, startRest } from '../support/rest-server.ts';

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

describe('GET /docs', () => {
  let server: RestServer;
  afterEach(() => server.close());

  async function docs(headers: Record<string, string> = {}): Promise<string> {
    const answer = await send(`${server.url}/docs`, {
      headers: { Accept: 'text/html', ...headers },
    });
    expect(answer.status).toBe(200);
    return answer.body;
  }

  it.each(['all', 'agent'] as const)(
    'shows each operation and each shape once: %s',
    async (role) => {
      server = await startRest({ role });
      const document = await jsonOf<OpenApiDocument>(fetch(`${server.url}/openapi.json`));
      const html = await docs();
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { operationId } of routesOf(document)) expect(ids).toContain(operationId);
      expect(html.match(/<pre class="curl"/g)).toHaveLength(routesOf(document).length);
      for (const [, id] of html.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(id);
      expect(html.includes('/drafts/{id}')).toBe(role === 'all');
    },
  );

  it('says of each what it takes, and of each answer what it is', async () => {
    server = await startRest();
    const html = await docs();
    const [edit = ''] = /<section[^>]* id="editDraft"[^]*?<\/section>/.exec(html) ?? [];
    expect(edit).toMatch(/<code>reply\.subject<\/code>[^]*?optional[^]*?up to 998 characters/);
    expect(edit).toMatch(/>200<[^]*href="#shape-Draft"/);
    expect(edit).toMatch(/409 <code>stale<\/code>/);
    expect(edit).toContain('curl -X PATCH');
    expect(html).toMatch(/integer, 1 to 200, default 50/);
    expect(html).not.toMatch(/undefined|\[object|NaN/);
  });

  it('is behind the same door as everything else, and shows the token of nobody', async () => {
    server = await startRest({ apiToken: 'sesame' });
    const refused = await send(`${server.url}/docs`, { headers: { Accept: 'text/html' } });
    expect(refused).toMatchObject({ status: 303, headers: { location: '/login?next=%2Fdocs' } });
    const html = await docs(await signIn(server, 'Dana'));
    expect(html).toContain('Authorization: Bearer $API_TOKEN');
    expect(html).not.toContain('sesame');
    const [health = ''] = /<section[^>]* id="getHealth"[^]*?<\/section>/.exec(html) ?? [];
    expect(health).toContain('no token');
    expect(health).not.toContain('Bearer');
  });

  it('takes no word for a host into a call that is copied into a shell', async () => {
    server = await startRest({ apiToken: 'sesame' });
    const headers = { Authorization: 'Bearer sesame', Host: "x';rm" };
    expect(await docs(headers)).toContain('curl &#39;http://127.0.0.1:8000/drafts');
    expect(await docs({ ...headers, Host: 'ops.example' })).toContain('http://ops.example/drafts');
  });
});

describe.skipIf(!hasChromium())('the page in a browser', () => {
  let browser: Browser;
  let host: ConsoleBrowser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(() => host.close());

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('is sound and fits: %s, %i px', async (colorScheme, width) => {
    host = await openConsole(browser, { colorScheme, viewport: { width, height: 844 } });
    const page = await host.open('/docs');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.evaluate(axe);
    const found = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id }) => id))',
    );
    expect(found).toEqual([]);
    expect(host.faults).toEqual([]);
  });

  it('works without a script and by keyboard, and is linked to from the settings', async () => {
    host = await openConsole(browser, { javaScriptEnabled: false });
    const page = await host.open('/dashboard/settings');
    await page.getByRole('main').getByRole('link', { name: 'REST API' }).click();
    await page.getByRole('navigation', { name: 'Contents' }).getByText('Edit a draft').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#editDraft$/);
    const operation = page.locator('#editDraft');
    await operation.getByText('Errors').focus();
    await page.keyboard.press('Enter');
    await operation.getByText('stale', { exact: true }).waitFor();
  });
});
