import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpDeps } from '../../src/http/deps.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { type Inspected, inspected } from '../support/inspected.ts';
import { type StatelyPage, statelyPage } from '../support/stately-page.ts';

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

interface Message {
  type: string;
  name?: string;
  sessionId?: string;
  parentId?: string;
  definition?: string;
  event?: { type: string };
  snapshot?: { value?: unknown };
  _agent?: unknown;
}

/** What the receiver, or any script of its page, was sent. */
const received = async (popup: Page, list: 'received' | 'heard' = 'received') =>
  (await popup.evaluate(list)) as Message[];

const hello = (full: boolean) => ({ type: '@agent.hello', version: 1, full });
const actor = { type: '@xstate.actor', _version: '0.7.2', sessionId: 'a:x:0', _agent: {} };

describe.runIf(hasChromium())('Stately’s inspector, fed in a browser', () => {
  let browser: Browser;
  let theirs: StatelyPage;
  let system: Inspected;
  let ours: ConsoleBrowser;
  let page: Page;

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(async () => await browser.close());
  beforeEach(async () => {
    theirs = await statelyPage();
    system = inspected();
  });
  afterEach(async () => {
    expect(ours.faults).toEqual([]);
    await ours.close();
    system.stop();
    theirs.close();
  });

  async function visit(path = '/', changes: Partial<HttpDeps> = {}): Promise<void> {
    ours = await openConsole(browser, {}, { statelyUrl: theirs.url(path), ...changes });
    page = await ours.open('/inspector/stately');
    await page.getByRole('button', { name: 'Open Stately’s inspector' }).waitFor();
  }

  const click = async (): Promise<Page> => {
    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Open Stately’s inspector' }).click();
    const popup = await opening;
    await popup.waitForLoadState();
    return popup;
  };
  const state = async (): Promise<string | null> =>
    await page.locator('.stately').getAttribute('data-state');
  const sent = async (): Promise<string[]> => await page.locator('.sent dd').allTextContents();
  const inStates = async (...states: string[]): Promise<void> => {
    await expect.poll(state, { timeout: 10_000 }).toBeOneOf(states);
  };

  it('asks that page for nothing before a click', async () => {
    await visit();
    await page.waitForTimeout(300);
    expect([theirs.asked, ours.fake.feed.listeners()]).toEqual([[], 0]);
    expect(await page.getByRole('status').first().textContent()).not.toBeNull();
    expect(await page.locator('[data-told]').textContent()).toBe('Nothing is sent.');
  });

  it('sends the real receiver the tree with definitions, and then what happens', async () => {
    await visit('/', { inspection: system.hub });
    const popup = await click();
    await inStates('live');
    await expect.poll(async () => (await received(popup)).length).toBe(2);
    const tree = await received(popup);
    expect(tree.map(({ type, sessionId, parentId }) => [type, sessionId, parentId])).toEqual([
      ['@xstate.actor', system.house, undefined],
      ['@xstate.actor', system.light, system.house],
    ]);
    for (const { definition = '' } of tree) expect(JSON.parse(definition)).toHaveProperty('id');

    system.hub.send(system.light, 'light.press');
    await expect.poll(async () => (await received(popup)).length).toBe(4);
    const [event, snapshot] = (await received(popup)).slice(2);
    expect(event).toMatchObject({
      type: '@xstate.event',
      sessionId: system.light,
      event: { type: 'light.press' },
    });
    expect(snapshot).toMatchObject({
      type: '@xstate.snapshot',
      sessionId: system.light,
      snapshot: { value: 'on' },
    });
    await expect.poll(sent).toEqual(['2', '1', '1']);

    const heard = await received(popup, 'heard');
    expect(heard.filter(({ type }) => !type.startsWith('@xstate.'))).toEqual([]);
    expect(heard.filter((message) => '_agent' in message)).toEqual([]);
  });

  it('sends the whole tree again to a page that was loaded again', async () => {
    await visit('/', { inspection: system.hub });
    const popup = await click();
    await expect.poll(async () => (await received(popup)).length).toBe(2);
    system.hub.send(system.light, 'light.press');
    await expect.poll(async () => (await received(popup)).length).toBe(4);
    await popup.reload();
    await expect.poll(async () => (await received(popup)).length).toBe(2);
    expect((await received(popup))[1]).toMatchObject({
      type: '@xstate.actor',
      snapshot: { value: 'on' },
    });
  });

  it('goes on by itself after the server was away, and ends with the window', async () => {
    await visit();
    ours.fake.feed.tree = [actor, hello(false)];
    const popup = await click();
    await inStates('live');
    expect(ours.fake.feed.listeners()).toBe(1);
    await ours.stopServer();
    await inStates('lost');
    await ours.startServer();
    await inStates('live');
    await expect.poll(async () => (await received(popup)).length).toBe(2);
    await popup.close();
    await inStates('over');
    await expect.poll(() => ours.fake.feed.listeners()).toBe(0);
    // Chromium tells of the connection that was refused meanwhile, and of nothing else.
    expect(ours.faults.filter((fault) => !fault.includes('WebSocket connection'))).toEqual([]);
    ours.faults.length = 0;
  });

  it('says that the person is signed out, and goes on once they are not', async () => {
    await visit();
    ours.fake.feed.tree = [actor, hello(false)];
    await click();
    await inStates('live');
    await page.route('**/inspector/stately', (route) => route.fulfill({ status: 401 }));
    await ours.stopServer();
    await inStates('out');
    expect(await page.locator('[data-told]').textContent()).toContain('You are signed out');
    await page.unroute('**/inspector/stately');
    await ours.startServer();
    await inStates('live');
    // Chromium tells of the answers that were refused meanwhile.
    expect(
      ours.faults.filter((fault) => !/WebSocket connection|status of 401/.test(fault)),
    ).toEqual([]);
    ours.faults.length = 0;
  });

  it('sends nothing to that window once it is of another origin', async () => {
    const other = await statelyPage();
    await visit(`/elsewhere?${encodeURIComponent(other.url())}`, { inspection: system.hub });
    const popup = await click();
    await popup.waitForFunction('window.received');
    await popup.waitForTimeout(500);
    expect(popup.url()).toBe(other.url());
    expect([await received(popup, 'heard'), await state()]).toEqual([[], 'opening']);
    other.close();
  });

  it('sends nothing to another window of that origin, nor for a message of its own', async () => {
    await visit('/silent');
    ours.fake.feed.tree = [actor, hello(false)];
    await click();
    const opening = page.waitForEvent('popup');
    await page.evaluate(`void window.open('${theirs.url()}', 'another')`);
    const another = await opening;
    await another.waitForFunction('window.received');
    await page.evaluate(`window.postMessage({ type: '@statelyai.connected' }, '*')`);
    await page.waitForTimeout(500);
    expect([await received(another, 'heard'), ours.fake.feed.listeners()]).toEqual([[], 0]);
    expect(await state()).toBe('opening');
  });

  it('leaves a window whose page has gone elsewhere without another word', async () => {
    const other = await statelyPage();
    await visit('/', { inspection: system.hub });
    const popup = await click();
    await inStates('live');
    await popup.goto(other.url());
    await popup.waitForFunction('window.received');
    const errors = ours.faults.length;
    system.hub.send(system.light, 'light.press');
    await expect.poll(sent).toEqual(['2', '1', '1']);
    expect(await received(popup, 'heard')).toEqual([]);
    // The browser says on the console that it did not deliver them.
    expect(ours.faults.splice(errors)).toSatisfy((faults: string[]) =>
      faults.every((fault) => fault.includes('does not match the recipient window')),
    );
    other.close();
  });

  it('sends nothing of a feed that holds the text of mail', async () => {
    await visit();
    ours.fake.feed.tree = [actor, hello(true)];
    const popup = await click();
    await inStates('full');
    expect(await received(popup, 'heard')).toEqual([]);
    expect(await page.locator('[data-told]').textContent()).toContain('INSPECT_FULL');
    await expect.poll(() => ours.fake.feed.listeners()).toBe(0);
  });

  it('says that the browser opened no window', async () => {
    await visit();
    await page.evaluate('void (window.open = () => null)');
    await page.getByRole('button', { name: 'Open Stately’s inspector' }).click();
    await inStates('blocked');
  });

  it.each(['light', 'dark'] as const)('is legible to everyone on a phone, %s', async (scheme) => {
    await visit();
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 360, height: 740 });
    const broken = await page.evaluate(
      `${axe};axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
    );
    expect(broken).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(360);
  });
});
