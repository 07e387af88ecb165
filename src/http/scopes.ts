/** What each route needs. A route that is not here needs `admin`, and a test names it. */
import type { Scope } from '../domain/scope.ts';

/** `open`: nothing; `anyone`: to be let in, whatever for. */
export type Need = Scope | 'open' | 'anyone';

const needs: Readonly<Record<string, Need>> = {
  'GET /healthz': 'open',
  'GET /readyz': 'open',
  'GET /assets/:hash/{*name}': 'open',
  'GET /favicon.ico': 'open',
  'GET /login': 'open',
  'POST /login': 'open',
  'POST /logout': 'anyone',
  'GET /': 'anyone',

  // Mail, drafts and how it goes.
  'GET /drafts': 'read',
  'GET /drafts.csv': 'read',
  'GET /drafts/:id': 'read',
  'GET /drafts/:id/outgoing': 'read',
  'GET /drafts/:id/versions': 'read',
  'GET /messages': 'read',
  'GET /messages/:id': 'read',
  'GET /messages/:id/raw': 'read',
  'GET /outgoing': 'read',
  'GET /ledger': 'read',
  'GET /stats': 'read',
  'GET /events': 'read',
  'GET /actors': 'read',
  'GET /metrics': 'read',
  'GET /openapi.json': 'read',
  'GET /docs': 'read',
  'GET /webhooks': 'read',
  'GET /webhooks/:id': 'read',
  'GET /dashboard/webhooks': 'read',
  'GET /dashboard/webhooks/rows': 'read',
  'GET /dashboard/webhooks/:id': 'read',
  'GET /dashboard': 'read',
  'GET /dashboard/strip': 'read',
  'GET /dashboard/drafts/:id': 'read',
  'GET /dashboard/drafts/:id/reply': 'read',
  'GET /dashboard/drafts/:id/versions': 'read',
  'GET /dashboard/drafts/:id/versions/:version': 'read',
  'GET /dashboard/insights': 'read',
  'GET /dashboard/insights/backlog': 'read',
  'GET /dashboard/insights/figures': 'read',
  'GET /dashboard/mailboxes': 'read',
  'GET /dashboard/mailboxes/state': 'read',
  'GET /dashboard/messages/:id': 'read',
  'GET /dashboard/messages/:id/html': 'read',
  'GET /dashboard/messages/:id/journey': 'read',
  'GET /dashboard/messages/:id/mail': 'read',
  'GET /dashboard/messages/:id/source': 'read',
  'GET /dashboard/messages/:id/waiting': 'read',
  'GET /dashboard/quarantine': 'read',
  'GET /dashboard/quarantine/rows': 'read',
  'GET /dashboard/demo': 'read',
  'GET /dashboard/demo/form': 'read',
  'GET /dashboard/{*rest}': 'read',
  'GET /inspector': 'read',
  'GET /inspector/actors/:id': 'read',
  'GET /inspector/charts/:key': 'read',
  'GET /inspector/messages/:id': 'read',
  'GET /inspector/stately': 'read',
  // An upgrade, and no route of a router; see `upgrades.ts`.
  'GET /inspector/ws': 'read',

  // Deciding on drafts, and on what became of a message.
  'PATCH /drafts/:id': 'review',
  'POST /drafts/:id/approve': 'review',
  'POST /drafts/:id/regenerate': 'review',
  'POST /drafts/:id/reject': 'review',
  'POST /drafts/:id/reopen': 'review',
  'POST /drafts/:id/save-to-mailbox': 'review',
  'POST /drafts/:id/send': 'review',
  'POST /messages/:id/discard': 'review',
  'POST /messages/:id/replay': 'review',
  'POST /messages/:id/retry': 'review',
  'POST /dashboard/drafts/:id/regenerate': 'review',
  'POST /dashboard/drafts/:id/reply': 'review',
  'POST /dashboard/messages/:id/again': 'review',
  'POST /dashboard/quarantine/:id/discard': 'review',
  'POST /dashboard/quarantine/:id/retry': 'review',
  'POST /dashboard/quarantine/retry': 'review',
  'POST /dashboard/review': 'review',
  'POST /dashboard/demo/mail': 'review',

  // The agent role's way in.
  'POST /drafts': 'ingest',

  // Running it, and who may.
  'GET /audit': 'admin',
  'GET /tokens': 'admin',
  'POST /tokens': 'admin',
  'DELETE /tokens/:id': 'admin',
  'GET /dashboard/settings': 'admin',
  'GET /dashboard/settings/actions': 'admin',
  'GET /dashboard/settings/tokens': 'admin',
  'POST /dashboard/settings/tokens': 'admin',
  'POST /dashboard/settings/tokens/:id/revoke': 'admin',
  'POST /dashboard/mailboxes/:id/order': 'admin',
  'POST /dashboard/supervisor': 'admin',
  'POST /inspector/actors/:id/events': 'admin',
  'POST /mailboxes/:id/pause': 'admin',
  'POST /mailboxes/:id/resume': 'admin',
  'POST /mailboxes/:id/retry': 'admin',
  'POST /mailboxes/:id/take-older': 'admin',
  'POST /webhooks/:id/retry': 'admin',
  'POST /dashboard/webhooks/:id/retry': 'admin',
  'POST /supervisor/pause': 'admin',
  'POST /supervisor/resume': 'admin',
};

/** Every route that something is said of. */
export const knownRoutes = Object.keys(needs);

/** @param route method and pattern, such as `GET /drafts/:id` */
export function needOf(route: string): Need {
  return (Object.hasOwn(needs, route) ? needs[route] : undefined) ?? 'admin';
}
