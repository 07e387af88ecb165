import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import {
  actorMessage,
  helloMessage,
  historyMessage,
  passageMessage,
  stepMessage,
} from '../../support/feed-messages.ts';
import { handMadeChart } from '../../support/hand-made-chart.ts';
import { type InspectorParts, openParts } from '../../support/inspector-parts.ts';

describe.runIf(hasChromium())('the page as a whole, in a browser', () => {
  let browser: Browser;
  let parts: InspectorParts;

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(async () => await browser.close());
  beforeEach(async () => {
    parts = await openParts(browser, '<div class="inspector"></div>', {
      viewport: { width: 1_440, height: 900 },
    });
    parts.charts.set('email-1', handMadeChart);
  });
  afterEach(async () => {
    await parts.close();
    expect(parts.faults).toEqual([]);
  });

  /** @param query of the address, such as `actor=email-0` */
  async function begin(query: string): Promise<void> {
    await parts.run(`
      history.replaceState(null, '', '/?${query}');
      const { Page } = await import('/page/page.js');
      window.whole = new Page(document.querySelector('.inspector'), {
        api: '', story: 'message', stories: '/stories', elsewhere: '',
      });
      whole.reconnect();
      whole.link('live');`);
    await take(
      actorMessage('p:0', null, { actor: 'email-0', subject: 'message 13' }),
      helloMessage(),
      historyMessage(),
    );
  }
  const take = async (...messages: object[]): Promise<void> =>
    await parts.run(`whole.take(${JSON.stringify(messages)})`);
  const details = () => parts.page.locator('#i-detail');
  const notice = () => parts.page.locator('.i-notice');
  const live = (pressed: boolean) => parts.page.getByRole('button', { name: 'Live', pressed });

  it('says that it is paused and since when, and does not look live', async () => {
    await begin('actor=email-0');
    await live(true).waitFor();
    await parts.page.getByRole('button', { name: 'Pause', exact: true }).click();
    await notice()
      .getByText(/^Paused at \d\d:\d\d:\d\d: 0 events since\.$/)
      .waitFor();
    await take(passageMessage('p:0', 'go'), passageMessage('p:0', 'go'));
    await notice().getByText('2 events since.').waitFor();
    expect(await live(false).count()).toBe(1);
    await parts.page.getByRole('button', { name: 'Resume' }).click();
    await live(true).waitFor();
    expect(await notice().isVisible()).toBe(false);
  });

  it('sends nothing and leads to where one signs in while it is signed out', async () => {
    await begin('actor=email-0');
    const send = parts.page.getByRole('button', { name: 'Send event' });
    await send.waitFor();
    await parts.run(`whole.link('out')`);
    const link = notice().getByRole('link', { name: 'Sign in' });
    expect(await link.getAttribute('href')).toContain('actor=email-0');
    await live(false).waitFor();
    await send.waitFor({ state: 'hidden' });
    await parts.run(`whole.link('live')`);
    await send.waitFor();
    expect(await notice().isVisible()).toBe(false);
  });

  it('says when a step that the address names is no longer kept', async () => {
    await begin('actor=email-0&step=999999');
    await notice().getByText('Step 999999 is no longer kept; this is the end.').waitFor();
  });

  it('says when no actor is what was searched for', async () => {
    await begin('actor=email-0');
    const none = parts.page.getByText('No actor matches.');
    const search = parts.page.getByRole('searchbox');
    await search.fill('message 3');
    await none.waitFor();
    await search.fill('message 13');
    await none.waitFor({ state: 'hidden' });
  });

  it('tells of a finished message why it failed, and what its journey says of that', async () => {
    parts.answers.set('/stories/13', {
      subject: 'message 13',
      title: '',
      machine: 'email',
      chart: 'email-1',
      actor: null,
      steps: [{ at: 1_000, event: 'go', states: ['done'], edges: [], note: 'took 682 ms' }],
    });
    await begin('message=13');
    const step = stepMessage('p:0', 'done', { status: 'done', subject: 'message 13' });
    const context = { failure: { code: 'mail.unparsable' } };
    await take({ ...step, snapshot: { status: 'done', value: 'done', context } });
    await details().getByText('mail.unparsable', { exact: true }).waitFor();
    await details().getByText('took 682 ms').waitFor();
  });
});
