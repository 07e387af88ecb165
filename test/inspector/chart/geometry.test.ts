import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Charts } from '../../../src/inspector/chart/index.ts';
import { oddMachines } from '../../support/chart-machines.ts';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { everyMachine } from '../../support/statechart.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const css = read('src/inspector/page/chart.css');
const faultFinders = read('test/support/chart-geometry.js');

const charts = new Charts();
const keys = [...(await everyMachine()), ...Object.values(oddMachines)].map((machine) =>
  charts.know(machine),
);

/** Puts every state, edge and label into one of the looks that the page gives them. */
const wear = (look: string) => `
  for (const node of document.querySelectorAll('.state, .edge, .label-line')) {
    node.classList.remove('is-active', 'was-active', 'is-taken', 'was-taken');
    node.classList.add(...${JSON.stringify([look].filter(Boolean))});
  }`;

/** What is in the document that has no business there; the root's name first. */
const parsed = (svg: string) => `(() => {
  const text = ${JSON.stringify(svg)};
  const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
  const usual = ['g', 'path', 'rect', 'text', 'title', 'circle', 'line'];
  const isOdd = ({ localName, attributes }) =>
    !usual.includes(localName) ||
    [...attributes].some(({ name }) => name === 'style' || name.startsWith('on'));
  return [root.localName, ...[...root.querySelectorAll('*')].filter(isOdd).map((e) => e.outerHTML)];
})()`;

describe.runIf(hasChromium())('statechart drawings in a browser', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ reducedMotion: 'reduce' });
  });

  afterAll(async () => {
    await browser.close();
  });

  const show = async (key: string): Promise<void> => {
    const svg = await charts.svg(key);
    await page.setContent(`<style>:root { color-scheme: light dark }${css}</style>${svg}`);
    await page.addScriptTag({ content: faultFinders });
  };

  it.for(keys)('%s: nothing overlaps or is cut', { timeout: 120_000 }, async (key) => {
    await show(key);
    expect(await page.evaluate('geometryFaults()')).toEqual([]);
  });

  it.for(keys)('%s: is a document of its own', async (key) => {
    expect(await page.evaluate(parsed((await charts.svg(key)) ?? ''))).toEqual(['svg']);
  });

  it.for(['light', 'dark'] as const)('can be read in the %s scheme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const key of keys) {
      await show(key);
      for (const look of ['', 'is-active', 'was-active', 'is-taken', 'was-taken']) {
        await page.evaluate(wear(look));
        expect(await page.evaluate('contrastFaults()'), `${key} ${look}`).toEqual([]);
      }
    }
  });

  it('notices what is wrong', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await show(keys[0]!);
    await page.evaluate(`for (const text of document.querySelectorAll('text')) {
      text.setAttribute('x', '20'); text.removeAttribute('textLength');
      text.style.fontSize = '30px'; text.style.fill = '#ddd';
    }`);
    const faults = (await page.evaluate('geometryFaults()')) as string[];
    expect(faults.some((fault) => fault.startsWith('texts overlap'))).toBe(true);
    expect(faults.some((fault) => fault.startsWith('text leaves its box'))).toBe(true);
    expect(await page.evaluate('contrastFaults()')).not.toEqual([]);
  });
});
