import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { freePort } from '../support/dovecot-host.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { variedMails } from '../support/mails.ts';

const steps = ['parsing', 'classifying', 'enriching', 'drafting', 'summarizing', 'persisting'];

let dovecot: Dovecot;
let llm: LlmServer;
let browser: Browser;
let agent: Agent;
let env: Record<string, string>;
let home: { path: string; remove(): Promise<void> };
const faults: string[] = [];

async function open(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => {
    // The browser's own lines: of the time when there is no server, and of a message before it is there.
    const isAway = /ERR_CONNECTION_REFUSED|WebSocket connection|404 \(Not Found\)/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isAway) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(agent.url).host) faults.push(request.url());
  });
  await page.goto(agent.url + path);
  await page.locator('#live[data-state=live]').waitFor();
  return page;
}

/** Notes from now on which states are lit and which edges flash, in order and each change once. */
async function watchDrawing(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    window.lit = [];
    window.flashed = new Set();
    const look = () => {
      const on = [...document.querySelectorAll('svg.chart .state.is-active')];
      const state = on.map((one) => one.dataset.state).sort((a, b) => b.length - a.length)[0];
      if (state && state !== window.lit.at(-1)) window.lit.push(state);
      for (const one of document.querySelectorAll('svg.chart .label-line.is-taken')) {
        window.flashed.add(one.dataset.edge);
      }
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true, childList: true, attributeFilter: ['class'],
    });
  })()`);
}

/** The innermost lit state. */
async function lit(page: Page): Promise<string> {
  const on = await page
    .locator('svg.chart .state.is-active')
    .evaluateAll((states) => states.map((state) => state.getAttribute('data-state') ?? ''));
  return on.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/** The states of a way without their inner ones, each once in a row. */
function outer(states: string[]): string[] {
  return states
    .map((state) => state.split('.')[0] ?? '')
    .filter((state, i, all) => state !== '' && state !== all[i - 1]);
}

/** Presses a button of the time line for as long as it can be, and tells what was lit meanwhile. */
async function walk(page: Page, label: 'Back' | 'Forward'): Promise<string[]> {
  const button = page.getByRole('button', { name: label, exact: true });
  const states = [await lit(page)];
  while (await button.isEnabled()) {
    await button.click();
    // It is drawn in the next frame.
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    states.push(await lit(page));
  }
  return states;
}

const withBrowser = hasChromium() ? describeWithDovecot : describe.skip;

withBrowser('the inspector, with the whole program', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['alice'] });
    llm = await startLlmServer({ behaviour: { delayMs: 1_200 } });
    browser = await launchChromium();
    home = await workingDirectory();
    env = {
      ...mailboxAt(dovecot.port, 'alice'),
      OPENAI_BASE_URL: llm.baseUrl,
      PORT: String(await freePort()),
      INSPECT_SEND: 'true',
    };
    agent = await startAgent(env, home.path);
  });

  afterAll(async () => {
    await browser.close();
    await agent.stop('SIGKILL');
    await llm.close();
    await dovecot.stop();
    await home.remove();
  });

  test('follows a mail from discovered to done, and steps back through it', async () => {
    // The first drawing takes the server a while; what passes before it is there is not seen.
    const first = await open('/inspector?machine=email');
    await first.locator('svg.chart').waitFor({ timeout: 30_000 });
    await first.close();
    // Before there is such a message: the view takes it up as soon as somebody works it.
    const page = await open('/inspector?message=1');
    await watchDrawing(page);
    await dovecot.deliver('alice', variedMails(1)[0]?.raw ?? '');
    await page.locator('svg.chart [data-state=done].is-active').waitFor({ timeout: 30_000 });

    const seen = (await page.evaluate('window.lit')) as string[];
    expect(seen).toContain('classifying.asking');
    expect(seen).toContain('drafting.asking');
    // What takes no time may pass between two looks; what the LLM is asked is seen.
    const order = [...steps, 'done'];
    const passed = outer(seen).filter((state) => order.includes(state));
    expect(passed).toEqual(order.filter((state) => passed.includes(state)));
    expect(passed).toEqual(expect.arrayContaining(['classifying', 'drafting', 'done']));
    // Each edge flashes, the quick ones one after the other; the first may be taken before the page
    // has the drawing.
    await expect
      .poll(() =>
        page.evaluate('[...window.flashed].filter((id) => id.startsWith("routing|")).length'),
      )
      .toBeGreaterThanOrEqual(6);

    const back = await walk(page, 'Back');
    expect(outer(back)).toEqual([...steps, 'done'].toReversed());
    // A step that was seen is told in full: what was taken in, and what was known then.
    const details = page.locator('#i-detail');
    await details.getByText(/^1 of \d+$/).waitFor();
    const [event, snapshot] = await details.locator('pre').allTextContents();
    expect(JSON.parse(event ?? '')).toMatchObject({ type: 'xstate.init' });
    expect(JSON.parse(snapshot ?? '')).toMatchObject({
      status: 'active',
      value: { parsing: expect.any(String) },
      context: expect.any(Object),
    });
    const forth = await walk(page, 'Forward');
    expect(outer(forth)).toEqual([...steps, 'done']);
    expect(forth).toContain('drafting.committing');
    await page.close();
  }, 90_000);

  test('shows who comes late what happened before, and says what is not kept of it', async () => {
    const page = await open('/inspector?message=1');
    await page.locator('svg.chart [data-state=done].is-active').waitFor();
    expect(outer(await walk(page, 'Back'))).toEqual([...steps, 'done'].toReversed());
    const details = page.locator('#i-detail');
    await details.getByText(/^1 of \d+$/).waitFor();
    for (const part of ['Event', 'Snapshot']) {
      await details
        .getByText(`${part} not kept: it happened before this page was opened`)
        .waitFor();
    }
    expect(await details.locator('pre').count()).toBe(0);
    await page.close();
  }, 60_000);

  test('sends an event that the machine takes, and notes who did', async () => {
    const page = await open('/inspector?actor=supervisor');
    await page.getByRole('button', { name: 'Send event' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'supervisor.pause' }).click();
    await dialog.getByRole('button', { name: /^Send/ }).click();
    await expect.poll(() => lit(page)).not.toBe('');
    await page.locator('svg.chart [data-state="running.work.paused"].is-active').waitFor();
    // It is written once the request was answered.
    type Audit = { items: { action: string; subject: string }[] };
    await expect
      .poll(async () => (await agent.get<Audit>('/audit')).items[0])
      .toMatchObject({
        action: 'POST /inspector/actors/:id/events',
        subject: 'supervisor supervisor.pause',
      });
    await agent.post('/supervisor/resume', {});
    await page.close();
  }, 60_000);

  test('comes back by itself after a restart, and draws the finished message from its journey', async () => {
    const page = await open('/inspector?actor=mailbox-0');
    await page.locator('svg.chart [data-state="connected.watching"].is-active').waitFor();
    await agent.stop('SIGKILL');
    await page.locator('#live[data-state=lost]').waitFor();
    agent = await startAgent(env, home.path);
    await page.locator('#live[data-state=live]').waitFor({ timeout: 30_000 });
    await page.locator('svg.chart [data-state="connected.watching"].is-active').waitFor();
    await page.close();

    const [draft] = await agent.drafts();
    const message = await open(`/dashboard/drafts/${draft?.id}`);
    await message.getByRole('link', { name: 'Open in the inspector' }).click();
    await message.waitForURL('**/inspector?message=1*');
    await message.locator('svg.chart [data-state=done].is-active').waitFor();
    const back = await walk(message, 'Back');
    expect(outer(back)).toEqual(['routing', ...steps, 'done'].toReversed());
    await message.getByText('discovered').first().waitFor();
    await message.close();
  }, 90_000);

  test('leaves no error in the console and asks no other host', () => {
    expect(faults).toEqual([]);
  });
});
