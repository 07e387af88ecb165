import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type ConsoleBrowser, live, openConsole } from '../support/console-browser.ts';
import { focused, openListOf, row, toast } from '../support/list-page.ts';

describe.skipIf(!hasChromium())('the list of drafts in a browser', () => {
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

  const statusOf = (id: number) => desk.fake.state.drafts.find((draft) => draft.id === id)?.status;
  const openList = (...subjects: string[]) => openListOf(desk, subjects);

  it('is worked by keyboard alone', async () => {
    const page = await openList('First', 'Second', 'Third');
    const { keyboard } = page;
    await keyboard.press('j');
    expect(await focused(page)).toBe('Third');
    await keyboard.press('j');
    await keyboard.press('ArrowDown');
    await keyboard.press('j');
    expect(await focused(page)).toBe('First');
    await keyboard.press('k');
    expect(await focused(page)).toBe('Second');

    await keyboard.press('a');
    await toast(page, 'Approved: “Second”.').waitFor();
    expect(statusOf(2)).toBe('approved');
    // On to the next, though what was approved is still there.
    expect(await focused(page)).toBe('First');
    await keyboard.press('u');
    await toast(page, 'Back to review: “Second”.').waitFor();
    expect(statusOf(2)).toBe('drafted');

    await keyboard.press('x');
    await toast(page, 'Rejected: “First”.').waitFor();
    await row(page, 'First').getByText('Rejected').waitFor();
    expect(statusOf(1)).toBe('rejected');
    expect(await focused(page)).toBe('First');

    await keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    await help.getByText('Approve the row').waitFor();
    await keyboard.press('a');
    expect(statusOf(1)).toBe('rejected');
    await keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });

    await keyboard.press('/');
    await keyboard.type('second axe');
    // No letter of a search is taken for a key.
    expect(await page.getByRole('searchbox').inputValue()).toBe('second axe');
    await page.getByText('Nothing matches.').waitFor();
    // Escape clears the text first, and leaves the field only then.
    await keyboard.press('Escape');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    await row(page, 'First').waitFor();
    await keyboard.type('seco');
    await keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Second');
    await keyboard.press('/');
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await row(page, 'Third').waitFor();
    expect(await page.evaluate('document.activeElement.id')).not.toBe('q');
    await keyboard.press('/');
    await keyboard.type('second');
    await keyboard.press('Enter');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await expect.poll(() => focused(page)).toBe('Second');
    await keyboard.press('Enter');
    await page.waitForURL('**/dashboard/drafts/2?q=second');
  });

  it('opens the reply of a row, and goes to pages, by key', async () => {
    const page = await openList('First');
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.waitForURL('**/dashboard/drafts/1#reply-body');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('reply-body');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    await page.waitForURL('**/dashboard/quarantine');
  });

  it('approves a selection and takes it back', async () => {
    const page = await openList('A', 'B', 'C', 'D', 'E');
    const bar = page.getByRole('group', { name: 'With the selected drafts' });
    const boxes = page.getByRole('checkbox', { name: 'Select: ' });
    expect(await bar.isVisible()).toBe(false);
    await boxes.nth(1).click();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await bar.getByText('3 selected').waitFor();
    expect(await bar.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);

    // Another changes one of them, which the page has learnt before the person decides.
    await desk.fake.editElsewhere(2, 'another text');
    await page.waitForTimeout(1_000);
    await bar.getByText('3 selected').waitFor();
    await page.keyboard.press('a');
    const done = toast(page, '2 approved. 1 had changed meanwhile. Left as it is: “B”.');
    await done.waitFor();
    await bar.getByText('1 selected').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Select: B' }).isChecked()).toBe(true);
    expect([1, 2, 3, 4, 5].map(statusOf)).toEqual([
      'drafted',
      'drafted',
      'approved',
      'approved',
      'drafted',
    ]);
    await done.getByRole('button', { name: 'Undo' }).click();
    await toast(page, '2 back to review.').waitFor();
    await done.waitFor({ state: 'detached' });
    expect([3, 4].map(statusOf)).toEqual(['drafted', 'drafted']);
    // Told of the change, the person decides on what they see now.
    await page.keyboard.press('a');
    await toast(page, 'Approved: “B”.').waitFor();
    await bar.waitFor({ state: 'hidden' });

    await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
    await bar.getByText('5 selected').waitFor();
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'hidden' });
  });

  it('sends only after a question', async () => {
    desk.fake.arrive({ subject: 'Ready', status: 'approved' });
    const page = await openList();
    await page.getByRole('checkbox', { name: 'Select: Ready' }).click();
    const send = page.getByRole('button', { name: 'Send', exact: true });
    const dialog = page.getByRole('dialog');
    await send.click();
    await dialog.getByText('Send this reply now?').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(desk.fake.state.outgoing).toEqual([]);
    await send.click();
    await dialog.getByRole('button', { name: 'Send' }).click();
    await toast(page, 'On its way out: “Ready”.').waitFor();
    expect(desk.fake.state.outgoing).toMatchObject([{ kind: 'send', draft: 1, attended: true }]);
  });

  it('counts in the question what can be sent, and sends no other', async () => {
    for (const subject of ['A', 'B', 'C']) desk.fake.arrive({ subject, status: 'approved' });
    const page = await openList('Raw');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Send these 3 replies? 1 is not approved and stays.').waitFor();
    await dialog.getByRole('button', { name: 'Send' }).click();
    await toast(page, '3 queued to be sent.').waitFor();
    expect(desk.fake.state.outgoing).toHaveLength(3);
    await page.getByText('1 selected').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Select: Raw' }).isChecked()).toBe(true);
  });

  it('takes the versions that are shown, also of the box that has the focus', async () => {
    const page = await openList('One', 'Two');
    await page.getByRole('checkbox', { name: 'Select: Two' }).click();
    await page.keyboard.press('a');
    await toast(page, 'Approved: “Two”.').waitFor();
    await row(page, 'Two').getByText('Approved').waitFor();
    await page.keyboard.press('z');
    await toast(page, 'Back to review: “Two”.').waitFor();
    await row(page, 'Two').getByText('To review').waitFor();
    await page.keyboard.press('a');
    await toast(page, 'Approved: “Two”.').waitFor();
    expect(statusOf(2)).toBe('approved');
    // The newest word on a draft stands alone.
    expect(await page.locator('.toast').count()).toBe(1);
  });

  it('reopens, saves and sends the row by key, and says what a row cannot take', async () => {
    desk.fake.arrive({ subject: 'Gone', status: 'sent' });
    const page = await openList('One');
    const { keyboard } = page;
    await keyboard.press('j');
    await keyboard.press('s');
    await toast(page, 'A draft that is “To review” cannot be sent. Approve it first.').waitFor();
    await keyboard.press('a');
    await row(page, 'One').getByText('Approved').waitFor();
    await page.locator('.toast', { hasText: 'Undo' }).getByLabel('Dismiss').click();
    for (const key of ['k', 'k']) await keyboard.press(key);
    expect(await focused(page)).toBe('One');
    await keyboard.press('a');
    await toast(page, 'A draft that is “Approved” cannot be approved.').waitFor();
    await keyboard.press('s');
    await page.getByRole('dialog').getByText('Send this reply now?').waitFor();
    await keyboard.press('Escape');
    expect(desk.fake.state.outgoing).toEqual([]);
    await keyboard.press('d');
    await toast(page, 'On its way to Drafts: “One”.').waitFor();
    expect(desk.fake.state.outgoing).toMatchObject([{ kind: 'save', draft: 2 }]);
    await keyboard.press('z');
    await toast(page, 'Back to review: “One”.').waitFor();
    expect(statusOf(2)).toBe('drafted');
    await keyboard.press('j');
    await keyboard.press('x');
    await toast(page, 'A draft that is “Sent” cannot be rejected.').waitFor();
    expect(statusOf(1)).toBe('sent');

    await keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    for (const words of ['back to review', 'Save the row', 'Send the row', 'In the editor: save']) {
      await help.getByText(words).waitFor();
    }
  });

  it('stays on a row that was not done', async () => {
    const page = await openList('One', 'Two', 'Three');
    const { review } = desk.fake.deps.drafts;
    desk.fake.deps.drafts.review = () =>
      Promise.resolve({ kind: 'refused', reason: 'somebody holds it' });
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await toast(page, 'Not done: somebody holds it.').waitFor();
    await expect.poll(() => focused(page)).toBe('Three');
    desk.fake.deps.drafts.review = review;
    await page.keyboard.press('a');
    await toast(page, 'Approved: “Three”.').waitFor();
    expect(await focused(page)).toBe('Two');
  });

  it('does each of many quick decisions, and by the pointer as well', async () => {
    const page = await openList('One', 'Two', 'Three', 'Four');
    await page.keyboard.press('j');
    for (const key of ['a', 'x', 'a']) await page.keyboard.press(key);
    await toast(page, 'Approved: “Two”.').waitFor();
    expect([4, 3, 2].map(statusOf)).toEqual(['approved', 'rejected', 'approved']);
    await row(page, 'One').hover();
    await row(page, 'One').getByRole('button', { name: 'Reject' }).click();
    await toast(page, 'Rejected: “One”.').waitFor();
    expect(statusOf(1)).toBe('rejected');
  });

  it('shows placeholders when an answer takes its time, and says when none comes', async () => {
    const page = await openList('First');
    const { list } = desk.fake.deps.drafts;
    desk.fake.deps.drafts.list = async (filter) => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      return await list(filter);
    };
    await page.getByLabel('Status').selectOption('sent');
    await page.locator('#skeleton').waitFor();
    await page.getByText('Nothing matches.').waitFor();
    expect(new URL(page.url()).search).toBe('?status=sent');
    expect(await page.locator('#skeleton').isVisible()).toBe(false);

    await desk.stopServer();
    await page.locator('#live', { hasText: 'Reconnecting' }).waitFor();
    await page.getByRole('link', { name: 'Spam', exact: true }).click();
    await toast(page, 'The server could not be reached.').waitFor();
    desk.fake.deps.drafts.list = list;
    await desk.startServer();
    await live(page);
    // What the browser says of a server that is away.
    const away = /ERR_|htmx:(?:sendError|afterRequest)/;
    expect(desk.faults.splice(0).filter((fault) => !away.test(fault))).toEqual([]);
  });

  it('works without a script', async () => {
    const plain = await openConsole(browser, { javaScriptEnabled: false });
    plain.fake.arrive({ subject: 'Pricing' });
    plain.fake.arrive({ subject: 'Else', category: 'Support' });
    const page = await plain.open('/dashboard');
    await page.getByRole('link', { name: 'Lead', exact: true }).click();
    await page.getByRole('searchbox').fill('pricing');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('cell', { name: 'Approved' }).waitFor();
    await page.getByRole('status').getByText('1 approved.').waitFor();
    expect(new URL(page.url()).search).toBe('?category=Lead&q=pricing&done=approve-1');
    await plain.close();
    expect(plain.faults).toEqual([]);
  });
});
