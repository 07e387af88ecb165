import type { Draft } from '../../domain/draft.ts';
import type { PersonName } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { limits } from '../drafts/schema.ts';
import { neverAnswered, wishUnheard } from './message-actions.ts';
import type { ReplyForm } from './message-form.ts';
import { type Saved, storeTyped } from './message-save.ts';

/**
 * Has the reply drafted again, as a person wants it. What they had typed is saved before: the new
 * text takes its place, and it can be had back from the versions.
 */
export async function regenerate(
  deps: HttpDeps,
  draft: Draft,
  form: ReplyForm,
  by: PersonName,
): Promise<Saved> {
  const { typed } = form;
  if (typed.instruction.length > limits.instruction) {
    return { kind: 'refused', why: 'Not asked: the wish is longer than 2,000 characters.' };
  }
  const { automated } = draft;
  const never = neverAnswered({ category: typed.category, automated });
  if (never) return { kind: 'refused', why: `Not drafted again: ${never}.` };
  const stored = await storeTyped(deps, draft, form, by);
  if (stored.kind !== 'stored') return stored;
  // As the person saw it, unless it is their own text that was stored since.
  const version = stored.draft === draft ? form.version : stored.draft.version;
  const instruction = typed.instruction || null;
  const result = await deps.messages.regenerate(draft.id, version, instruction, by);
  if (result.kind === 'stale') return { kind: 'moved' };
  if (result.kind === 'missing') return { kind: 'refused', why: 'This draft is no longer there.' };
  if (result.kind === 'refused') return { kind: 'refused', why: `Not done: ${result.reason}.` };
  deps.system.wake();
  const unheard = instruction && wishUnheard(draft, deps);
  if (!unheard)
    return { kind: 'done', toast: { text: 'It is being drafted again.', tone: 'busy' } };
  const text = `It is being drafted again, but not as you wish: ${unheard}.`;
  return { kind: 'done', toast: { text, tone: 'warn' } };
}
