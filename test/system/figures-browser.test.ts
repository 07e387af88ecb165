import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { settingsOf } from '../../src/settings.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { aRow } from '../support/fake-deps.ts';
import { fakeMachines } from '../support/fake-machines.ts';
import { aFolder, type FiguresHost, hostile, startFigures } from '../support/figures-host.ts';
import { aDay, dayAgo, drafted } from '../support/some-days.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const paths = ['insights', 'mailboxes', 'settings', 'quarantine', 'demo'];

describe.skipIf(!hasChromium())('figures and running, in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let host: FiguresHost;
  let delivered: string[];
  /** Console errors, page errors and requests to another host: there must be none. */
  let faults: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    delivered = [];
    faults = [];
    const parsed = parseConfig({});
    host = await startFigures({
      settings: parsed.ok ? settingsOf(parsed.config, {}) : [],
      demo: { deliver: (raw) => void delivered.push(raw.toString()) },
    });
    host.state.machines = fakeMachines({ INBOX: 'watching' });
    host.state.ledger = [
      aFolder({ left: 700, gaps: [{ uid: 7, since: new Date().toISOString() }] }),
    ];
    const waits = { stage: 'waiting', notBefore: new Date().toISOString() } as const;
    host.state.messages.push(
      aRow({ id: 5, uid: 55, subject: hostile, error: hostile }),
      aRow({ id: 6, uid: 66, sender: hostile }),
      aRow({ id: 7, uid: 77, ...waits }),
    );
    for (let n = 0; n < 200; n += 1) {
      const some = { Lead: drafted(1_200), Support: drafted(900), General: drafted(n * 10) };
      host.days.push(aDay(dayAgo(n), { byCategory: { ...some, Spam: drafted(70) } }));
    }
    for (let n = 24 * 90; n >= 0; n -= 1) {
      host.hours.push({
        at: new Date(Date.now() - n * 3_600_000).toISOString(),
        n: (n * 7) % 1_300,
      });
    }
  });
  afterEach(async () => {
    await context.close();
    await host.close();
    expect(faults).toEqual([]);
  });

  async function open(
    path: string,
    look: { dark?: boolean; width?: number; script?: boolean } = {},
  ): Promise<Page> {
    const { dark = false, width = 1_280, script = true } = look;
    context = await browser.newContext({
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height: 900 },
      javaScriptEnabled: script,
    });
    context.setDefaultTimeout(5_000);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(host.url)) faults.push(`asked ${request.url()}`);
    });
    await page.goto(`${host.url}/dashboard/${path}`);
    if (script) await page.locator('#live[data-state=live]').waitFor();
    return page;
  }

  const focused = (page: Page) =>
    page.evaluate('document.activeElement.textContent.trim()') as Promise<string>;

  for (const dark of [false, true]) {
    for (const width of [1_280, 360]) {
      it(`has no barrier and no sideways scroll, ${dark ? 'dark' : 'light'}, ${width} px`, async () => {
        for (const path of paths) {
          const page = await open(path, { dark, width });
          await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
          await page.evaluate(axe);
          const found = (await page.evaluate(
            'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))',
          )) as string[];
          expect(found, path).toEqual([]);
          const wide =
            'document.documentElement.scrollWidth - document.documentElement.clientWidth';
          expect(await page.evaluate(wide), path).toBe(0);
          await context.close();
        }
      });
    }
  }

  it.each([360, 768, 1_280])(
    'writes no label over another or past the edge at %d px',
    async (width) => {
      const page = await open('insights?days=90', { width });
      await page.locator('#insight-backlog svg').first().waitFor({ state: 'attached' });
      const clashes = (await page.evaluate(`[...document.querySelectorAll('svg.chart')]
      .filter((svg) => svg.checkVisibility())
      .flatMap((svg) => {
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].map((text) => ({
          text: text.textContent, box: text.getBoundingClientRect(),
        }));
        return texts.flatMap(({ text, box }, i) => {
          const out = box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
          const hit = texts.slice(i + 1).find(({ box: other }) =>
            box.left < other.right && other.left < box.right && box.top + 2 < other.bottom - 2 && other.top + 2 < box.bottom - 2);
          return out || hit ? [text + (hit ? ' over ' + hit.text : ' is cut off')] : [];
        });
      })`)) as string[];
      expect(clashes).toEqual([]);
      const shown = 'document.querySelectorAll("svg.chart").length';
      expect(await page.evaluate(shown)).toBe(8);
      const size = page.locator('#insight-volume svg.chart:visible text').first();
      const box = await size.boundingBox();
      // About the height of small print, also where the drawing is scaled down.
      expect(box?.height).toBeGreaterThan(10);
    },
  );

  it('keeps the figures fresh, and a table open that a person opened', async () => {
    const page = await open('insights?days=7');
    const volume = page.locator('#insight-volume');
    await volume.locator('summary').focus();
    await page.keyboard.press('Enter');
    await volume.getByRole('table').waitFor();
    const before = await volume.locator('.headline b').textContent();
    host.days[0] = aDay(dayAgo(0), { byCategory: { Lead: drafted(50_000) } });
    // Drafts come one after another; the figures follow at most every few seconds.
    const headline = async () => {
      host.arrive();
      return await volume.locator('.headline b').textContent();
    };
    await expect.poll(headline, { timeout: 8_000, interval: 300 }).not.toBe(before);
    await volume.getByRole('table').getByText('50,000').first().waitFor();
    expect(await focused(page)).toBe('The numbers');
  });

  it('pauses and resumes a mailbox and all work by keyboard', async () => {
    const page = await open('mailboxes');
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.getByText('INBOX is paused').waitFor();
    await page.getByText('Nothing is taken in until it is resumed; ').waitFor();
    await page.keyboard.press('p');
    await page.getByText('It looks for new mail as soon as it is connected.').waitFor();
    await page.keyboard.press('P');
    await page.getByRole('button', { name: 'Resume work' }).waitFor();
    await page.getByRole('button', { name: 'Take the newest 500' }).click();
    await page.getByText('INBOX takes in older messages.').waitFor();
    expect(host.state.machines?.orders).toEqual([
      'pause INBOX',
      'resume INBOX',
      'pause',
      'takeOlder INBOX',
    ]);
  });

  it('discards by keyboard, and only after a question', async () => {
    const page = await open('quarantine');
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await dialog.getByText('Discard UID 66?').waitFor();
    expect(await focused(page)).toBe('Keep it');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('x');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(host.state.discarded).toEqual([]);

    await page.keyboard.press('x');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('UID 66 is discarded.').waitFor();
    await page.locator('#row-6').waitFor({ state: 'detached' });
    expect(host.state.discarded).toEqual([6]);
  });

  it('tries again one by one, and all at once', async () => {
    const page = await open('quarantine');
    await page.locator('#row-7').getByRole('button', { name: 'Try now' }).click();
    await page.getByText('UID 77 is back in work.').waitFor();
    await page.getByText('Nothing waits.').waitFor();
    await page.keyboard.press('R');
    await page.getByText('2 messages are back in work.').waitFor();
    await page.getByText('Nothing is in quarantine.').waitFor();
    expect(host.state.retried).toEqual([7, 6, 5]);
  });

  it('discards without a script, too, after the same question', async () => {
    const page = await open('quarantine', { script: false });
    const row = page.locator('#row-6');
    await row.getByRole('button', { name: 'Discard' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await row.waitFor({ state: 'detached' });
    expect(host.state.discarded).toEqual([6]);
  });

  it('fills in a sample, and sends what was made of it', async () => {
    const page = await open('demo');
    await page.getByRole('link', { name: 'A complaint' }).click();
    await expect.poll(() => page.getByLabel('From').inputValue()).toBe('Tom Weiss');
    expect(await page.getByLabel('Subject').inputValue()).toContain('Export has failed');
    expect(new URL(page.url()).search).toBe('');
    await page.getByLabel('Text').fill('It works again.\n');
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.getByText('Sent; it appears in the list in a moment.').waitFor();
    expect(delivered[0]).toContain('From: "Tom Weiss" <t.weiss@northmill.example>');
    expect(await page.getByLabel('Text').inputValue()).toBe('It works again.\n');
  });

  it('fills no sample over what was typed, and leaves the focus where it is', async () => {
    const page = await open('demo');
    const values = async () =>
      await Promise.all(
        ['From', 'Address', 'Subject'].map((label) => page.getByLabel(label).inputValue()),
      );
    const text = page.getByLabel('Text');
    const kept = page.getByText('What you have typed is kept.');
    const corner = await text.boundingBox();
    if (!corner) throw new Error('the text is not shown');
    // What a browser writes into `style` then would be against the policy if it came from us.
    await page.mouse.move(corner.x + corner.width - 4, corner.y + corner.height - 4);
    await page.mouse.down();
    await page.mouse.move(corner.x + corner.width - 4, corner.y + corner.height + 60);
    await page.mouse.up();
    await page.getByLabel('Address').fill('me@my.example');
    await page.getByLabel('Subject').fill('');
    await text.fill('In my own words');
    const spam = page.getByRole('link', { name: 'Spam' });
    await spam.focus();
    await page.keyboard.press('Enter');
    await kept.waitFor();
    expect(await values()).toEqual([
      'SEO Growth Team',
      'me@my.example',
      expect.stringContaining('Get to page 1'),
    ]);
    expect(await text.inputValue()).toBe('In my own words');
    expect(await spam.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);

    await page.getByLabel('Address').fill('');
    await text.fill(' ');
    await page.getByRole('link', { name: 'A lead' }).click();
    await kept.waitFor({ state: 'hidden' });
    expect(await values()).toEqual([
      'Ines Okafor',
      'ines.okafor@harbourfreight.example',
      expect.stringContaining('120 seats'),
    ]);
    expect(await text.inputValue()).toContain('What would 120 seats cost us');
  });
});
