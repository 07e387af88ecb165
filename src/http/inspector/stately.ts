import type { Router, RouterContext } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import { shown } from '../dashboard/problem.ts';
import type { HttpDeps } from '../deps.ts';
import { prefersHtml } from '../error-handling.ts';
import { AppError } from '../errors.ts';

/** `GET /inspector/stately`: the feed in another company's page, for who has asked for that. */
export function statelyRoutes(router: Router, deps: HttpDeps): void {
  const { statelyUrl } = deps;
  if (statelyUrl === undefined) router.get('/inspector/stately', sendOff);
  else {
    const { href, host } = new URL(statelyUrl);
    router.get(
      '/inspector/stately',
      shown(deps, (ctx) => {
        // It would cut the page that is opened off from the window that feeds it.
        ctx.remove('Cross-Origin-Opener-Policy');
        sendPage(ctx, 'inspector-stately', { url: href, host });
      }),
    );
  }
}

const what = 'Showing the feed in Stately’s inspector is off.';
const todo =
  'Set INSPECT_STATELY_URL to the page that shall show it, such as https://stately.ai/inspect, ' +
  'and start the process again.';

function sendOff(ctx: RouterContext): void {
  if (!prefersHtml(ctx)) throw new AppError('not_found', `${what} ${todo}`);
  const title = 'There is no such page here';
  sendPage(ctx, 'problem', { title, what, todo, back: '/inspector' }, 404);
}
