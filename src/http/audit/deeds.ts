import type { Context } from 'koa';
import type { AuditEntry } from '../../ports.ts';

export type NotedDeed = Pick<AuditEntry, 'action' | 'subject'>;

/** Of the REST route that does the same, whoever asked for it on a page. */
const routes = {
  edit: 'PATCH /drafts/:id',
  approve: 'POST /drafts/:id/approve',
  reject: 'POST /drafts/:id/reject',
  reopen: 'POST /drafts/:id/reopen',
  send: 'POST /drafts/:id/send',
  save: 'POST /drafts/:id/save-to-mailbox',
} as const;

export function draftDeed(deed: keyof typeof routes, draft: number): NotedDeed {
  return { action: routes[deed], subject: String(draft) };
}

/** @param actor its name within its parent, such as `mailbox-0`; an id says nothing a day later */
export function eventDeed(actor: string, type: string): NotedDeed {
  return { action: 'POST /inspector/actors/:id/events', subject: `${actor} ${type}` };
}

/**
 * Says what a form has really done, where route and status do not tell: a page answers with 200 also
 * when it has to say that nothing was done, and one form may be about many drafts.
 */
export function setDeeds(ctx: Context, deeds: NotedDeed[]): void {
  ctx.state['deeds'] = deeds;
}

/** What was done; null: what the route says. */
export function deedsOf(ctx: Context): NotedDeed[] | null {
  return (ctx.state['deeds'] as NotedDeed[] | undefined) ?? null;
}
