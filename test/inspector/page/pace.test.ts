import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { type InspectorParts, openParts } from '../../support/inspector-parts.ts';

/** What keeps the page's main thread free while hundreds of events a second come in. */
describe.runIf(hasChromium())('what changes all the time, in a browser', () => {
  let browser: Browser;
  let parts: InspectorParts;

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(async () => await browser.close());
  beforeEach(async () => {
    parts = await openParts(browser, '<div id="root" class="inspector"></div>');
  });
  afterEach(async () => {
    await parts.close();
    expect(parts.faults).toEqual([]);
  });

  it('is drawn part by part, a frame each, and each at its own pace', async () => {
    const { frames, slow } = await parts.run<{ frames: string[][]; slow: number }>(`
      const { Painter } = await import('/page/painter.js');
      const painter = new Painter();
      const frames = [];
      const drawn = [];
      const asks = ['a', 'b', 'c'].map((name) => painter.part(200, () => drawn.push(name)));
      for (const ask of asks) ask();
      const began = performance.now();
      while (performance.now() - began < 1_000) {
        await new Promise(requestAnimationFrame);
        if (drawn.length > 0) frames.push(drawn.splice(0));
        asks[0]();
      }
      asks[2]();
      asks[2](true);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return { frames, slow: drawn.length };`);
    expect(frames.every((names) => names.length === 1)).toBe(true);
    expect(frames.slice(0, 3).flat()).toEqual(['a', 'b', 'c']);
    const again = frames.flat().filter((name) => name === 'a').length;
    expect(again).toBeGreaterThan(2);
    expect(again).toBeLessThanOrEqual(6);
    expect(slow).toBeGreaterThanOrEqual(1);
  });

  it('keeps its height while its text takes more lines or fewer, until its width changes', async () => {
    const heights = await parts.run<number[]>(`
      const { keepHeight } = await import('/page/steady.js');
      const text = document.createElement('p');
      text.style.cssText = 'width: 200px; line-height: 20px; margin: 0';
      document.querySelector('#root').append(text);
      keepHeight(text);
      const heights = [];
      const say = async (words, width) => {
        text.textContent = words;
        text.style.width = width;
        for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame);
        heights.push(text.offsetHeight);
      };
      await say('one', '200px');
      await say('many words '.repeat(10), '200px');
      await say('one', '200px');
      await say('one', '300px');
      return heights;`);
    const [one, many, after, wider] = heights;
    expect(one).toBe(20);
    expect(many).toBeGreaterThan(40);
    expect([after, wider]).toEqual([many, one]);
  });

  it('is told in full as JSON, with colours where it is seen, and no more than once a second', async () => {
    await parts.run(`
      const { JsonBlock } = await import('/page/json.js');
      window.block = new JsonBlock('Snapshot');
      document.querySelector('#root').append(block.element);
      window.valueOf = (n) => ({ n, list: Array.from({ length: 400 }, (_, i) => 'item ' + i + ' of ' + n) });
      block.show(valueOf(1));`);
    const pre = parts.page.locator('.i-json pre');
    const told = async () =>
      JSON.parse((await pre.textContent())!) as { n: number; list: string[] };
    const isColoured = (block: number) =>
      parts.page.locator('.i-json-block').nth(block).locator('.i-string').count();
    await parts.page.locator('.i-json-block .i-string').first().waitFor();
    expect((await told()).list).toHaveLength(400);
    expect(await isColoured(10)).toBe(0);
    await pre.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await expect.poll(() => isColoured(15)).toBeGreaterThan(0);

    await parts.run('for (let n = 2; n <= 50; n += 1) block.show(valueOf(n))');
    expect((await told()).n).toBe(1);
    await expect.poll(async () => (await told()).n, { timeout: 5_000 }).toBe(50);
    expect((await told()).list.at(-1)).toBe('item 399 of 50');
  });

  it('does not take away what a person has marked', async () => {
    await parts.run(`
      const { JsonBlock } = await import('/page/json.js');
      window.block = new JsonBlock('Snapshot');
      document.querySelector('#root').append(block.element);
      block.show({ n: 1 });
      getSelection().selectAllChildren(document.querySelector('.i-json pre'));
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      block.show({ n: 2 });`);
    const pre = parts.page.locator('.i-json pre');
    expect(await pre.textContent()).toContain('"n": 1');
    await parts.run('getSelection().removeAllRanges()');
    await expect.poll(() => pre.textContent(), { timeout: 5_000 }).toContain('"n": 2');
  });

  it('fetches the sequence when it is first looked at, and again where that failed', async () => {
    const { page } = parts;
    await page.route('**/sequence.js', (route) => route.fulfill({ status: 503 }), { times: 1 });
    await parts.run(`
      const { SequencePane } = await import('/page/sequence-pane.js');
      const { Store } = await import('/page/store.js');
      document.querySelector('#root').style.height = '500px';
      const nothing = () => {};
      window.pane = new SequencePane(document.querySelector('#root'), { onPick: nothing, onActor: nothing, onBehind: nothing });
      window.draw = () => pane.draw(new Store(), { selected: null, words: '', calls: false });`);
    expect(parts.asked('/page/sequence.js')).toBe(0);
    await parts.run('draw()');
    await page.getByText('The sequence could not be loaded.').waitFor();
    parts.faults.length = 0;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Events appear here as they happen.').waitFor();
    await parts.run('draw()');
    expect(await page.locator('.sequence-pane').count()).toBe(1);
  });
});
