import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type ConsoleBrowser, live, openConsole } from '../support/console-browser.ts';

const apiToken = 'correct-horse-battery';

describe.skipIf(!hasChromium())('a page whose session is over', () => {
  let browser: Browser;
  let desk: ConsoleBrowser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await openConsole(browser, {}, { apiToken });
  });
  afterEach(() => desk.close());

  async function signIn(page: Page): Promise<void> {
    await page.fill('#name', 'Ada');
    await page.fill('#token', apiToken);
    await page.keyboard.press('Enter');
  }

  it('keeps what was typed, and goes on once the person has signed in in another tab', async () => {
    const { id } = desk.fake.arrive({ subject: 'Pricing' });
    const page = await desk.open(`/dashboard/drafts/${id}`);
    await signIn(page);
    await live(page);
    await page.locator('#reply-body').fill('My own words');

    await page.context().clearCookies();
    await page.keyboard.press('Control+Enter');
    const note = page.locator('.toast', { hasText: 'You are signed out.' });
    const way = note.getByRole('link', { name: 'Sign in in a new tab, then save again' });
    await way.waitFor();
    await page.locator('#live', { hasText: 'Signed out' }).waitFor();
    // It stays for as long as it is so.
    await page.waitForTimeout(11_000);
    expect(await note.count()).toBe(1);

    const [tab] = await Promise.all([page.context().waitForEvent('page'), way.click()]);
    await signIn(tab);
    await live(tab);
    await tab.close();
    await note.waitFor({ state: 'detached', timeout: 10_000 });
    expect(await page.locator('#reply-body').inputValue()).toBe('My own words');
    await page.locator('#reply-body').press('Control+Enter');
    await page.locator('.toast', { hasText: 'Saved.' }).waitFor();
    expect(desk.fake.state.drafts[0]?.reply?.body).toBe('My own words');
  });

  it('asks for nothing meanwhile', async () => {
    desk.fake.arrive({ subject: 'Pricing' });
    const page = await desk.open('/dashboard');
    await signIn(page);
    await live(page);
    const other = await desk.open('/dashboard');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.waitForURL('**/login**');
    await page.locator('.toast', { hasText: 'You are signed out.' }).waitFor();
    // The stream is refused once; then it waits as well.
    await page.waitForTimeout(3_000);
    desk.faults.length = 0;
    for (let n = 0; n < 3; n += 1) {
      desk.fake.arrive({ subject: `Unseen ${n}` });
      await page.evaluate("document.body.dispatchEvent(new CustomEvent('live:drafts'))");
      await page.waitForTimeout(4_000);
    }
    expect(desk.faults).toEqual([]);
    await signIn(other);
    await live(other);
    await other.close();
    await page.getByText('Unseen 2').waitFor({ timeout: 12_000 });
    await page.locator('.toast', { hasText: 'You are signed in again.' }).waitFor();
    await live(page);
  });
});
