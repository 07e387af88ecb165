import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { aRow, type FakeDeps, fakeDeps } from '../support/fake-deps.ts';

const hostile = `</textarea><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;
/** U+202E turns what follows it round. */
const turned = 'Invoice \u202Efdp.exe';

describe.skipIf(!hasChromium())('the pages in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let fake: FakeDeps;
  let listening: Listening;
  let stopInspector: () => void;
  let origin: string;
  /** Console errors, page errors and requests to another host: there must be none. */
  let faults: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    fake = fakeDeps();
    await start(0);
    faults = [];
    context = await browser.newContext();
    context.setDefaultTimeout(5_000);
  });
  afterEach(async () => {
    await context.close();
    stopInspector();
    await listening.close();
    expect(faults).toEqual([]);
  });

  async function start(port: number): Promise<void> {
    const app = createApp(fake.deps);
    listening = await listen(app, { host: '127.0.0.1', port, graceMs: 100 });
    const inspector = acceptUpgrades(listening.server, fake.deps);
    stopInspector = () => inspector.close();
    origin = `http://127.0.0.1:${listening.address.port}`;
  }

  async function open(path: string): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      const { host } = new URL(request.url());
      if (host !== new URL(origin).host) faults.push(`asked ${request.url()}`);
    });
    await page.goto(origin + path);
    return page;
  }

  const live = (page: Page) => page.locator('#live[data-state=live]').waitFor();

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
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(hostile);
    await live(page);
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

    fake.arrive({ subject: 'Pricing, the second' });
    fake.arrive({ subject: 'Something else' });
    await page.getByRole('link', { name: 'Pricing, the second' }).waitFor();
    expect(await page.getByRole('link', { name: 'Something else' }).count()).toBe(0);
    expect(await words.inputValue()).toBe('pricing');
    const focus = '[document.activeElement.id, document.activeElement.selectionStart]';
    expect(await page.evaluate(focus)).toEqual(['q', 6]);
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

  it('saves an edit', async () => {
    const { id } = fake.arrive({ message: 1 });
    const page = await open('/dashboard/messages/1');
    await page.getByLabel('Text', { exact: true }).fill('Dear Ada,\n\nyes.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    expect(fake.state.drafts.find((draft) => draft.id === id)).toMatchObject({
      version: 2,
      reply: { subject: 'Re: Pricing for 200 seats', body: 'Dear Ada,\n\nyes.' },
    });
    // Its own change, coming back as an event, is no news.
    expect(await page.getByText('has changed since').count()).toBe(0);
  });

  it('keeps the text when somebody else was faster, and lets the person choose', async () => {
    const { id } = fake.arrive({ message: 1 });
    const page = await open('/dashboard/messages/1');
    await live(page);
    const text = page.getByLabel('Text', { exact: true });
    await text.fill('mine');
    await fake.editElsewhere(id, 'theirs');
    await page.getByText('This draft has changed since you opened it.').waitFor();
    expect(await text.inputValue()).toBe('mine');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Not saved: someone else changed this draft').waitFor();
    expect(await page.locator('[data-theirs=body]').textContent()).toBe('theirs');
    expect(await text.inputValue()).toBe('mine');
    expect(fake.state.drafts[0]?.reply?.body).toBe('theirs');

    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByText('Saved.').waitFor();
    expect(fake.state.drafts[0]?.reply?.body).toBe('mine');
    // The browser itself reports the 409.
    expect(faults.splice(0)).toEqual([expect.stringContaining('409')]);
  });

  it('retries from the quarantine', async () => {
    fake.state.messages.push(aRow({ id: 3, error: 'mail.timeout: too slow' }));
    const page = await open('/dashboard/quarantine');
    await page.getByText('mail.timeout: too slow').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Nothing is in quarantine.').waitFor();
    expect(fake.state.retried).toEqual([3]);
  });

  describe('the inspector', () => {
    const sent = { rootId: 'x:0', _version: '0.7.2', createdAt: '1', id: null };
    const actor = (
      sessionId: string,
      parentId: string | undefined,
      name: string,
      value: unknown,
    ): object => {
      const snapshot = { status: 'active', value };
      return { ...sent, type: '@xstate.actor', sessionId, parentId, name, snapshot };
    };
    const step = (sessionId: string, value: unknown, message: number): void => {
      const event = { type: 'message.release' };
      const snapshot = { status: 'active', value, context: { message: { id: message } } };
      fake.feed.send({ ...sent, type: '@xstate.event', sessionId, event, sourceId: 'x:0' });
      fake.feed.send({ ...sent, type: '@xstate.snapshot', sessionId, event, snapshot });
    };

    it('follows the tree, and finds it again after a restart', async () => {
      fake.feed.tree = [
        actor('x:0', undefined, 'supervisor', 'pumping'),
        actor('x:1', 'x:0', 'email email-0', 'routing'),
      ];
      const page = await open('/inspector');
      const email = page.locator('#tree li li');
      await email.getByText('routing').waitFor();
      step('x:1', { classifying: 'asking' }, 41);
      await email.getByText('classifying.asking').waitFor();
      await email.getByText('message 41').waitFor();
      await page.locator('#events').getByText('message.release').waitFor();

      stopInspector();
      await listening.close();
      fake.feed.tree = [actor('x:0', undefined, 'supervisor', 'paused')];
      await start(Number(new URL(origin).port));
      await page.locator('#tree').getByText('paused').waitFor();
      expect(await page.locator('#tree li').count()).toBe(1);
      // What the browser says of a server that is away.
      expect(faults.splice(0).every((fault) => /WebSocket|ERR_CONNECTION/.test(fault))).toBe(true);
    });

    it('stays bounded and answers at once under hundreds of actors and events', async () => {
      const slots = Array.from({ length: 300 }, (_, n) => `s:${n}`);
      fake.feed.tree = [
        actor('x:0', undefined, 'supervisor', 'pumping'),
        ...slots.map((id, n) => actor(id, 'x:0', `email email-${n}`, 'parsing')),
      ];
      const page = await open('/inspector');
      await page.getByText('parsing × 300').waitFor();
      const states = ['classifying', 'enriching', 'drafting'];
      const flood = setInterval(() => {
        for (let n = 0; n < 50; n += 1) {
          const slot = Math.floor(Math.random() * slots.length);
          step(slots[slot] ?? '', states[slot % 3], slot);
        }
      }, 50);
      await page.waitForTimeout(1_500);
      const started = performance.now();
      await page.getByLabel('Filter actors and events').fill('email-17');
      // email-17 itself and email-170 to email-179, under the supervisor.
      await expect.poll(() => page.locator('#tree li li:visible').count()).toBe(11);
      expect(performance.now() - started).toBeLessThan(2_000);
      clearInterval(flood);
      expect(await page.locator('#events li').count()).toBe(200);

      await page.getByRole('button', { name: 'Pause' }).click();
      const shown = await page.locator('[data-counter=events]').textContent();
      step('s:170', 'persisting', 170);
      await page.waitForTimeout(200);
      expect(await page.locator('[data-counter=events]').textContent()).toBe(shown);
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.locator('#tree').getByText('persisting').waitFor();
    });
  });
});
