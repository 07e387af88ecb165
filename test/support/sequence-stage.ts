import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { FeedMessage } from './feed-script.ts';
import { type InspectorPage, openInspectorPage } from './inspector-page.ts';

export interface View {
  selected: string | null;
  words: string;
  calls: boolean;
}

/** The sequence diagram alone in a page, over a store that a test feeds. */
export interface SequenceStage extends InspectorPage {
  /** Takes messages and draws, as a page does in its next frame. */
  feed(messages: FeedMessage[], view?: Partial<View>): Promise<void>;
  /** What was picked: types of events, and ids of actors behind an `@`. */
  picks(): Promise<string[]>;
  /** The rows as a screen reader has them, without their times; gaps by their text. */
  rows(): Promise<string[]>;
  lanes(): Promise<string[]>;
}

export async function openSequence(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<SequenceStage> {
  const opened = await openInspectorPage(browser, {
    timezoneId: 'UTC',
    ...options,
  });
  const { page } = opened;
  await page.evaluate(stage);
  return Object.assign(opened, {
    async feed(messages: FeedMessage[], view: Partial<View> = {}) {
      // Longer than the pause between two drawings.
      await page.evaluate(`stage.feed(${JSON.stringify(messages)}, ${JSON.stringify(view)})`);
      await page.waitForTimeout(300);
    },
    picks: () => page.evaluate<string[]>('stage.picks.splice(0)'),
    rows: () =>
      page
        .locator('[role=option]')
        .evaluateAll((rows) =>
          rows.map(
            (row) => (row.querySelector('.sequence-heard') ?? row).textContent?.trim() ?? '',
          ),
        ),
    lanes: () => page.locator('.sequence-lane').allTextContents(),
  });
}

const stage = `(async () => {
  const { Store } = await import('/store.js');
  const { SequenceView } = await import('/sequence.js');
  const root = document.querySelector('#root');
  document.body.style.margin = '0';
  document.querySelector('h1').style.display = 'none';
  root.style.height = '100vh';
  const picks = [];
  const store = new Store();
  const view = { selected: null, words: '', calls: false };
  const sequence = new SequenceView(root, {
    onPick: (passage) => picks.push(passage.type),
    onBehind: () => requestAnimationFrame(() => sequence.goOn()),
    onActor: (id) => picks.push('@' + id),
  });
  const feed = (messages, changes) => {
    for (const message of messages) store.take(message);
    Object.assign(view, changes);
    sequence.draw(store, view);
  };
  globalThis.stage = { store, view, sequence, picks, feed };
})()`;
