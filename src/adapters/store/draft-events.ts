import type { EventBus } from '../../ports.ts';
import type { DraftWrite } from './supersede-writes.ts';

/** Tells of a put after its commit; of a draft that is superseded at once, first how it was made. */
export function publishWrite(events: EventBus, { kind, draft, superseded }: DraftWrite): void {
  if (kind === 'created') events.publish({ type: 'draft.created', draft });
  if (kind === 'revised') events.publish({ type: 'draft.updated', draft });
  for (const closed of superseded) events.publish({ type: 'draft.updated', draft: closed });
}
