import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { handMadeChart } from '../../support/hand-made-chart.ts';
import { type InspectorParts, openParts } from '../../support/inspector-parts.ts';

/** A stage `window.stage` with a busy actor, whose list of steps is as long as it gets. */
const setUp = `
  const { Stage } = await import('/page/stage.js');
  window.stage = new Stage(document.querySelector('#root'), {
    load: async (key) => await (await fetch('/charts/' + key)).text(),
    onPick: () => {},
    onStep: () => {},
  });
  window.stepOf = (seq) =>
    ({ seq, at: 1_000 + seq, event: 'go', value: 'a' + seq, status: 'active', taken: [] });
  window.steps = Array.from({ length: 200 }, (_, n) => stepOf(n + 1));
  window.actor = {
    id: 'p:1', chart: 'email-1a2b3c', steps, value: 'a', timers: [], ended: false,
  };
  stage.showActor(actor, Date.now);`;

describe.runIf(hasChromium())('the stage, in a browser', () => {
  let browser: Browser;
  let parts: InspectorParts;

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(async () => await browser.close());
  beforeEach(async () => {
    parts = await openParts(browser, '<div id="root"></div>');
    parts.charts.set('email-1a2b3c', handMadeChart);
    await parts.run(setUp);
  });
  afterEach(async () => {
    await parts.close();
    expect(parts.faults).toEqual([]);
  });

  const told = async (): Promise<unknown[]> =>
    await parts.run(`
      const { step, before, next, index, count } = stage.step;
      return [before?.seq, step.seq, next?.seq, index, count];`);
  /** As the store does it, between two drawings of the stage. */
  const comes = async (many: number): Promise<void> =>
    await parts.run(
      `for (let n = 0; n < ${many}; n += 1) { steps.push(stepOf(steps.at(-1).seq + 1)); steps.shift(); }`,
    );

  it('tells of the chosen step while others hurry by between two drawings', async () => {
    await parts.run('stage.choose(100)');
    expect(await told()).toEqual([100, 101, 102, 100, 200]);
    await comes(30);
    expect(await told()).toEqual([100, 101, 102, 70, 200]);
    await parts.run('stage.showActor(actor, Date.now)');
    expect(await told()).toEqual([100, 101, 102, 70, 200]);
  });

  it('stays with a step that has just been dropped, until it is drawn', async () => {
    await parts.run('stage.choose(3)');
    await comes(10);
    expect(await told()).toEqual([undefined, 4, 11, 0, 200]);
    await parts.run('stage.showActor(actor, Date.now)');
    expect(await told()).toEqual([undefined, 11, 12, 0, 200]);
  });

  it('tells of the last step when none is chosen', async () => {
    await comes(1);
    expect(await told()).toEqual([200, 201, undefined, 199, 200]);
  });
});
