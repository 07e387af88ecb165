import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { fetchedFolder } from '../contracts/stores/harness.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { draftAgain, drafted, storeOf } from '../support/drafted.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

const hostile = `</textarea><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What gets past a sanitiser must still do nothing: the frame and its policy are walls of their own. */
const hostileHtml = (evil: string) => `<!doctype html><html><head>
<meta http-equiv="refresh" content="0;url=${evil}/refresh">
<link rel="stylesheet" href="${evil}/style.css">
<style>body { background: url(${evil}/background) }</style>
<base href="${evil}/">
</head><body><p>Harmless words</p>
<script>parent.document.title = 'owned'; document.body.append('it ran')</script>
<img src="${evil}/pixel.gif" onerror="document.body.append('it ran')">
<iframe src="${evil}/frame"></iframe>
<form action="${evil}/form"><button autofocus>Go</button></form>
<a href="${evil}/link">a link</a>
</body></html>`;

describe.skipIf(!hasChromium())('the page of a message in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: RestServer;
  /** Another host, and what was asked of it. */
  let evil: Server;
  let hits: string[];
  /** Console errors, page errors and requests to another host: there must be none. */
  let faults: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    hits = [];
    evil = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(evil, 'listening');
    const { port } = evil.address() as AddressInfo;
    const html = hostileHtml(`http://127.0.0.1:${port}`);
    server = await startRest({ mailHtml: () => Promise.resolve(html) });
    faults = [];
    context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    context.setDefaultTimeout(5_000);
  });
  afterEach(async () => {
    await context.close();
    await server.close();
    evil.close();
    expect(hits).toEqual([]);
    expect(faults).toEqual([]);
  });

  async function open(path: string, within = context): Promise<Page> {
    const page = await within.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (protocol !== 'data:' && host !== new URL(server.url).host) faults.push(request.url());
    });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(server.url + path);
    await page.locator('#live[data-state=live]').waitFor({ state: 'attached' });
    return page;
  }

  const openDraft = (draft: Draft) => open(`/dashboard/drafts/${draft.id}`);
  const text = (page: Page) => page.getByLabel('Text', { exact: true });
  const status = (page: Page, words: string) =>
    page.locator('#tags').getByText(`Status: ${words}`).waitFor();
  const focused = (page: Page) => page.evaluate('document.activeElement.id') as Promise<string>;
  const now = async ({ id }: Draft) => {
    const draft = await server.deps.drafts.get(id);
    if (!draft) throw new Error('the draft is gone');
    return draft;
  };
  const warns = (page: Page) =>
    page.evaluate(
      `!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))`,
    ) as Promise<boolean>;

  it('edits and saves by keyboard, with the caret where it was', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    await page.keyboard.press('e');
    expect(await focused(page)).toBe('reply-body');
    await text(page).fill('Dear Ada,\n\nyes.');
    await page.getByText('Not saved yet').waitFor();
    expect(await warns(page)).toBe(true);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Saved.', { exact: true }).waitFor();
    expect(await focused(page)).toBe('reply-body');
    expect(await page.evaluate('document.activeElement.selectionStart')).toBe(14);
    await page.getByText('Not saved yet').waitFor({ state: 'hidden' });
    expect(await warns(page)).toBe(false);
    expect(await now(draft)).toMatchObject({ version: 2, reply: { body: 'Dear Ada,\n\nyes.' } });

    await page.getByLabel('Subject').fill('Re: another');
    await page.getByLabel('Urgency').selectOption('low');
    await page.getByLabel('Subject').press('Enter');
    await page.locator('#tags').getByText('low urgency').waitFor();
    expect(await now(draft)).toMatchObject({ version: 3, status: 'drafted' });
    await page.keyboard.press('Escape');
    expect(await focused(page)).not.toBe('reply-subject');
    await page.getByText('Not saved yet').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Enter');
    expect((await now(draft)).version).toBe(3);
  });

  it('approves by key the very text that is shown, and undoes it', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    await text(page).fill('What I see is what I approve');
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await status(page, 'Approved');
    expect(await now(draft)).toMatchObject({
      status: 'approved',
      reply: { body: 'What I see is what I approve' },
    });
    await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click();
    await status(page, 'To review');
    await page.keyboard.press('x');
    await status(page, 'Rejected');
    expect(await text(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Reopen' }).click();
    await status(page, 'To review');
    expect(await text(page).inputValue()).toBe('What I see is what I approve');
  });

  it('keeps both texts of two browsers, and lets the second person choose', async () => {
    const draft = await drafted(server);
    const [mine, theirs] = [await openDraft(draft), await openDraft(draft)];
    await text(mine).fill('mine, unfinished');
    await text(theirs).fill('theirs');
    await theirs.keyboard.press('Control+Enter');
    await mine.locator('#news').getByText('Somebody edited this').waitFor();
    expect(await text(mine).inputValue()).toBe('mine, unfinished');

    await text(mine).press('End');
    await mine.keyboard.type(', mine');
    await mine.keyboard.press('Control+Enter');
    const conflict = mine.getByRole('alert').filter({ hasText: 'Yours is not saved' });
    await conflict.waitFor();
    expect(await conflict.locator('del').textContent()).toContain('theirs');
    expect(await text(mine).inputValue()).toBe('mine, unfinished, mine');
    expect(await warns(mine)).toBe(true);
    expect((await now(draft)).reply?.body).toBe('theirs');

    await conflict.getByRole('button', { name: 'Save mine over it' }).click();
    await conflict.waitFor({ state: 'detached' });
    expect((await now(draft)).reply?.body).toBe('mine, unfinished, mine');
    // Nothing is typed there: the other page follows by itself, the focus still in its text.
    await expect.poll(() => text(theirs).inputValue()).toBe('mine, unfinished, mine');

    await text(mine).fill('another of mine');
    await text(theirs).fill('the last of theirs');
    await theirs.keyboard.press('Control+Enter');
    await mine.locator('#news').getByRole('button', { name: 'Show' }).click();
    await conflict.getByRole('link', { name: 'Take theirs' }).click();
    await conflict.waitFor({ state: 'detached' });
    expect(await text(mine).inputValue()).toBe('the last of theirs');
    expect(await warns(mine)).toBe(false);
  });

  it('keeps what is typed while the answer to a saving is on its way', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    await page.route('**/reply', async (route) => {
      if (route.request().method() === 'POST') {
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
      await route.continue();
    });
    await text(page).fill('one');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type(' two');
    await page.getByText('Saved.', { exact: true }).waitFor();
    expect(await text(page).inputValue()).toBe('one two');
    await page.getByText('Not saved yet').waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await now(draft)).reply?.body).toBe('one two');
  });

  it('has it drafted again with a wish, and shows the new text by itself', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    await page.keyboard.press('r');
    expect(await focused(page)).toBe('instruction');
    await page.keyboard.type('shorter, and offer a call on Friday');
    await page.keyboard.press('Enter');
    await page.getByText('The agent is drafting it again').waitFor();
    await page.locator('#reply .skeleton').waitFor();
    await draftAgain(server, 'A call on Friday?');
    await expect.poll(() => text(page).inputValue()).toBe('A call on Friday?');
    await page.getByText('drafted again: shorter, and offer a call on Friday').waitFor();
  });

  it('keeps a wish that was typed and not asked for, and says so', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    const wish = page.getByLabel('What another reply should be like');
    await wish.fill('shorter');
    await page.getByText('Wish not used yet').waitFor();
    expect(await warns(page)).toBe(true);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Approved. Your wish was not used: press Draft again for it.').waitFor();
    await status(page, 'Approved');
    expect(await wish.inputValue()).toBe('shorter');
    // It is no text of theirs: what others do to that is shown beside it.
    await server.deps.drafts.review(draft.id, 2, 'reopen', 'Dana');
    await server.deps.drafts.edit(draft.id, 3, { reply: { body: 'Words of hers' } }, 'Dana');
    await expect.poll(() => text(page).inputValue()).toBe('Words of hers');
    expect(await wish.inputValue()).toBe('shorter');
    await page.getByRole('button', { name: 'Draft again' }).click();
    await page.getByText('The agent is drafting it again').waitFor();
    await draftAgain(server, 'Short.');
    await expect.poll(() => text(page).inputValue()).toBe('Short.');
    expect(await wish.inputValue()).toBe('');
    await page.getByText('drafted again: shorter').waitFor();
  });

  it('makes Spam of it and takes that back, with what was typed', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    await text(page).fill('Words of mine');
    await page.getByLabel('Category').selectOption('Spam');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await status(page, 'No reply');
    expect(await page.getByRole('button', { name: 'Draft a reply anyway' }).isDisabled()).toBe(
      true,
    );
    await page.getByText('change the category first').waitFor();
    await page.getByText('Sorted by a person; the agent’s reason was: asks for a price').waitFor();
    await page.getByRole('button', { name: 'Back to Lead' }).click();
    await status(page, 'To review');
    await expect.poll(() => text(page).inputValue()).toBe('Words of mine');
    await page.getByText('The reply that there was is back.').waitFor();
    expect(await warns(page)).toBe(false);
    await page.getByText('Sorted by').waitFor({ state: 'detached' });
  });

  it('leaves the text at the height that it was dragged to', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    const height = () =>
      page.evaluate('document.querySelector("#reply-body").offsetHeight') as Promise<number>;
    await text(page).scrollIntoViewIfNeeded();
    await page.evaluate('document.querySelector("#reply-body").scrollIntoView({ block: "start" })');
    const box = await text(page).boundingBox();
    if (!box) throw new Error('the text is not shown');
    const [x, y] = [box.x + box.width - 4, box.y + box.height - 4];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 90, { steps: 4 });
    await page.mouse.up();
    const dragged = await height();
    expect(dragged).toBeGreaterThan(box.height + 60);
    await text(page).fill('Words of mine');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Saved.', { exact: true }).waitFor();
    expect(await height()).toBe(dragged);
    await server.deps.drafts.edit(draft.id, 2, { reply: { body: 'Others' } }, 'Dana');
    await expect.poll(() => text(page).inputValue()).toBe('Others');
    expect(await height()).toBe(dragged);
  });

  it('asks for nothing more once nobody is signed in', async () => {
    const closed = await startRest({ apiToken: 'a-token-that-is-long-enough-for-this' });
    const draft = await drafted(closed);
    const signedIn = await browser.newContext();
    const page = await signedIn.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${closed.url}/login?next=/dashboard/drafts/${draft.id}`);
    await page.getByLabel('Name').fill('Mia');
    await page.getByLabel('Token').fill('a-token-that-is-long-enough-for-this');
    await page.getByRole('button', { name: 'Sign in' }).click();
    // Until it is loaded its keys are not listened to.
    await page.waitForURL('**/dashboard/drafts/**');
    await text(page).fill('unfinished');
    await signedIn.clearCookies();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/dashboard/')) asked.push(request.method());
    });
    page.on('console', (message) => {
      // The browser's own line for the one request that is refused, and htmx's.
      const isError = message.type() === 'error';
      if (isError && !message.text().includes('401')) faults.push(message.text());
    });
    await page.keyboard.press('Control+Enter');
    await page.getByText('You are signed out. What you typed is still here.').waitFor();
    for (let n = 0; n < 3; n += 1) {
      await page.evaluate(`document.body.dispatchEvent(new CustomEvent('live:system'))`);
    }
    await page.waitForTimeout(500);
    expect(asked).toEqual(['POST']);
    expect(await text(page).inputValue()).toBe('unfinished');
    await signedIn.close();
    await closed.close();
  });

  it('shows the difference between versions, and puts an old text into the editor', async () => {
    const draft = await drafted(server, { reply: { body: 'one two three' } });
    await server.deps.drafts.edit(draft.id, 1, { reply: { body: 'one 2 three' } }, 'Dana');
    const page = await openDraft(draft);
    const versions = page.getByRole('region', { name: 'Versions' });
    await versions.scrollIntoViewIfNeeded();
    await versions.getByRole('link', { name: 'What changed in version 2' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('dd del').textContent()).toContain('two');
    expect(await dialog.locator('dd ins').textContent()).toContain('2');
    await page.keyboard.press('Escape');

    await text(page).fill('something unsaved');
    await versions.getByRole('link', { name: 'Show the text in version 1' }).click();
    await dialog.getByRole('link', { name: 'Use this text' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await text(page).inputValue()).toBe('something unsaved');
    await dialog.getByRole('link', { name: 'Use this text' }).click();
    await page.locator('#ask').getByRole('button', { name: 'Use this text' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await text(page).inputValue()).toBe('one two three');
    expect(await warns(page)).toBe(true);
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await now(draft)).reply?.body).toBe('one two three');
  });

  it('sends only after a question that names who gets it, and can take it back', async () => {
    const draft = await drafted(server);
    const page = await openDraft(draft);
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await page.keyboard.press('a');
    await status(page, 'Approved');
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Send this reply to Ada Lovelace <ada@engines.example>?').waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect((await now(draft)).status).toBe('approved');
    await page.getByRole('button', { name: 'Send' }).click();
    await dialog.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Queued to be sent').waitFor();
    expect((await now(draft)).status).toBe('sending');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back before it was sent').waitFor();

    await page.keyboard.press('a');
    await status(page, 'Approved');
    await page.keyboard.press('s');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Queued to be sent').waitFor();
    const { outgoing } = server.deps;
    let dispatch = await outgoing.claim();
    if (!dispatch) throw new Error('nothing was queued');
    dispatch = await outgoing.move(dispatch, { to: 'transmitting' });
    await page.getByText('Being sent to ada@engines.example').waitFor();
    dispatch = await outgoing.move(dispatch, { to: 'copying' });
    await outgoing.move(dispatch, { to: 'done', folder: 'Sent' });
    await page.getByText('Sent, with a copy in “Sent”').waitFor();
    await status(page, 'Sent');
  });

  it('shows HTML mail where nothing runs and nothing loads', async () => {
    const draft = await drafted(server);
    const page = await open(`/dashboard/drafts/${draft.id}`);
    await text(page).fill('unsaved');
    await page.getByRole('link', { name: 'Show as HTML' }).click();
    const frame = page.frameLocator('iframe.mail-frame');
    await frame.getByText('Harmless words').waitFor();
    await page.waitForTimeout(400);
    expect(await frame.getByText('it ran').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    // The browser tells of each thing that it stopped; `hits` says that none got out.
    for (const fault of faults.splice(0)) {
      expect(fault).toMatch(/Content Security Policy|sandbox|blocked|127\.0\.0\.1/i);
    }
    expect(await text(page).inputValue()).toBe('unsaved');
    await page.getByRole('link', { name: 'Show as text' }).click();
    await page.getByText('What would 200 seats cost us?').waitFor();
  });

  it('writes what a stranger wrote as text, everywhere', async () => {
    const draft = await drafted(server, {
      mail: {
        subject: hostile,
        text: hostile,
        own: hostile,
        from: { name: hostile, address: hostile },
      },
      reply: { subject: hostile, body: hostile, language: hostile },
    });
    await server.deps.drafts.edit(draft.id, 1, { reply: { body: `${hostile} more` } }, hostile);
    const page = await openDraft(draft);
    expect(await page.title()).toBe(`${hostile} · Marketing Ops Agent`);
    expect(await text(page).inputValue()).toBe(`${hostile} more`);
    await page.locator('#versions').scrollIntoViewIfNeeded();
    await page.getByRole('link', { name: /What changed/ }).click();
    await page.getByRole('dialog').getByText('more').waitFor();
    await page.keyboard.press('Escape');
    await server.deps.drafts.edit(draft.id, 2, { reply: { body: hostile } }, hostile);
    await text(page).fill(`${hostile} mine`);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Yours is not saved').waitFor();
    expect(await page.locator('main script, main img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
  });

  it('brings the reply to a message that was still in work', async () => {
    const [id] = await fetchedFolder(storeOf(server), [1], { account: 'sales', mailbox: 'New' });
    const page = await open(`/dashboard/messages/${id}`);
    await page.getByText('The agent is at work on it').waitFor();
    await draftAgain(server, 'Here it is');
    await text(page).waitFor();
    expect(await text(page).inputValue()).toBe('Here it is');
  });

  it('goes from message to message by key', async () => {
    const [older, newer] = [await drafted(server), await drafted(server)];
    const page = await open(`/dashboard/drafts/${newer.id}?category=Lead`);
    await page.keyboard.press('j');
    await page.waitForURL(`**/drafts/${older.id}?category=Lead`);
    await page.keyboard.press('k');
    await page.waitForURL(`**/drafts/${newer.id}?category=Lead`);
  });

  it('shows as much of a long mail as there is room for, and scrolls it by keyboard', async () => {
    const lines = Array.from({ length: 80 }, (_, n) => `line ${n}`).join('\n');
    const draft = await drafted(server, { mail: { text: lines, own: lines } });
    const page = await openDraft(draft);
    const mail = page.getByRole('region', { name: 'Text of the mail' });
    const box = await mail.boundingBox();
    expect(box?.height).toBeGreaterThan(860 * 0.4);
    expect(box?.height).toBeLessThan(860 * 0.46);
    const foot = await page.locator('.reply-foot').boundingBox();
    expect(foot?.height).toBeLessThan(120);
    await mail.focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.getByText('line 79').isVisible()).toBe(true);
    const hidden = () =>
      page.evaluate(
        '(() => { const m = document.querySelector(".mail-scroll"); return m.scrollHeight - m.clientHeight - m.scrollTop; })()',
      ) as Promise<number>;
    await expect.poll(hidden).toBeLessThan(2);
  });

  it.each([
    ['desktop', 1280, 860],
    ['phone', 360, 740],
    ['larger phone', 390, 844],
  ])('is in order and within reach (%s)', async (_, width, height) => {
    const lines = 'A line of a long mail, as long as lines of mail are.\n'.repeat(60);
    const draft = await drafted(server, { mail: { text: lines, own: lines } });
    await server.deps.drafts.edit(draft.id, 1, { reply: { body: 'Another text' } }, 'Dana');
    for (const colorScheme of ['light', 'dark'] as const) {
      const sized = await browser.newContext({ viewport: { width, height }, colorScheme });
      const page = await open(`/dashboard/drafts/${draft.id}`, sized);
      const approve = await page.getByRole('button', { name: 'Approve' }).boundingBox();
      expect((approve?.y ?? height) + (approve?.height ?? 0)).toBeLessThanOrEqual(height);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
      expect(await violations(page)).toEqual([]);
      const { version, reply } = await now(draft);
      await text(page).fill(`${reply?.body} of mine`);
      await server.deps.drafts.edit(draft.id, version, { reply: { body: `v${version}` } }, 'Dana');
      await page.locator('#news').getByRole('button', { name: 'Show' }).click();
      await page.getByText('Yours is not saved').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
      const source = await open(`/dashboard/messages/${draft.message}/source`, sized);
      expect(await violations(source)).toEqual([]);
      expect(await source.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
      await sized.close();
    }
  });
});

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** What axe-core finds, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.waitForTimeout(300);
  await page.evaluate(axe);
  const result = await page.evaluate<AxeResult>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}
