import { prefersHtml } from '../error-handling.ts';
import type { Pages } from './pages.ts';
import { sendNowhere } from './problem.ts';

/** An address that no page has, with the way to those there are; programs get the usual error. */
export function nowherePages(pages: Pages): void {
  pages.get('/dashboard/{*rest}', (ctx) => {
    if (prefersHtml(ctx)) sendNowhere(ctx);
  });
}
