import { expect, test } from 'vitest';
import { createActor, setup } from 'xstate';
import { InspectionHub, serveInspector } from '../../src/inspector/index.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';

const light = setup({ types: { events: {} as { type: 'toggle' } } }).createMachine({
  id: 'light',
  initial: 'off',
  states: { off: { on: { toggle: 'on' } }, on: { on: { toggle: 'off' } } },
});

test.runIf(hasChromium())('the page works alone, behind a token and under its policy', async () => {
  const hub = new InspectionHub();
  const actor = createActor(light, { inspect: hub.inspect }).start();
  const { url, close } = await serveInspector(hub, { token: 'let me in' });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('request', (asked) => {
      if (new URL(asked.url()).origin !== new URL(url).origin) faults.push(`asked ${asked.url()}`);
    });
    const id = hub.actors()[0]?.id ?? '';
    await page.goto(`${url}?actor=${encodeURIComponent(id)}&token=let+me+in`);
    expect(page.url()).not.toContain('let');
    await page.locator('svg.chart [data-state=off].is-active').waitFor();
    actor.send({ type: 'toggle' });
    await page.locator('svg.chart [data-state=on].is-active').waitFor();
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    await close();
    actor.stop();
  }
});
