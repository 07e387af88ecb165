import type { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { idOf, missing } from '../input.ts';
import { type Story, storyOf, subjectOf, workingMachine } from './story.ts';

/** `GET /inspector/messages/:id`: what happened to a message, for the drawing; in every role. */
export function storyRoutes(router: Router, deps: HttpDeps): void {
  router.get('/inspector/messages/:id', async (ctx) => {
    const id = idOf(ctx, 'message');
    const story = await storyFrom(deps, id);
    if (!story) throw missing('message', id);
    ctx.body = story;
  });
}

async function storyFrom(
  { messages, drafts, inspection }: HttpDeps,
  id: number,
): Promise<Story | null> {
  const [row, draft] = await Promise.all([messages.get(id), drafts.byMessage(id)]);
  if (!row) return null;
  const { charts } = inspection;
  const chart = charts.list().find(({ machine }) => machine === workingMachine)?.key ?? null;
  return storyOf(row, {
    chart,
    actor: inspection.actorOn(subjectOf(id)),
    way: (from, to) => (chart === null ? null : charts.way(chart, from, to)),
    // The number is the agent's, and in another database it may be somebody else's.
    draft: draft?.key === row.key ? draft : null,
  });
}
