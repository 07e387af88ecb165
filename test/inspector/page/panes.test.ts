import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { openParts } from '../../support/inspector-parts.ts';

describe.runIf(hasChromium())('the panes, in a browser', () => {
  let browser: Browser;

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(async () => await browser.close());

  /** Which of the drawing's neighbours are in view, and how wide the drawing's pane is. */
  const looks = `
    const [side, detail, stage] = ['.i-side', '.i-detail', '#i-chart']
      .map((name) => document.querySelector(name));
    return {
      side: side.checkVisibility(),
      detail: detail.checkVisibility(),
      share: stage.getBoundingClientRect().width / document.querySelector('.i-panes').clientWidth,
    };`;

  it.each([1_440, 1_024])(
    'make room for the drawing alone at %i px, and take it back',
    async (width) => {
      const parts = await openParts(browser, '<div class="inspector"></div>', {
        viewport: { width, height: 800 },
      });
      const look = async () =>
        await parts.run<{ side: boolean; detail: boolean; share: number }>(looks);
      await parts.run(`
      const { Panes } = await import('/page/panes.js');
      window.panes = new Panes({ onView: () => {} });
      document.querySelector('.inspector').append(panes.element);`);
      const before = await look();
      expect(before).toMatchObject({ side: true });
      expect(before.share).toBeLessThan(0.75);

      const wide = parts.page.getByRole('button', { name: 'Wide', pressed: false });
      await wide.click();
      const alone = await look();
      expect(alone).toMatchObject({ side: false, detail: false });
      expect(alone.share).toBeGreaterThan(0.99);

      // Who asks for details gets them over the drawing, and is rid of them by Escape.
      await parts.page.getByRole('button', { name: 'Details', exact: true }).click();
      expect(await look()).toMatchObject({ detail: true, share: alone.share });
      await parts.page.getByRole('button', { name: 'Close the details' }).press('Escape');
      expect(await look()).toEqual(alone);

      await parts.page.getByRole('button', { name: 'Wide', pressed: true }).click();
      expect(await look()).toEqual(before);
      expect(parts.faults).toEqual([]);
      await parts.close();
    },
  );
});
