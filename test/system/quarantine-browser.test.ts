import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { Settlement } from '../../src/ports.ts';
import { fetchedFolder } from '../contracts/stores/harness.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

describe.skipIf(!hasChromium())('running it in a browser, over a real store', () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: RestServer;
  /** Console errors and page errors: there must be none. */
  let faults: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await startRest();
    faults = [];
    context = await browser.newContext();
    context.setDefaultTimeout(5_000);
  });
  afterEach(async () => {
    await context.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  async function open(path: string): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(server.url + path);
    await page.locator('#live[data-state=live]').waitFor();
    return page;
  }

  /** UIDs 1 and 2 in quarantine, 3 waiting for a quarter of an hour. */
  async function trouble(): Promise<void> {
    const { messages, drafts, usage, outgoing, audit, tokens, operations, webhooks, upkeep } =
      server.deps;
    const store = {
      messages,
      drafts,
      usage,
      outgoing,
      audit,
      tokens,
      operations,
      webhooks,
      upkeep,
      events: [],
      clock: { now: Date.now() },
      close: server.close,
    };
    await fetchedFolder(store, [1, 2, 3]);
    const full = new Failure('store.unavailable', 'the database answers SQLITE_FULL');
    const unread = new Failure('mail.unparsable', 'no parser could read it');
    for (const { lease, message } of (await messages.claim(3)).claims) {
      const settlement: Settlement =
        message.uid === 3
          ? { kind: 'wait', afterMs: 900_000, failure: full, ms: 5 }
          : { kind: 'quarantine', failure: unread, ms: 5 };
      await messages.settle(lease, message, settlement);
    }
  }

  const stageOf = async (uid: number) =>
    (await server.deps.messages.list({ limit: 9 })).items.find((row) => row.uid === uid)?.stage;
  const rowOf = (page: Page, uid: number) =>
    page.getByRole('row', { name: new RegExp(`^${uid} `) });
  const focused = (page: Page) =>
    page.evaluate('document.activeElement.textContent') as Promise<string>;

  it('discards by keyboard, and only after a question', async () => {
    await trouble();
    const page = await open('/dashboard/quarantine');
    const row = rowOf(page, 2);
    const question = page.getByText('Discard UID 2?');

    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await question.waitFor();
    expect(await focused(page)).toBe('Keep it');
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    expect(await stageOf(2)).toBe('quarantined');

    await row.getByRole('button', { name: 'Discard' }).press('Enter');
    await question.waitFor();
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'hidden' });
    expect(await stageOf(2)).toBe('quarantined');

    await row.getByRole('button', { name: 'Discard' }).press('Enter');
    await question.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('UID 2 is discarded.').waitFor();
    await row.waitFor({ state: 'detached' });
    expect(await stageOf(2)).toBe('skipped');
    expect(await stageOf(1)).toBe('quarantined');
    // The focus is on the message that is next in line, on the whole page.
    const rowInHand = () =>
      page.evaluate("document.activeElement.closest('tr')?.cells[0].textContent");
    expect(await rowInHand()).toBe('1');
    await page.keyboard.press('x');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await rowOf(page, 1).waitFor({ state: 'detached' });
    expect(await rowInHand()).toBe('3');
  });

  it('tries again what was set aside and what waits', async () => {
    await trouble();
    const page = await open('/dashboard/quarantine');
    const waiting = page.getByRole('region', { name: 'Waiting to be tried again' });
    await waiting.getByText('SQLITE_FULL').waitFor();
    expect(await waiting.locator('time').getAttribute('datetime')).toMatch(/Z$/);
    await waiting.getByRole('button', { name: 'Try now' }).click();
    await waiting.getByText('Nothing waits.').waitFor();
    expect(await stageOf(3)).toBe('parsing');

    for (const uid of [2, 1]) {
      await rowOf(page, uid).getByRole('button', { name: 'Try again' }).click();
      await page.getByText(`UID ${uid} is back in work.`).waitFor();
    }
    await page.getByText('Nothing is in quarantine.').waitFor();
    expect(await focused(page)).toContain('Nothing is in quarantine.');
    expect(server.woken()).toBe(3);
  });

  it('says why, where somebody else was faster', async () => {
    await trouble();
    const page = await open('/dashboard/quarantine');
    await rowOf(page, 1).getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Discard UID 1?').waitFor();
    const { items } = await server.deps.messages.list({ limit: 9 });
    // Behind the page's back: no event tells it.
    const { publish } = server.deps.events;
    server.deps.events.publish = () => undefined;
    await server.deps.messages.discard(items.find((row) => row.uid === 1)?.id ?? 0);
    server.deps.events.publish = publish;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('is not in quarantine').waitFor();
    expect(await stageOf(1)).toBe('skipped');
  });

  it('resumes paused work and a paused mailbox from the strip', async () => {
    await trouble();
    server.machines.pause();
    server.machines.states.mailboxes['INBOX'] = 'paused';
    server.deps.system.readiness = () => {
      const paused = server.machines.supervisor() === 'paused';
      return Promise.resolve({ ready: !paused, reasons: paused ? ['work is paused'] : [] });
    };
    const page = await open('/dashboard');
    await page.getByText('Paused by a person').waitFor();
    await page.getByRole('button', { name: 'INBOX: Resume' }).click();
    await page.getByText('INBOX: Connecting', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Resume work' }).click();
    await page.getByText('Work goes on.').waitFor();
    await page.getByText('work is paused').waitFor({ state: 'detached' });
    expect(server.machines.orders).toEqual(['pause', 'resume INBOX', 'resume']);
  });
});
