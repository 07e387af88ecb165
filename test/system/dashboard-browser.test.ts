import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type ConsoleBrowser, live, openConsole } from '../support/console-browser.ts';
import type { FakeDeps } from '../support/fake-deps.ts';
import {
  actorMessage,
  helloMessage,
  historyMessage,
  passageMessage,
  stepMessage,
} from '../support/feed-messages.ts';

const hostile = `</textarea><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;
/** U+202E turns what follows it round. */
const turned = 'Invoice \u202Efdp.exe';

describe.skipIf(!hasChromium())('the pages in a browser', () => {
  let browser: Browser;
  let desk: ConsoleBrowser;
  let fake: FakeDeps;
  const open = (path: string): Promise<Page> => desk.open(path);

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await openConsole(browser);
    ({ fake } = desk);
  });
  afterEach(async () => {
    await desk.close();
    expect(desk.faults).toEqual([]);
  });

  it('shows hostile mail as text, on every page', async () => {
    fake.arrive({
      message: 1,
      subject: hostile,
      sender: { name: turned, address: hostile },
      reply: { subject: hostile, body: hostile, language: 'en' },
      reason: hostile,
    });
    const page = await open('/dashboard');
    const link = page.getByRole('link', { name: hostile });
    expect(await link.count()).toBe(1);
    await page.getByText(turned).waitFor();
    await link.click();
    await live(page);
    expect(await page.locator('#reply-body').inputValue()).toBe(hostile);
    expect(await page.title()).toBe(`${hostile} · Marketing Ops Agent`);
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  it('adds a row by itself and keeps the search text, the focus and the caret', async () => {
    fake.arrive({ subject: 'Pricing, the first' });
    const page = await open('/dashboard');
    await live(page);
    const words = page.getByRole('searchbox');
    await words.pressSequentially('pricing');
    await expect.poll(() => page.url()).toContain('q=pricing');
    await words.press('ArrowLeft');

    await words.press('Shift+ArrowLeft');
    fake.arrive({ subject: 'Pricing, the second' });
    fake.arrive({ subject: 'Something else' });
    await page.getByRole('link', { name: 'Pricing, the second' }).waitFor();
    expect(await page.getByRole('link', { name: 'Something else' }).count()).toBe(0);
    expect(await words.inputValue()).toBe('pricing');
    const selected = `(({ id, selectionStart, selectionEnd }) => [id, selectionStart, selectionEnd])
      (document.activeElement)`;
    expect(await page.evaluate(selected)).toEqual(['q', 5, 6]);
    await page.getByText('Drafts today').getByText('3').waitFor();
  });

  it('keeps the focus on a row that changes', async () => {
    const { id } = fake.arrive({ subject: 'Pricing' });
    const page = await open('/dashboard');
    await live(page);
    await page.getByRole('link', { name: 'Pricing' }).focus();
    const draft = fake.state.drafts[0];
    if (!draft) throw new Error('no draft');
    draft.status = 'approved';
    await fake.editElsewhere(id, 'another text');
    await page.getByRole('cell', { name: 'Approved' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Pricing');
  });

  it('leaves the row in hand where it is on the screen, and marks what is new', async () => {
    for (let n = 1; n <= 30; n += 1) fake.arrive({ subject: `Pricing ${n}` });
    const page = await open('/dashboard');
    await live(page);
    await page.getByRole('link', { name: 'Pricing 27' }).focus();
    const top = 'Math.round(document.activeElement.getBoundingClientRect().top)';
    const before = await page.evaluate(top);
    for (let n = 1; n <= 3; n += 1) fake.arrive({ subject: `Fresh ${n}` });
    await page.getByRole('link', { name: 'Fresh 3' }).waitFor();
    const moving = page.locator('tr', { hasText: 'Fresh 3' });
    expect(await moving.evaluate((row) => row.getAnimations().length)).toBe(1);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Pricing 27');
    expect(await page.evaluate(top)).toBe(before);
  });

  it('goes through tabs and pages with the search as it was typed', async () => {
    for (let n = 1; n <= 60; n += 1) fake.arrive({ subject: `Pricing ${n}` });
    fake.arrive({ subject: 'Pricing of support', category: 'Support' });
    fake.arrive({ subject: 'Broken export', category: 'Support' });
    const page = await open('/dashboard');
    await page.getByRole('searchbox').fill('pricing');
    await page.getByRole('link', { name: 'Broken export' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Support', exact: true }).click();
    await page.getByRole('link', { name: 'Pricing of support' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await page.getByRole('searchbox').inputValue()).toBe('pricing');
    await page.getByRole('link', { name: 'Lead', exact: true }).click();
    await page.getByRole('link', { name: 'Older' }).click();
    await page.getByRole('link', { name: 'Pricing 1', exact: true }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(10);
    await page.getByRole('link', { name: 'Back to the newest' }).click();
    await page.getByRole('link', { name: 'Pricing 60' }).waitFor();
  });

  it('stays live in ten tabs at once', async () => {
    const tabs: Page[] = [];
    for (let n = 0; n < 10; n += 1) tabs.push(await open('/dashboard'));
    await Promise.all(tabs.map(live));
    fake.arrive({ subject: 'For all to see' });
    await Promise.all(tabs.map((tab) => tab.getByText('For all to see').waitFor()));
    // Whoever had the stream goes: another takes it over.
    await tabs[0]?.close();
    fake.arrive({ subject: 'For those who stay' });
    await Promise.all(tabs.slice(1).map((tab) => tab.getByText('For those who stay').waitFor()));
  });

  it('fits a phone, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const phone = await openConsole(browser, {
        colorScheme,
        viewport: { width: 360, height: 740 },
        isMobile: true,
        hasTouch: true,
      });
      const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4);
      phone.fake.arrive({ subject: long, sender: { name: long, address: long } });
      phone.fake.arrive({ subject: 'Short', truncated: true, status: 'unknown' });
      const page = await phone.open('/dashboard');
      await live(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.locator('tr', { hasText: long }).getByRole('button', { name: 'Approve' }).tap();
      await page.locator('.toast', { hasText: 'Approved' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await phone.close();
      expect(phone.faults).toEqual([]);
    }
  });

  describe('the inspector', () => {
    /** Any drawing: what is lit in it has tests of its own. */
    const anyMachine = createMachine({ id: 'any', initial: 'idle', states: { idle: {} } });
    let chart: string;
    beforeEach(() => void (chart = fake.deps.inspection.charts.know(anyMachine)));

    const root = (id: string, value: string): object =>
      actorMessage(id, null, { actor: 'root', machine: 'supervisor', chart }, standing(value));
    const email = (id: string, parent: string, actor: string, value: string): object =>
      actorMessage(id, parent, { actor, chart }, standing(value));
    const standing = (value: string) => ({ status: 'active', value });
    const step = (id: string, value: unknown, message: number): void => {
      fake.feed.send(passageMessage(id, 'message.release', 'x:0'));
      fake.feed.send(stepMessage(id, value, { subject: `message ${message}` }));
    };
    const items = (page: Page) => page.getByRole('tree').getByRole('treeitem');

    it('follows the tree, and finds it again after a restart', async () => {
      fake.feed.tree = [
        root('x:0', 'pumping'),
        email('x:1', 'x:0', 'email-0', 'routing'),
        helloMessage('x'),
        historyMessage(),
      ];
      const page = await open('/inspector');
      await items(page).filter({ hasText: 'email-0 routing' }).waitFor();
      step('x:1', { classifying: 'asking' }, 41);
      await items(page).filter({ hasText: 'email-0 classifying.asking message 41' }).waitFor();
      await page.getByRole('tab', { name: 'Sequence' }).click();
      await page.locator('.sequence').getByText('message.release').first().waitFor();

      await desk.stopServer();
      fake.feed.tree = [root('y:0', 'paused'), helloMessage('y'), historyMessage()];
      await desk.startServer();
      await items(page).filter({ hasText: 'paused' }).waitFor();
      await items(page).filter({ hasText: 'email-0' }).waitFor({ state: 'detached' });
      // What the browser says of a server that is away.
      const faults = desk.faults.splice(0);
      expect(faults.filter((fault) => !/WebSocket|ERR_CONNECTION/.test(fault))).toEqual([]);
    });

    it('stays bounded and answers at once under hundreds of actors and events', async () => {
      const slots = Array.from({ length: 300 }, (_, n) => `x:${n + 1}`);
      fake.feed.tree = [
        root('x:0', 'pumping'),
        ...slots.map((id, n) => email(id, 'x:0', `email-${n}`, 'parsing')),
        helloMessage('x'),
        historyMessage(),
      ];
      const page = await open('/inspector');
      // A few rows a frame: that is half a second, and more where others have the cores.
      await expect.poll(() => items(page).count(), { timeout: 10_000 }).toBe(301);
      const states = ['classifying', 'enriching', 'drafting'];
      const flood = setInterval(() => {
        for (let n = 0; n < 50; n += 1) {
          const slot = Math.floor(Math.random() * slots.length);
          step(slots[slot] ?? '', states[slot % 3], slot);
        }
      }, 50);
      await page.waitForTimeout(1_500);
      const started = performance.now();
      await page.getByRole('searchbox').fill('email-17');
      // email-17 itself and email-170 to email-179, under the supervisor.
      await expect.poll(() => items(page).filter({ visible: true }).count()).toBe(12);
      expect(performance.now() - started).toBeLessThan(2_000);
      await page.getByText('11 of 301').waitFor();
      clearInterval(flood);

      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page.waitForTimeout(300);
      const shown = await page.locator('[data-counter=events]').textContent();
      step('x:171', 'persisting', 170);
      await page.waitForTimeout(400);
      expect(await page.locator('[data-counter=events]').textContent()).toBe(shown);
      await page.getByRole('button', { name: 'Resume' }).click();
      await items(page).filter({ hasText: 'email-170 persisting' }).waitFor();
    });
  });
});
