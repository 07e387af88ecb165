import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import {
  type Answering,
  type InspectorPage,
  openInspectorPage,
  violationsOf,
} from '../../support/inspector-page.ts';

const mailbox = {
  id: 'p:x:1',
  actor: 'mailbox-0',
  machine: 'mailbox',
  chart: 'mailbox',
  parent: 'p:x:0',
  subject: 'INBOX',
  snapshot: { status: 'active', value: { connected: 'backingOff' } },
  accepts: ['mailbox.retry', 'mailbox.pause'],
};

describe.skipIf(!hasChromium())('the menu of events in a browser', () => {
  let browser: Browser;
  let opened: InspectorPage;
  /** What the server was asked to send. */
  let posted: { path: string; body: unknown }[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await opened.close();
    expect(opened.faults).toEqual([]);
  });

  /**
   * @param onPost what the server says to an event
   * @param onGet what it says when it is asked about the actor
   */
  async function open(
    onPost: Awaited<ReturnType<Answering>> = { status: 202, body: {} },
    onGet: () => Awaited<ReturnType<Answering>> = () => ({ status: 200, body: mailbox }),
    options = {},
  ) {
    posted = [];
    opened = await openInspectorPage(browser, options);
    opened.answer = ({ method, path, body }) => {
      if (method === 'GET') return Promise.resolve(onGet());
      posted.push({ path, body: JSON.parse(body) });
      return new Promise((resolve) => setTimeout(() => resolve(onPost), 100));
    };
    await opened.page.evaluate(`(async () => {
      const { sendMenu } = await import('/send.js');
      globalThis.sent = [];
      globalThis.selected = 'p:x:1';
      const onSent = (type) => sent.push(type);
      document.querySelector('#root').append(
        sendMenu({ api: '/inspector', actor: () => selected, onSent }),
      );
    })()`);
    const { page } = opened;
    await page.getByRole('button', { name: 'Send event…' }).click();
    return page;
  }
  const sent = () => opened.page.evaluate<string[]>('sent');
  const focused = () => opened.page.evaluate<string>('document.activeElement.textContent');
  const dialog = () => opened.page.getByRole('dialog');
  const choose = () => dialog().getByRole('button', { name: 'mailbox.retry' }).click();
  const confirm = () => dialog().getByRole('button', { name: 'Send mailbox.retry' }).click();

  it('offers what the actor accepts, and sends it once it is confirmed', async () => {
    const page = await open();
    await dialog().getByRole('heading', { name: 'Send event to mailbox-0' }).waitFor();
    expect(await dialog().getByRole('listitem').allTextContents()).toEqual(mailbox.accepts);
    expect(await focused()).toBe('mailbox.retry');

    await page.keyboard.press('Enter');
    await dialog().getByRole('heading', { name: 'Send mailbox.retry?' }).waitFor();
    expect(await dialog().textContent()).toContain(
      'mailbox-0 (mailbox, INBOX) is in connected.backingOff.',
    );
    expect(await focused()).toBe('Cancel');
    expect(posted).toEqual([]);

    await confirm();
    await dialog().getByText('mailbox-0 was sent mailbox.retry.').waitFor();
    await dialog().getByRole('heading', { name: 'Sent mailbox.retry', exact: true }).waitFor();
    expect(posted).toEqual([
      { path: '/inspector/actors/p%3Ax%3A1/events', body: { type: 'mailbox.retry' } },
    ]);
    expect(await sent()).toEqual(['mailbox.retry']);
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    expect(await focused()).toBe('Send event…');
  });

  it('sends nothing on Cancel, and nothing twice', async () => {
    const page = await open();
    await choose();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    expect(posted).toEqual([]);

    await page.getByRole('button', { name: 'Send event…' }).click();
    await dialog().getByRole('button', { name: 'mailbox.retry' }).dblclick();
    await dialog().getByRole('heading', { name: 'Send mailbox.retry?' }).waitFor();
    await page.evaluate(`{
      const button = document.querySelector('.send-go');
      button.click();
      button.click();
    }`);
    await dialog().getByText('was sent').waitFor();
    expect(posted).toHaveLength(1);
    expect(await sent()).toEqual(['mailbox.retry']);
  });

  it('shows why the server refused, and looks again', async () => {
    const message = 'The actor does not take mailbox.retry in its present state.';
    let accepts = mailbox.accepts;
    await open({ status: 409, body: { error: { message } } }, () => ({
      status: 200,
      body: { ...mailbox, accepts },
    }));
    await choose();
    accepts = [];
    await confirm();
    await dialog().getByRole('alert').getByText(message).waitFor();
    await dialog().getByRole('heading', { name: 'mailbox.retry was not sent' }).waitFor();
    expect(await focused()).toBe('Close');
    expect(await sent()).toEqual([]);
    await dialog().getByRole('button', { name: 'Look again' }).click();
    await dialog().getByText('It takes no event that may be sent in this state.').waitFor();
  });

  it('says that the actor has ended, before and after it was asked', async () => {
    const missing = { status: 404, body: { error: { message: 'no such actor' } } };
    await open(missing);
    await choose();
    await confirm();
    await dialog().getByText('This actor has ended').waitFor();
    expect(await sent()).toEqual([]);
    await opened.close();

    await open(undefined, () => missing);
    await dialog().getByText('This actor has ended').waitFor();
  });

  it('says what is known when the server cannot be reached', async () => {
    let isUp = true;
    await open(null, () => (isUp ? { status: 200, body: mailbox } : null));
    await choose();
    await confirm();
    const unknown = 'Whether mailbox.retry arrived is not known';
    await dialog().getByRole('alert').getByText(unknown).waitFor();
    await dialog().getByRole('heading', { name: 'Was mailbox.retry sent?' }).waitFor();
    expect(await sent()).toEqual([]);
    isUp = false;
    await dialog().getByRole('button', { name: 'Look again' }).click();
    await dialog().getByRole('alert').getByText('The server could not be reached.').waitFor();
    isUp = true;
    await dialog().getByRole('button', { name: 'Look again' }).click();
    await dialog().getByRole('heading', { name: 'Send event to mailbox-0' }).waitFor();
  });

  it('tells what was sent although the dialog was closed meanwhile', async () => {
    const page = await open();
    await choose();
    await confirm();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(sent).toEqual(['mailbox.retry']);
    expect(await dialog().isHidden()).toBe(true);
  });

  it('asks nobody when no actor is selected', async () => {
    const page = await open();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await page.evaluate('void (selected = null)');
    await page.getByRole('button', { name: 'Send event…' }).click();
    await dialog().getByText('No actor is selected.').waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is clear to all in ${colorScheme}, and fits a phone`, async () => {
      const long = 'x'.repeat(120);
      const body = { ...mailbox, actor: long, accepts: [long, '<img src=x onerror=alert(1)>'] };
      const viewport = { width: 390, height: 700 };
      const page = await open(undefined, () => ({ status: 200, body }), { colorScheme, viewport });
      await dialog().getByRole('listitem').first().waitFor();
      expect(await violationsOf(opened)).toEqual([]);
      await dialog().getByRole('button', { name: '<img' }).click();
      expect(await violationsOf(opened)).toEqual([]);
      expect(await dialog().evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    });
  }
});
