import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type ConsoleBrowser, live, openConsole } from '../support/console-browser.ts';
import { focused, openListOf, row, toast } from '../support/list-page.ts';

describe.skipIf(!hasChromium())('the ways into the list of drafts and back', () => {
  let browser: Browser;
  let desk: ConsoleBrowser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await openConsole(browser);
  });
  afterEach(async () => {
    await desk.close();
    expect(desk.faults).toEqual([]);
  });

  const openList = (...subjects: string[]) => openListOf(desk, subjects);

  it('opens a row wherever it is clicked, here or in a tab of its own', async () => {
    const page = await openList('One', 'Two');
    const click = async (subject: string, cell: string): Promise<void> => {
      const box = await row(page, subject).locator(cell).boundingBox();
      await page.mouse.click((box?.x ?? 0) + 15, (box?.y ?? 0) + 15);
    };
    await page.keyboard.down('Control');
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      click('One', '.company'),
    ]);
    await page.keyboard.up('Control');
    expect(tab.url()).toContain('/dashboard/drafts/1');
    await tab.close();
    await page.getByRole('checkbox', { name: 'Select: One' }).click();
    await page.getByText('1 selected').waitFor();
    await click('Two', '.urgency');
    await page.waitForURL('**/dashboard/drafts/2');
    await page.goBack();
    await live(page);
    await click('Two', '.sender');
    await page.waitForURL('**/dashboard/drafts/2');
  });

  it('comes back to the place that was left', async () => {
    for (let n = 1; n <= 80; n += 1) desk.fake.arrive({ subject: `Mail ${n}.` });
    const page = await openList();
    await page.getByRole('link', { name: 'Older' }).click();
    const link = page.getByRole('link', { name: 'Mail 10.' });
    await link.scrollIntoViewIfNeeded();
    const top = () =>
      page.evaluate('Math.round(document.activeElement.getBoundingClientRect().top)');
    await link.focus();
    const before = await top();
    const address = page.url();
    for (const key of ['u', 'Escape']) {
      await page.keyboard.press('Enter');
      await page.waitForURL('**/dashboard/drafts/10');
      await live(page);
      await page.keyboard.press(key);
      await page.waitForURL(address);
      await expect.poll(() => focused(page)).toBe('Mail 10.');
      expect(await top()).toBe(before);
    }
    // Read on from there, the place is that of the message read last.
    await page.keyboard.press('Enter');
    await page.waitForURL('**/dashboard/drafts/10');
    await live(page);
    await page.keyboard.press('j');
    await page.waitForURL('**/dashboard/drafts/9');
    await live(page);
    await page.keyboard.press('u');
    await page.waitForURL(address);
    await expect.poll(() => focused(page)).toBe('Mail 9.');
  });

  it('takes a note of what is under way away, even from under the pointer', async () => {
    const page = await openList('One');
    await page.evaluate(`document.querySelector('#toasts').insertAdjacentHTML('beforeend',
      '<div class="toast" data-tone="busy"><p>Under way</p></div>')`);
    await toast(page, 'Under way').hover();
    await toast(page, 'Under way').waitFor({ state: 'detached', timeout: 12_000 });
  });

  it('asks again for a search that was typed while the server was away', async () => {
    const page = await openList('Apples', 'Pears');
    await desk.stopServer();
    await page.locator('#live', { hasText: 'Reconnecting' }).waitFor();
    await page.getByRole('searchbox').fill('apples');
    await toast(page, 'The server could not be reached.').waitFor();
    expect(await row(page, 'Pears').count()).toBe(1);
    await desk.startServer();
    await live(page);
    await row(page, 'Pears').waitFor({ state: 'detached' });
    expect(await row(page, 'Apples').count()).toBe(1);
    await expect.poll(() => new URL(page.url()).search).toBe('?q=apples');
    desk.faults.length = 0;
  });
});
