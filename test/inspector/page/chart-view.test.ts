import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { AnyStateNode } from 'xstate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Charts } from '../../../src/inspector/chart/index.ts';
import { stateKey } from '../../../src/inspector/edges.ts';
import { emailMachine } from '../../../src/machines/email.ts';
import { mailboxMachine } from '../../../src/machines/mailbox.ts';
import { supervisorMachine } from '../../../src/machines/supervisor.ts';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { backoffEvent, handMadeChart, handMadeEdges } from '../../support/hand-made-chart.ts';
import { type InspectorParts, openParts } from '../../support/inspector-parts.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A chart view `window.view` whose picks are in `window.picks`. */
const setUp = `
  const { ChartView } = await import('/page/chart-view.js');
  const root = document.querySelector('#root');
  root.style.height = '600px';
  window.picks = [];
  window.lit = { visited: [], taken: [], flash: false, timers: [], now: Date.now };
  window.view = new ChartView(root, {
    load: async (key) => {
      const response = await fetch('/charts/' + key);
      if (!response.ok) throw new Error('no such chart');
      return await response.text();
    },
    onPick: (pick) => window.picks.push(pick),
  });`;

const active = ['', 'connected', 'connected.watching'];

describe.runIf(hasChromium())('the chart of a machine, in a browser', () => {
  let browser: Browser;
  let parts: InspectorParts;

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(async () => await browser.close());
  afterEach(async () => {
    await parts.close();
    expect(parts.faults).toEqual([]);
  });

  async function open(options?: BrowserContextOptions): Promise<void> {
    parts = await openParts(browser, '<div id="root"></div>', options);
    parts.charts.set('mailbox', handMadeChart);
    await parts.run(setUp);
  }

  const show = async (key = 'mailbox'): Promise<void> => {
    await parts.run(`await view.show(${JSON.stringify(key)})`);
  };
  const light = async (what: object): Promise<void> => {
    await parts.run(`view.light({ ...lit, states: [''], ...${JSON.stringify(what)} })`);
  };
  /** The keys of what has a class. */
  const marked = async (className: string, attribute: string): Promise<string[]> =>
    await parts.run(
      `return [...document.querySelectorAll('.${className}[${attribute}]')]
        .map((each) => each.getAttribute('${attribute}'))`,
    );
  const picks = async (): Promise<unknown> => await parts.run('return window.picks');
  /** Whether an element lies within the pane. */
  const isInView = async (selector: string): Promise<boolean> =>
    await parts.run(`
      const pane = document.querySelector('.chart-pane').getBoundingClientRect();
      const { left, right, top, bottom } = document.querySelector(\`${selector}\`).getBoundingClientRect();
      return left >= pane.left && right <= pane.right && top >= pane.top && bottom <= pane.bottom`);

  it('lights the active states and marks those before, touching only what changes', async () => {
    await open();
    await show();
    const taken = [handMadeEdges[0]];
    await light({ states: active, visited: ['connecting'], taken });
    expect(await marked('is-active', 'data-state')).toEqual(active);
    expect(await marked('was-active', 'data-state')).toEqual(['connecting']);
    expect(await parts.page.locator('[aria-current=true]').count()).toBe(3);
    const touched = await parts.run<number>(`
      let touched = 0;
      const observer = new MutationObserver((records) => (touched += records.length));
      const options = { attributes: true, childList: true, subtree: true, characterData: true };
      observer.observe(document.querySelector('.chart'), options);
      for (let i = 0; i < 50; i += 1) {
        view.light({ ...lit, states: ${JSON.stringify(active)}, visited: ['connecting'],
          taken: ${JSON.stringify(taken)} });
      }
      await new Promise(requestAnimationFrame);
      return touched`);
    expect(touched).toBe(0);
    await light({ states: ['', 'paused'] });
    expect(await marked('is-active', 'data-state')).toEqual(['', 'paused']);
    expect(await marked('was-active', 'data-state')).toEqual([]);
  });

  it('flashes edges in the order taken, and leaves a mark', async () => {
    await open();
    await show();
    const flashed = await parts.run<{ id: string; at: number }[]>(`
      const flashed = [];
      const observer = new MutationObserver((records) => {
        for (const { target } of records) {
          const isLine = target.classList.contains('label-line');
          if (isLine && target.classList.contains('is-taken')) {
            flashed.push({ id: target.getAttribute('data-edge'), at: performance.now() });
          }
        }
      });
      observer.observe(document.querySelector('.chart'), { attributeFilter: ['class'], subtree: true });
      const taken = ${JSON.stringify(handMadeEdges)};
      for (const edge of taken) {
        document.querySelector(\`[data-edge="\${edge}"]\`).classList.remove('was-taken');
      }
      view.light({ ...lit, states: [''], taken, flash: true });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return flashed`);
    expect([...new Set(flashed.map(({ id }) => id))]).toEqual(handMadeEdges);
    const first = handMadeEdges.map((id) => flashed.find((each) => each.id === id)!.at);
    expect(first.at(-1)! - first[0]!).toBeGreaterThan(200);
    expect(await marked('is-taken', 'data-edge')).toEqual([]);
    expect((await marked('was-taken', 'data-edge')).toSorted()).toEqual(handMadeEdges.toSorted());
    // An arrow for two transitions, one of whose ids holds a space.
    expect(await marked('was-taken', 'data-edges')).toContain(
      'connected|pause|0 connected|stop%20now|0',
    );
    await light({ taken: [], visited: [handMadeEdges[0]!] });
    expect(await marked('was-taken', 'data-edge')).toEqual([handMadeEdges[0]]);
  });

  it('hurries a long burst, and makes one of what comes meanwhile', async () => {
    await open();
    await show();
    const many = Array.from({ length: 40 }, (_, i) => handMadeEdges[i % 3]);
    const { bursts, ms } = await parts.run<{ bursts: number; ms: number }>(
      `
      const began = performance.now();
      const shining = () => document.querySelectorAll('.label-line.is-taken').length;
      let bursts = 0;
      let wasLit = false;
      const observer = new MutationObserver(() => {
        if (shining() > 0 && !wasLit) bursts += 1;
        wasLit = shining() > 0;
      });
      observer.observe(document.querySelector('.chart'), { attributeFilter: ['class'], subtree: true });
      view.light({ ...lit, states: [''], taken: ${JSON.stringify(many)}, flash: true });
      for (let i = 0; i < 30; i += 1) {
        view.light({ ...lit, states: [''], taken: [${JSON.stringify(handMadeEdges[3])}], flash: true });
      }
      await new Promise((resolve) => setTimeout(resolve, 700));
      while (shining() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      return { bursts, ms: performance.now() - began }`,
    );
    expect(bursts).toBeLessThanOrEqual(2);
    // One after the other at the usual pace, they would take eight seconds.
    expect(ms).toBeLessThan(5_000);
    expect((await marked('was-taken', 'data-edge')).toSorted()).toEqual(handMadeEdges.toSorted());
  });

  it('stands still in time travel and for who wants no motion', async () => {
    await open();
    await show();
    const [first, second] = handMadeEdges;
    await light({ taken: [first, second] });
    await parts.page.waitForTimeout(1_000);
    expect(await marked('is-taken', 'data-edge')).toEqual([first, second]);
    expect(await parts.run('return document.getAnimations().length')).toBe(0);
    await parts.close();

    await open({ reducedMotion: 'reduce' });
    await show();
    await light({ taken: [first, second], flash: true });
    expect(await marked('is-taken', 'data-edge')).toEqual([first, second]);
    await parts.page.waitForTimeout(1_000);
    expect(await marked('is-taken', 'data-edge')).toEqual([first, second]);
    await light({ taken: [], flash: true });
    expect(await marked('is-taken', 'data-edge')).toEqual([first, second]);
    await light({ taken: [second], flash: true });
    expect(await marked('is-taken', 'data-edge')).toEqual([second]);
    const moves = await parts.run('return document.getAnimations().length');
    expect(moves).toBe(0);
  });

  it('counts the timers down by the clock that it is given', async () => {
    await open();
    await show();
    const label = parts.page.locator(`.label-line[data-event="${backoffEvent}"]`);
    await parts.run(`
      window.clock = 1000;
      const timer = { event: ${JSON.stringify(backoffEvent)}, startedAt: 0, due: 68000 };
      view.light({ ...lit, states: [''], timers: [timer], now: () => window.clock })`);
    const countdown = label.locator('.countdown');
    expect(await countdown.textContent()).toBe('\u00a0· 1:07');
    await parts.run('window.clock = 61000');
    await expect.poll(async () => await countdown.textContent()).toBe('\u00a0· 0:07');
    await parts.run('window.clock = 68000');
    await expect.poll(async () => await countdown.textContent()).toBe('\u00a0· due');
    const apart = await parts.run<number>(`
      const [text, countdown] = document.querySelector('.countdown').parentElement.querySelectorAll('text');
      return countdown.getBoundingClientRect().left - text.getBoundingClientRect().right`);
    expect(Math.abs(apart)).toBeLessThan(4);
    const pill = label.locator('.label-back');
    const widths = async () =>
      await parts.run<number[]>(`
        const { left, right } = document.querySelector('.countdown').getBoundingClientRect();
        const pill = document.querySelector('.countdown').parentElement.querySelector('rect');
        return [left - pill.getBoundingClientRect().left, pill.getBoundingClientRect().right - right]`);
    for (const side of await widths()) expect(side).toBeGreaterThan(2);
    await parts.run(`
      const timer = { event: ${JSON.stringify(backoffEvent)}, startedAt: 0, due: 5_000_000 };
      document.querySelector('.countdown').parentElement.querySelector('text').setAttribute('textLength', 150);
      view.light({ ...lit, states: [''], timers: [], now: () => 0 });
      view.light({ ...lit, states: [''], timers: [timer], now: () => 0 })`);
    expect(await countdown.textContent()).toBe('\u00a0· 83:20');
    expect(Number(await pill.getAttribute('width'))).toBeGreaterThan(170);
    for (const side of await widths()) expect(side).toBeGreaterThan(2);
    await light({});
    expect(await pill.getAttribute('width')).toBe('170');
    expect(await countdown.count()).toBe(0);
    expect(await label.locator('text').textContent()).toBe('after backoff');
  });

  it('says how many actors are in each state', async () => {
    await open();
    // Told before the drawing is there.
    await parts.run(`
      const shown = view.show('mailbox');
      view.count(new Map([['connecting', 64], ['paused', 0], ['unknown', 3]]));
      await shown`);
    const counts = async (): Promise<string[]> =>
      (await parts.page.locator('.count').allTextContents()).filter((text) => text !== '');
    expect(await counts()).toEqual(['×64']);
    expect(await marked('has-actors', 'data-state')).toEqual(['connecting']);
    await parts.run('view.count(null)');
    expect(await counts()).toEqual([]);
    expect(await marked('has-actors', 'data-state')).toEqual([]);
  });

  it('opens with the fullest state in view, and stays there while actors come and go', async () => {
    await open({ viewport: { width: 390, height: 400 } });
    parts.charts.set('large', handMadeChart.replace('0 0 1000 700', '0 0 1200 1200'));
    const count = async (counts: object): Promise<void> => {
      await parts.run(`view.count(new Map(Object.entries(${JSON.stringify(counts)})))`);
    };
    const scrolled = async (): Promise<number> =>
      await parts.run(`return document.querySelector('.chart-pane').scrollLeft`);
    await show('large');
    await light({ states: [] });
    expect(await scrolled()).toBe(0);
    const all = { '': 9, connected: 7, 'connected.watching': 7, connecting: 2 };
    await count(all);
    const watching = '[data-state="connected.watching"] > .box';
    await expect.poll(async () => await isInView(watching)).toBe(true);
    await parts.page.waitForTimeout(600);
    const before = await scrolled();
    await parts.run('view.count(null)');
    await count({ ...all, connecting: 50 });
    await parts.page.waitForTimeout(800);
    expect(await scrolled()).toBe(before);

    await show('mailbox');
    await parts.run(`
      const shown = view.show('large');
      view.count(new Map([['connected.watching', 7]]));
      await shown`);
    expect(await isInView(watching)).toBe(true);
  });

  it('marks both ends of what was taken as passed, also where no step stood there', async () => {
    await open();
    await show();
    const [begun, synced] = handMadeEdges as [string, string];
    await light({ states: ['', 'backing off'], visited: [begun], taken: [synced] });
    const passed = ['connected', 'connected.syncing', 'connected.watching', 'connecting'];
    expect((await marked('was-active', 'data-state')).toSorted()).toEqual(passed);
    await light({ states: active, visited: [begun], taken: [synced] });
    expect((await marked('was-active', 'data-state')).toSorted()).toEqual([
      'connected.syncing',
      'connecting',
    ]);
    await light({});
    expect(await marked('was-active', 'data-state')).toEqual([]);
  });

  it('opens at a scale that can be read where the whole would be too small', async () => {
    await open({ viewport: { width: 700, height: 800 } });
    const width = async (): Promise<number> =>
      await parts.run(`return document.querySelector('.chart').getBoundingClientRect().width`);
    await show();
    // It would fit at 0.67.
    expect(await width()).toBe(800);
    expect(await isInView('[data-state=connecting] > .box')).toBe(true);
    await parts.page.getByRole('button', { name: 'Fit' }).click();
    expect(await width()).toBeLessThan(700);
  });

  it('fits its pane, zooms by buttons, keys and wheel, and follows the active state', async () => {
    await open({ viewport: { width: 900, height: 800 } });
    await show();
    const width = async (): Promise<number> =>
      await parts.run(`return document.querySelector('.chart').getBoundingClientRect().width`);
    const fitted = await width();
    expect(await isInView('.chart')).toBe(true);
    await parts.page.setViewportSize({ width: 500, height: 800 });
    await expect.poll(width).toBeLessThan(fitted);
    await parts.page.setViewportSize({ width: 900, height: 800 });
    await expect.poll(width).toBe(fitted);

    const watching = '[data-state="connected.watching"] > .box';
    await light({ states: active });
    for (let i = 0; i < 5; i += 1) {
      await parts.page.getByRole('button', { name: 'Zoom in' }).click();
    }
    const zoomed = await width();
    expect(zoomed).toBeGreaterThan(fitted * 2);
    expect(await isInView(watching)).toBe(true);
    // The person's scale is kept.
    await parts.page.setViewportSize({ width: 700, height: 800 });
    expect(await width()).toBe(zoomed);

    await light({ states: ['', 'backing off'] });
    await expect.poll(async () => await isInView('[data-state="backing off"] > .box')).toBe(true);
    expect(await isInView(watching)).toBe(false);

    await parts.page.locator('.chart-pane').focus();
    await parts.page.keyboard.press('-');
    expect(await width()).toBeLessThan(zoomed);
    await parts.page.keyboard.press('+');
    await parts.page.keyboard.press('0');
    expect(await isInView('.chart')).toBe(true);
    const before = await width();
    await parts.page.mouse.move(200, 300);
    await parts.page.keyboard.down('Control');
    await parts.page.mouse.wheel(0, -100);
    await parts.page.keyboard.up('Control');
    await expect.poll(width).toBeGreaterThan(before);
  });

  it('opens a drawing that is far too large for its pane where it can be read', async () => {
    await open({ viewport: { width: 390, height: 800 } });
    parts.charts.set('large', handMadeChart.replace('0 0 1000 700', '0 0 4000 2800'));
    const scale = async (): Promise<number> =>
      await parts.run(
        `return document.querySelector('.chart').getBoundingClientRect().width / 4000`,
      );
    await show('large');
    await light({ states: active });
    expect(await scale()).toBe(0.8);
    const watching = '[data-state="connected.watching"] > .box';
    await expect.poll(async () => await isInView(watching)).toBe(true);
    await parts.page.getByRole('button', { name: 'Fit' }).click();
    expect(await isInView('.chart')).toBe(true);
    await parts.page.setViewportSize({ width: 360, height: 800 });
    await expect.poll(async () => await isInView('.chart')).toBe(true);
    await parts.page.getByRole('button', { name: 'actual size' }).click();
    expect([await scale(), await isInView(watching)]).toEqual([1, true]);
    expect(await parts.run('return document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await parts.page.locator('.chart-pane').press('0');
    await parts.page.locator('.chart-pane').dblclick();
    expect(await scale()).toBe(1);
  });

  it('is dragged, does not take that for a click, and then leaves the person to look', async () => {
    await open();
    await show();
    for (let i = 0; i < 5; i += 1) await parts.page.locator('.chart-pane').press('+');
    const scrolled = async (): Promise<number> =>
      await parts.run(`return document.querySelector('.chart-pane').scrollLeft`);
    const before = await scrolled();
    const box = (await parts.page.locator('.chart-pane').boundingBox())!;
    await parts.page.mouse.move(box.x + 400, box.y + 300);
    await parts.page.mouse.down();
    await parts.page.mouse.move(box.x + 300, box.y + 300, { steps: 4 });
    await parts.page.mouse.up();
    expect(await scrolled()).toBe(before + 100);
    expect(await picks()).toEqual([]);
    await light({ states: ['', 'backing off'] });
    await parts.page.waitForTimeout(600);
    expect(await scrolled()).toBe(before + 100);
  });

  it('is picked from by mouse and by keyboard', async () => {
    await open();
    await show();
    const box = (selector: string) => parts.page.locator(selector);
    await box('[data-state=paused] > .box').click();
    await box('[data-edge="connected|pause|0"]').click();
    await box('[data-edge="connected.watching|mail.arrived|0"]').click();
    expect(await picks()).toEqual([
      { state: 'paused' },
      { edge: 'connected|pause|0' },
      { edge: 'connected.watching|mail.arrived|0' },
    ]);
    expect(await parts.page.locator('.is-picked').count()).toBe(1);
    await parts.run('window.picks.length = 0');

    await parts.page.locator('.chart-pane').focus();
    await parts.page.keyboard.press('Tab');
    const focused = async (): Promise<string | null> =>
      await parts.run(`return document.activeElement.getAttribute('aria-label')`);
    expect(await focused()).toBe('Transition mail.arrived');
    await parts.page.keyboard.press('Enter');
    await box('[data-state=connecting] > .box').focus();
    await parts.page.keyboard.press('Space');
    await parts.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Transition after backoff');
    await parts.page.keyboard.press('Escape');
    expect(await picks()).toEqual([
      { edge: 'connected.watching|mail.arrived|0' },
      { state: 'connecting' },
      null,
    ]);
    // One stop for the whole drawing.
    expect(await parts.page.locator('.chart [tabindex="0"]').count()).toBe(1);
  });

  it('tells of a failure and tries again; a drawing is loaded once', async () => {
    await open();
    const chart = parts.charts.get('mailbox')!;
    parts.charts.delete('mailbox');
    await show();
    await parts.page.getByText('The chart could not be shown.').waitFor();
    parts.charts.set('mailbox', chart);
    await parts.page.getByRole('button', { name: 'Try again' }).click();
    await parts.page.locator('.chart').waitFor();
    parts.charts.set('other', chart);
    await light({ states: active });
    await show('other');
    expect(await marked('is-active', 'data-state')).toEqual([]);
    await show();
    expect(await marked('is-active', 'data-state')).toEqual([]);
    expect([parts.asked('/charts/mailbox'), parts.asked('/charts/other')]).toEqual([2, 1]);
    await parts.run('await view.show(null)');
    expect(await parts.page.locator('.chart').count()).toBe(0);
  });

  it('shows what was asked for last, whichever came last', async () => {
    await open();
    parts.charts.set('other', handMadeChart.replace('Statechart of mailbox', 'Another'));
    await parts.run(`await Promise.all([view.show('mailbox'), view.show('other')])`);
    expect(await parts.page.locator('.chart > title').textContent()).toBe('Another');
  });

  it.each([
    ['a script', '<script>parent.hacked = 1</script>'],
    [
      'a foreign object',
      '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    ],
    ['HTML', '<img xmlns="http://www.w3.org/1999/xhtml" src="x"/>'],
    ['a handler', '<rect width="9" height="9" onclick="hacked = 1"/>'],
    ['a style', '<rect width="9" height="9" style="fill:red"/>'],
    ['a link', '<a href="javascript:hacked=1"><text>x</text></a>'],
    ['a picture', '<image href="https://elsewhere.test/x.png"/>'],
    ['an animation', '<set attributeName="onclick" to="hacked=1"/>'],
    ['a fill from elsewhere', '<rect width="9" height="9" fill="url(https://elsewhere.test/#x)"/>'],
  ])('refuses %s in a drawing', async (_what, markup) => {
    await open();
    parts.charts.set('hostile', handMadeChart.replace('</svg>', `${markup}</svg>`));
    await show('hostile');
    expect(await parts.page.locator('.chart').count()).toBe(0);
    await parts.page.getByText('The chart could not be shown.').waitFor();
    expect(await parts.run('return typeof hacked')).toBe('undefined');
    // The browser tells of what the policy forbids in what is only read, too.
    parts.faults.length = 0;
  });

  it.each(['', '{}', '<html xmlns="http://www.w3.org/1999/xhtml"/>', '<svg/>', '<svg'])(
    'refuses %j as a drawing',
    async (text) => {
      await open();
      parts.charts.set('broken', text);
      await show('broken');
      await parts.page.getByText('the drawing is not an SVG').waitFor();
      parts.faults.length = 0;
    },
  );

  it('stays smooth at 200 flashes a second', async () => {
    await open();
    await show();
    const hurry = async () => await parts.run<Record<string, number>>(hurrying);
    const first = await hurry();
    expect(first).toMatchObject({ told: 200, marks: handMadeEdges.length });
    // On a busy machine any task may be held up, but not time and again.
    const all = [first, await hurry(), await hurry()];
    expect(Math.min(...all.map(({ longest }) => longest!))).toBeLessThan(50);
  });

  it('takes the drawings of real machines as they come from the server', async () => {
    await open();
    const charts = new Charts();
    for (const machine of [emailMachine, mailboxMachine, supervisorMachine]) {
      const key = charts.know(machine);
      parts.charts.set(key, (await charts.svg(key))!);
      await show(key);
      const edges = [...parts.charts.get(key)!.matchAll(/ data-edge="([^"]+)"/g)].map(
        ([, id]) => id!,
      );
      expect(edges.length).toBeGreaterThan(10);
      const taken = edges.map((id) => id.replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
      await light({ states: keysOf(machine.root), taken });
      const all = await parts.run<number>(`return document.querySelectorAll('.state').length`);
      expect((await marked('is-active', 'data-state')).length).toBe(all);
      expect(await marked('is-taken', 'data-edge')).toEqual(taken);
      expect(await parts.page.locator('.edge[data-edges]:not(.is-taken)').count()).toBe(0);
    }
  });

  it.each(['light', 'dark'] as const)('has no faults that axe finds, %s', async (colorScheme) => {
    await open({ colorScheme });
    const check = async (): Promise<unknown> => {
      await parts.page.evaluate(axe);
      const { violations } = await parts.run<{ violations: { id: string; nodes: unknown[] }[] }>(
        'return await axe.run(document, { preload: false })',
      );
      return violations.map(({ id, nodes }) => [id, JSON.stringify(nodes).slice(0, 400)]);
    };
    expect(await check()).toEqual([]);
    await show();
    await light({ states: active, visited: ['connecting'], taken: handMadeEdges });
    expect(await check()).toEqual([]);
    await show('missing');
    expect(await check()).toEqual([]);
  });
});

function keysOf(node: AnyStateNode): string[] {
  return [stateKey(node), ...Object.values(node.states).flatMap(keysOf)];
}

/** Longest task and call, in milliseconds, with a step of the machine every 5 ms. */
const hurrying = `
  const long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries()))
    .observe({ type: 'longtask', buffered: false });
  const edges = ${JSON.stringify(handMadeEdges)};
  const states = ['connecting', 'connected.syncing', 'connected.watching', 'backing off'];
  const timers = [{ event: ${JSON.stringify(backoffEvent)}, startedAt: 0, due: Date.now() + 9000 }];
  let told = 0;
  let longest = 0;
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const began = performance.now();
      view.light({ states: ['', states[told % 4]], visited: states, flash: true, timers,
        taken: [edges[told % 4], edges[(told + 1) % 4]], now: Date.now });
      longest = Math.max(longest, performance.now() - began);
      told += 1;
      if (told < 200) return;
      clearInterval(timer);
      setTimeout(resolve, 200);
    }, 5);
  });
  longest = Math.max(longest, ...long.map(({ duration }) => duration));
  return { longest, told, marks: document.querySelectorAll('.label-line.was-taken').length }`;
