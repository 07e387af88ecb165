import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { InspectionHub } from '../../../src/inspector/index.ts';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { type InspectorParts, openParts } from '../../support/inspector-parts.ts';

const machine = setup({}).createMachine({
  id: 'odd',
  initial: 'here',
  states: {
    here: { on: { one: 'far away', off: '100%20 off', both: { target: ['#l', '#r'] } } },
    'far away': {},
    '100%20 off': {},
    two: {
      type: 'parallel',
      states: {
        a: { initial: 'x', states: { x: {}, 'left hand': { id: 'l' } } },
        b: { initial: 'x', states: { x: {}, right: { id: 'r' } } },
      },
    },
  },
});

describe.runIf(hasChromium())('the legend of a drawing, in a browser', () => {
  let browser: Browser;
  let parts: InspectorParts;

  beforeAll(async () => {
    browser = await launchChromium();
    parts = await openParts(browser, '<div></div>');
  });
  afterAll(async () => {
    await parts.close();
    await browser.close();
  });

  it('names the states that a transition leads to as the machine does', async () => {
    const { charts } = new InspectionHub();
    parts.charts.set('odd', (await charts.svg(charts.know(machine))) ?? '');
    const targets = await parts.run(`
      const { readLegend } = await import('/page/legend.js');
      const { edges } = readLegend(await (await fetch('/charts/odd')).text());
      return Object.fromEntries([...edges.values()].map(({ event, to }) => [event, to]));`);
    expect(targets).toEqual({
      one: ['far away'],
      off: ['100%20 off'],
      both: ['two.a.left hand', 'two.b.right'],
    });
  });
});
