import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type ConsoleBrowser, live, openConsole } from '../support/console-browser.ts';

describe.skipIf(!hasChromium())('the list of drafts at every width', () => {
  let browser: Browser;
  let desk: ConsoleBrowser | undefined;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await desk?.close();
    expect(desk?.faults).toEqual([]);
  });

  it.each([
    [390, { cards: true, urgency: true }],
    [768, { cards: true, urgency: true }],
    [928, { cards: true, urgency: true }],
    [929, { cards: false, urgency: false }],
    [1057, { cards: false, urgency: false }],
    [1248, { cards: false, urgency: false }],
    [1249, { cards: false, urgency: true }],
    [1366, { cards: false, urgency: true }],
  ])('leaves the subject room enough at %i px', async (width, expected) => {
    desk = await openConsole(browser, { viewport: { width, height: 800 } });
    desk.fake.arrive({
      subject: 'Pricing for two hundred seats, and a few words more than there is room for',
      sender: { name: 'Maximiliane von Hohenstein', address: 'max@lead.example' },
      truncated: true,
      status: 'unknown',
    });
    const page = await desk.open('/dashboard');
    await live(page);
    const box = await page.locator('.subject a').boundingBox();
    expect(box?.width).toBeGreaterThan(200);
    expect(await page.locator('.urgency').isVisible()).toBe(expected.urgency);
    expect(await page.locator('thead').isVisible()).toBe(true);
    const display = "getComputedStyle(document.querySelector('#list tbody tr')).display";
    expect(await page.evaluate(display)).toBe(expected.cards ? 'grid' : 'table-row');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.locator('.mark').isVisible()).toBe(true);
    const isCut = `(() => {
      const field = document.querySelector('#q');
      const pen = document.createElement('canvas').getContext('2d');
      const { font, paddingLeft, paddingRight } = getComputedStyle(field);
      pen.font = font;
      const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      return pen.measureText(field.placeholder).width > room;
    })()`;
    expect(await page.evaluate(isCut)).toBe(false);
  });

  it('shows of an intent a part that can be read, or none', async () => {
    desk = await openConsole(browser, { viewport: { width: 1280, height: 800 } });
    const summary = {
      subject: 'x',
      sender: 'x',
      intent: 'wants to buy a lot of seats and soon',
      urgency: 'low',
    } as const;
    for (let length = 5; length <= 60; length += 5) {
      desk.fake.arrive({ subject: 'n'.repeat(length), summary });
    }
    const page = await desk.open('/dashboard');
    const widths = `[...document.querySelectorAll('.subject small')].map((small) => {
      const line = small.parentElement.getBoundingClientRect();
      const { top, width } = small.getBoundingClientRect();
      return top > line.bottom - 4 ? 0 : width;
    })`;
    const seen = (await page.evaluate(widths)) as number[];
    expect(seen.some((width) => width === 0)).toBe(true);
    expect(seen.some((width) => width > 0)).toBe(true);
    for (const width of seen) if (width > 0) expect(width).toBeGreaterThanOrEqual(120);
  });
});
