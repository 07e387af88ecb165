import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { demoPages } from './demo.ts';
import { insightPages } from './insights.ts';
import { listPages } from './list.ts';
import { mailboxPages } from './mailboxes.ts';
import { messagePages } from './message-routes.ts';
import { pagesOn } from './pages.ts';
import { nowherePages } from './nowhere.ts';
import { quarantinePages } from './quarantine-routes.ts';
import { reviewPages } from './review.ts';
import { settingsPages } from './settings.ts';
import { tokenPages } from './tokens.ts';
import { webhookPages } from './webhooks.ts';

/** The pages for people. */
export function dashboardRoutes(deps: HttpDeps): Router {
  const router = new Router();
  const pages = pagesOn(router, deps);
  listPages(pages, deps);
  reviewPages(pages, deps);
  messagePages(pages, deps);
  insightPages(pages, deps);
  mailboxPages(pages, deps);
  settingsPages(pages, deps);
  tokenPages(pages, deps);
  quarantinePages(pages, deps);
  webhookPages(pages, deps);
  demoPages(pages, deps);
  // Last: whatever no page above has.
  nowherePages(pages);
  return router;
}
