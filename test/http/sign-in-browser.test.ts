import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

const apiToken = 'correct-horse-battery';
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

describe.runIf(hasChromium())('the sign-in, in a browser', () => {
  let browser: Browser;
  let server: RestServer;
  /** Another site, as `localhost` is beside 127.0.0.1. */
  let elsewhere: Server;
  let page: Page;

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(async () => await browser.close());
  beforeEach(async () => {
    server = await startRest({ apiToken });
    elsewhere = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<a href="${server.url}/drafts?q=linked">a link</a>` +
          `<form method="post" action="${server.url}/supervisor/pause"><button>a form</button></form>`,
      );
    }).listen(0, 'localhost');
    await once(elsewhere, 'listening');
    page = await (await browser.newContext()).newPage();
  });
  afterEach(async () => {
    await page.context().close();
    elsewhere.close();
    await server.close();
  });

  const visitElsewhere = async (): Promise<void> => {
    const address = elsewhere.address();
    if (address === null || typeof address === 'string') throw new Error('not bound');
    await page.goto(`http://localhost:${address.port}/`);
  };

  async function signIn(): Promise<void> {
    await page.goto(`${server.url}/drafts`);
    expect(page.url()).toBe(`${server.url}/login?next=%2Fdrafts`);
    // By keyboard alone: the first field that is empty has the focus.
    await page.keyboard.type('Ada');
    await page.keyboard.press('Tab');
    await page.keyboard.type(apiToken);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.url}/drafts`);
  }

  it('asks by keyboard alone, says what is wrong, and leads on', async () => {
    await page.goto(`${server.url}/login?next=/drafts`);
    await page.fill('#name', 'Ada');
    await page.fill('#token', 'wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.inputValue('#name')).toBe('Ada');
    await page.keyboard.type(apiToken);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.url}/drafts`);
  });

  it('knows who comes by a link of another site, and does nothing for its form', async () => {
    await signIn();
    await visitElsewhere();
    await page.getByRole('link').click();
    await page.waitForURL(`${server.url}/drafts?q=linked`);
    await visitElsewhere();
    const [answer] = await Promise.all([
      page.waitForResponse(`${server.url}/supervisor/pause`),
      page.getByRole('button').click(),
    ]);
    expect([answer.status(), server.machines.orders]).toEqual([403, []]);
  });

  it('asks who comes by a link and has not signed in', async () => {
    await visitElsewhere();
    await page.getByRole('link').click();
    await page.waitForURL(/\/login\?asked/);
    expect(await page.inputValue('[name=next]')).toBe('/drafts?q=linked');
    await page.waitForTimeout(300);
    expect(page.url()).toContain('/login?asked');
  });

  it('leads whoever was signed out on a page back to it', async () => {
    const path = '/dashboard/quarantine?cursor=9';
    await signIn();
    await page.goto(server.url + path);
    await page.locator('#live[data-state=live]').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${server.url}/dashboard/settings`);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.waitForURL(`${server.url}/login`);
    await other.close();
    const way = page.getByRole('link', { name: 'Sign in' });
    await page.goto(new URL((await way.getAttribute('href')) ?? '', server.url).href);
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('Token').fill(apiToken);
    await page.keyboard.press('Enter');
    await page.waitForURL(server.url + path);
  });

  it.each(['light', 'dark'] as const)('is readable for everyone, %s', async (colorScheme) => {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(`${server.url}/login`);
    const violations = await page.evaluate(
      `${axe};axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
    );
    expect(violations).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(complaints).toEqual([]);
  });
});
