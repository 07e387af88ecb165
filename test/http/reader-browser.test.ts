import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/scope.ts';
import { aDraft } from '../support/a-draft.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';
import { withToken } from '../support/with-token.ts';

describe.skipIf(!hasChromium())('the pages of who may only read', () => {
  let browser: Browser;
  let server: RestServer;
  beforeAll(async () => {
    server = await startRest({ apiToken: 'correct-horse-battery' });
    await server.deps.drafts.put(aDraft());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function signedIn(scope: Scope): Promise<Page> {
    const { text } = await withToken(server, [scope]);
    const page = await browser.newPage({ baseURL: server.url });
    await page.goto('/login');
    await page.getByLabel('Your name').fill('Rita');
    await page.getByLabel('Token').fill(text);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/dashboard');
    return page;
  }

  /** What can be pressed on the page itself; the head of every page is not meant. */
  const pressable = (page: Page) =>
    page.locator('main').locator('button:visible, [type=checkbox]:visible').count();

  it('show drafts and replies, and nothing to decide with', async () => {
    const page = await signedIn('read');
    await page.getByText('Pricing for 200 seats').first().waitFor();
    expect(await pressable(page)).toBe(0);
    await page.getByRole('link', { name: 'Pricing for 200 seats' }).click();
    await page.getByLabel('Text', { exact: true }).waitFor();
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain('Dear Ada');
    expect(await pressable(page)).toBe(0);
    await page.close();
  });

  it('are those of a reviewer with what decides', async () => {
    const page = await signedIn('review');
    await page.getByText('Pricing for 200 seats').first().waitFor();
    expect(await pressable(page)).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Pricing for 200 seats' }).click();
    await page
      .getByRole('button', { name: /^Approve/ })
      .first()
      .waitFor();
    await page.close();
  });
});
