/** The list of drafts as a browser test speaks of it. */
import type { Locator, Page } from 'playwright-core';
import { type ConsoleBrowser, live } from './console-browser.ts';

/** Opens the list with a draft for each subject, the last the newest, once it follows what happens. */
export async function openListOf(desk: ConsoleBrowser, subjects: string[]): Promise<Page> {
  for (const subject of subjects) desk.fake.arrive({ subject });
  const page = await desk.open('/dashboard');
  await live(page);
  return page;
}

/** The subject of the row that has the focus; empty: none has. */
export async function focused(page: Page): Promise<string> {
  return await page.evaluate("document.activeElement.closest('[data-row] a')?.textContent ?? ''");
}

export function toast(page: Page, text: string): Locator {
  return page.locator('.toast', { hasText: text });
}

export function row(page: Page, subject: string): Locator {
  return page.locator('[data-row]', { hasText: subject });
}
