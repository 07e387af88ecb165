import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import type { Pages } from './pages.ts';
import { hrefOf, readQuery } from './query.ts';
import { noticeOf } from './review-words.ts';
import { stripModel } from './strip.ts';
import { tableModel } from './table.ts';

/**
 * The list of drafts. Where a script asks for the part `list` alone, that is all it gets; and where
 * the form asked, the page's address is made to say the same (htmx: `HX-Target`, `HX-Trigger`).
 */
export function listPages(pages: Pages, deps: HttpDeps): void {
  pages.get('/dashboard', async (ctx) => {
    const query = readQuery(ctx.query);
    if (ctx.get('HX-Target') === 'list') {
      if (ctx.get('HX-Trigger') === 'filter')
        ctx.set('HX-Replace-Url', hrefOf('/dashboard', query));
      sendPage(ctx, 'list', await tableModel(deps, query));
      return;
    }
    const [strip, table] = await Promise.all([stripModel(deps), tableModel(deps, query)]);
    sendPage(ctx, 'dashboard', { strip, table, notice: noticeOf(ctx.query['done']) });
  });
  pages.get('/dashboard/strip', async (ctx) => sendPage(ctx, 'strip', await stripModel(deps)));
}
