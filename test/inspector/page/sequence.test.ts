import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { type FeedMessage, FeedScript, Household } from '../../support/feed-script.ts';
import { violationsOf } from '../../support/inspector-page.ts';
import { openSequence, type SequenceStage } from '../../support/sequence-stage.ts';

describe.skipIf(!hasChromium())('the sequence diagram in a browser', () => {
  let browser: Browser;
  let stage: SequenceStage;
  let house: Household;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await stage.close();
    expect(stage.faults).toEqual([]);
  });

  const open = async (options = {}) => {
    stage = await openSequence(browser, options);
    house = new Household();
  };
  const wake = (times: number, name = 'wake') => {
    for (let i = 0; i < times; i++) house.script.event(null, house.supervisor, `${name}.${i}`);
    return house.script.take();
  };
  const newer = () => stage.page.locator('.sequence-newer');
  const distance = () =>
    stage.page
      .locator('.sequence-scroll')
      .evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop);
  const centre = async (selector: string, edge: 'left' | 'right' | 'middle') => {
    const { left, right } = await stage.page
      .locator(selector)
      .last()
      .evaluate((element): { left: number; right: number } => element.getBoundingClientRect());
    return { left, right, middle: (left + right) / 2 }[edge];
  };

  it('draws an arrow from the sender to the receiver, and adds what is new below', async () => {
    await open();
    house.sync();
    house.script.event(house.mailbox, house.supervisor, 'mail.discovered');
    await stage.page.getByLabel('Timers').check();
    await stage.feed(house.script.take());
    expect(await stage.lanes()).toEqual(['supervisor', 'mailbox-0', 'watchdog']);
    const heard = /^\d\d:\d\d:\d\d\.\d{3} mailbox-0 to watchdog: mailbox\.synced$/;
    expect(await stage.page.getByRole('option', { name: heard }).count()).toBe(1);
    const arrow = '[role=option]:last-child .sequence-arrow.is-left';
    const lane = (name: string) => `.sequence-lane:has-text("${name}")`;
    expect(await centre(arrow, 'left')).toBeCloseTo(await centre(lane('supervisor'), 'middle'), 0);
    expect(await centre(arrow, 'right')).toBeCloseTo(await centre(lane('mailbox-0'), 'middle'), 0);
    expect(await stage.page.locator('.sequence-arrow.is-loop').count()).toBe(1);

    await stage.page.evaluate(`document.querySelector('[role=option]').dataset.mine = 'yes'`);
    await stage.feed(wake(1));
    expect(await stage.rows()).toEqual([
      'mailbox-0 to watchdog: mailbox.synced',
      'mailbox-0 to itself: after poll',
      'mailbox-0 to supervisor: mail.discovered',
      'outside to supervisor: wake.0',
    ]);
    // A new lane at the left moved the arrows of the old rows, which are the same elements.
    expect(await stage.page.locator('[data-mine]').count()).toBe(1);
    expect(await stage.lanes()).toEqual(['outside', 'supervisor', 'mailbox-0', 'watchdog']);
    expect(await centre('[role=option]:nth-child(3) .sequence-arrow', 'left')).toBeCloseTo(
      await centre(lane('supervisor'), 'middle'),
      0,
    );
  });

  it('is filtered by the actor, housekeeping, calls, types and words', async () => {
    await open();
    house.sync();
    const email = house.email(0);
    await stage.feed(house.script.take());
    const { page } = stage;
    const whose = page.getByLabel('Whose events');
    const count = async () => (await stage.rows()).length;
    expect(await whose.inputValue()).toBe('all');
    expect(await count()).toBe(4);
    const timers = page.locator('label', { hasText: 'Timers' });
    expect(await timers.textContent()).toBe('Timers1 hidden');
    await timers.click();
    await page.waitForTimeout(250);
    expect([await timers.textContent(), await count()]).toEqual(['Timers', 5]);

    await stage.feed([], { selected: email });
    expect(await whose.inputValue()).toBe('children');
    expect(await whose.locator('option').first().textContent()).toBe('Events of email-0');
    expect(await count()).toBe(2);
    expect(await page.getByRole('button', { name: 'email-0' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await stage.feed([], { calls: true });
    expect(await count()).toBe(12);
    await page.getByLabel('Housekeeping').check();
    await page.waitForTimeout(250);
    expect(await count()).toBe(13);
    await whose.selectOption('all');
    await page.waitForTimeout(250);
    expect(await count()).toBe(16);

    await page.locator('summary').click();
    const kind = page.locator('label', { hasText: 'start' });
    expect(await kind.locator('.sequence-count').textContent()).toBe('6');
    await kind.click();
    await page.waitForTimeout(250);
    expect(await count()).toBe(10);
    expect(await page.locator('summary').textContent()).toBe('Types (1 hidden)');
    await page.keyboard.press('Escape');
    await page.locator('.sequence-kinds-panel').waitFor({ state: 'hidden' });

    await stage.feed([], { words: 'watchdog' });
    expect(await stage.rows()).toEqual(['mailbox-0 to watchdog: mailbox.synced']);
    await stage.feed([], { words: 'nothing like it' });
    expect(await count()).toBe(0);
    expect(await kind.locator('.sequence-count').textContent()).toBe('6');
    await page.getByText('16 events are hidden by the filters.').waitFor();
    await stage.feed([], { words: '' });
    await page.getByLabel('Housekeeping').uncheck();
    await page.locator('summary').click();
    await page.getByRole('button', { name: 'None' }).click();
    await page.getByRole('button', { name: 'Show all events' }).click();
    await page.waitForTimeout(250);
    expect(await count()).toBe(16);
  });

  it('shows what comes while the person is at the bottom, and stays put when not', async () => {
    await open();
    await stage.feed([...house.script.take(), ...wake(60)]);
    expect(await stage.rows()).toHaveLength(60);
    expect(await distance()).toBeLessThan(2);
    await stage.feed(wake(5, 'late'));
    expect(await stage.rows()).toHaveLength(65);
    expect(await distance()).toBeLessThan(2);

    const box = stage.page.locator('.sequence-scroll');
    await box.evaluate((element) => (element.scrollTop = 400));
    await stage.page.waitForTimeout(50);
    await stage.feed(wake(300, 'later'));
    expect(await stage.rows()).toHaveLength(65);
    expect(await box.evaluate((element) => element.scrollTop)).toBe(400);
    expect(await newer().textContent()).toBe('300 newer ↓');

    await newer().click();
    await expect.poll(() => newer().isHidden()).toBe(true);
    await stage.page.getByRole('option', { name: 'later.299' }).waitFor();
    const rows = await stage.rows();
    expect(rows).toHaveLength(200);
    expect(rows[0]).toBe('101 more not shown');
    expect(rows.at(-1)).toBe('outside to supervisor: later.299');
    expect(await distance()).toBeLessThan(2);
  });

  it('is worked by mouse and by keyboard', async () => {
    await open();
    await stage.feed([...house.script.take(), ...wake(50)]);
    const { page } = stage;
    await page.getByRole('option', { name: 'wake.48' }).click();
    expect(await stage.picks()).toEqual(['wake.48']);
    await page.getByRole('button', { name: 'supervisor' }).click();
    expect(await stage.picks()).toEqual([`@${house.supervisor}`]);

    const list = page.getByRole('listbox');
    await list.focus();
    for (const key of ['ArrowUp', 'Enter', 'Home', ' ', 'PageDown', 'Enter', 'End', 'Enter']) {
      await page.keyboard.press(key);
    }
    expect(await stage.picks()).toEqual(['wake.47', 'wake.0', 'wake.10', 'wake.49']);
    expect(await page.locator('[aria-selected=true]').count()).toBe(1);

    await page.keyboard.press('PageUp');
    const active = await list.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('wake.39');
    await stage.feed(wake(30, 'late'));
    expect(await newer().textContent()).toBe('30 newer ↓');
    expect(await list.getAttribute('aria-activedescendant')).toBe(active);
    await page.keyboard.press('End');
    await page.waitForTimeout(250);
    expect(await newer().isHidden()).toBe(true);
  });

  it('does not move what is about to be clicked', async () => {
    await open();
    await stage.feed([...house.script.take(), ...wake(60)]);
    const { page } = stage;
    await page.getByRole('option', { name: 'wake.55' }).hover();
    await page.mouse.down();
    await stage.feed(wake(10, 'late'));
    await page.mouse.up();
    expect(await stage.picks()).toEqual(['wake.55']);
    await page.getByRole('option', { name: 'late.9' }).waitFor();
  });

  it('draws nothing while it is hidden, and all that matters once it is shown', async () => {
    await open();
    await stage.feed([...house.script.take(), ...wake(3)]);
    await stage.page.locator('#root').evaluate((root) => (root.hidden = true));
    await stage.page.waitForTimeout(100);
    await stage.feed(wake(4, 'unseen'));
    expect(await stage.rows()).toHaveLength(3);
    await stage.page.locator('#root').evaluate((root) => (root.hidden = false));
    await stage.page.getByRole('option', { name: 'unseen.3' }).waitFor();
    expect(await stage.rows()).toHaveLength(7);
  });

  it('shows no more than was drawn while the page is paused, whatever the filters', async () => {
    await open();
    await stage.feed([...house.script.take(), ...wake(3)]);
    const late = JSON.stringify(wake(4, 'late'));
    await stage.page.evaluate(`for (const message of ${late}) stage.store.take(message)`);
    await stage.page.getByLabel('Housekeeping').check();
    await stage.page.waitForTimeout(300);
    expect(await stage.rows()).toHaveLength(3);
  });

  it('stays smooth with 3,000 events a second, and says what it passed by', async () => {
    await open();
    const messages = JSON.stringify(aStorm(15_000));
    await stage.page.evaluate(`globalThis.storm = ${messages}`);
    await stage.page.waitForTimeout(500);
    await browser.startTracing(stage.page, { categories: ['toplevel', 'devtools.timeline'] });
    const most = await stage.page.evaluate<number>(storming);
    await stage.page.waitForTimeout(400);
    const tasks = tasksOf(await browser.stopTracing());
    expect(tasks.length).toBeGreaterThan(200);
    expect(Math.max(...tasks)).toBeLessThan(50);
    expect(most).toBeLessThan(200 * 9 + 150);
    const rows = await stage.rows();
    // The oldest go by whole blocks.
    expect(rows.length).toBeGreaterThan(180);
    expect(rows.length).toBeLessThanOrEqual(200);
    expect(rows.filter((row) => /^[\d,]+ more not shown$/.test(row)).length).toBeGreaterThan(5);
    expect((await stage.lanes()).length).toBeLessThanOrEqual(13);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is clear to all in ${colorScheme}, and fits a phone`, async () => {
      await open({ colorScheme, viewport: { width: 390, height: 780 } });
      for (let slot = 0; slot < 16; slot++) {
        house.sync();
        house.email(slot);
      }
      const failed = 'xstate.error.actor.0.mailbox.connecting';
      house.script.event(house.mailbox, house.mailbox, failed);
      house.script.event(house.mailbox, house.mailbox, '<img src=x onerror=alert(1)>');
      await stage.feed(house.script.take(), { selected: house.mailbox });
      const { page } = stage;
      expect(await violationsOf(stage)).toEqual([]);
      await page.locator('summary').click();
      await page.getByRole('option').last().click();
      await page.locator('summary').click();
      expect(await violationsOf(stage)).toEqual([]);
      const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
      expect(await width()).toBeLessThanOrEqual(390);
      await page.getByLabel('Whose events').selectOption('all');
      await page.waitForTimeout(250);
      const scrolls = await page
        .locator('.sequence-scroll')
        .evaluate((box) => box.scrollWidth > box.clientWidth);
      expect(scrolls).toBe(true);
      expect(await width()).toBeLessThanOrEqual(390);
    });
  }
});

/** As many messages as that of 64 slots in which one mail follows the other. */
function aStorm(count: number): FeedMessage[] {
  const script = new FeedScript();
  const supervisor = script.machine('x:0', 'supervisor');
  const gate = script.machine('llm-gate', 'llmGate', supervisor);
  script.hello();
  for (let i = 0; script.messages.length < count; i++) {
    const email = script.machine(`email-${i % 64}`, 'email', supervisor, `message ${i}`);
    script.event(supervisor, email, 'xstate.init');
    for (const step of ['parsing', 'classifying', 'drafting', 'persisting']) {
      const call = script.call(`0.email.${step}`, step, email);
      script.event(email, call, 'xstate.init');
      script.event(call, email, `xstate.done.actor.0.email.${step}`).end(call);
      script.event(email, gate, 'llm.answered');
    }
    script.event(email, supervisor, `xstate.done.actor.email-${i % 64}`).end(email);
  }
  return script.take();
}

/** Feeds `storm` at 3,000 messages a second, a slice a frame; answers how many elements there were. */
const storming = `(async () => {
  const began = performance.now();
  let taken = 0;
  let most = 0;
  while (taken < storm.length) {
    await new Promise(requestAnimationFrame);
    const due = Math.min(storm.length, Math.ceil((performance.now() - began) * 3));
    stage.feed(storm.slice(taken, due), {});
    taken = due;
    most = Math.max(most, document.getElementsByTagName('*').length);
  }
  return most;
})()`;

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds on the processor, which other programs on the machine do not lengthen. */
  tdur?: number;
  args: { name?: string };
}

/** How long each task of the page's main thread took, in milliseconds. */
function tasksOf(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  return traceEvents
    .filter(({ pid, tid }) => threads.some((thread) => thread.pid === pid && thread.tid === tid))
    .filter(({ name, tdur }) => name.endsWith('RunTask') && tdur !== undefined)
    .map(({ tdur = 0 }) => tdur / 1_000);
}
