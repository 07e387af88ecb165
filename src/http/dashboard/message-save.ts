import type { Draft } from '../../domain/draft.ts';
import type { EditResult, PersonName, WishResult } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import type { Deed } from './message-actions.ts';
import { editOf, problemOf, type ReplyForm } from './message-form.ts';
import type { Toast } from './toast.ts';

/** A toast whose way back is another sorting: that brings the reply back, which Spam took away. */
export interface ReplyToast extends Toast {
  resort?: Pick<Draft, 'id' | 'version' | 'category'> & Pick<Draft['summary'], 'urgency'>;
}

/** What became of a reply's form. */
export type Saved =
  /** `onlySaved`: what was to follow the saving had nothing left to be done to. */
  | { kind: 'done'; toast: ReplyToast; onlySaved?: true }
  /** Somebody else was faster: nothing was stored. */
  | { kind: 'conflict' }
  /** As `conflict`, but nothing was typed that could be lost. */
  | { kind: 'moved' }
  /** Nothing was stored, or not all that was asked for; what was typed stays. */
  | { kind: 'refused'; why: string };

/**
 * Saves what was typed and deed does what was asked, in this order: nobody decides on another text
 * than the one before their eyes.
 */
export async function saveReply(
  deps: HttpDeps,
  draft: Draft,
  form: ReplyForm,
  by: PersonName,
): Promise<Saved> {
  const { deed } = form;
  if (deed === 'compare') return { kind: 'conflict' };
  const stored = await storeTyped(deps, draft, form, by);
  if (stored.kind !== 'stored') return stored;
  const after = stored.draft;
  if (draft.reply && !after.reply) return savedAsSpam(draft, after);
  if (deed === null) return done(savedWords(draft, after), after === draft ? 'quiet' : 'good');
  if (after === draft) return await follow(deps, draft, deed, by);
  if (!after.reply) return done(savedWords(draft, after), 'warn');
  return await followSaved(deps, draft, after, deed, by);
}

/** `stored`: as it is now, which is the very same where nothing was typed. */
export async function storeTyped(
  { drafts }: HttpDeps,
  draft: Draft,
  { version, typed, deed }: ReplyForm,
  by: PersonName,
): Promise<{ kind: 'stored'; draft: Draft } | Exclude<Saved, { kind: 'done' }>> {
  const edit = editOf(typed, draft);
  if (version !== draft.version && (edit || deed)) return { kind: edit ? 'conflict' : 'moved' };
  if (!edit) return { kind: 'stored', draft };
  const problem = problemOf(edit, draft);
  if (problem) return { kind: 'refused', why: `Not saved. ${problem}.` };
  const result = await drafts.edit(draft.id, version, edit, by);
  if (result.kind === 'stale') return { kind: 'conflict' };
  if (result.kind !== 'edited') return { kind: 'refused', why: `Not saved: ${reasonOf(result)}.` };
  return { kind: 'stored', draft: result.draft };
}

/** An edit takes an approval back; who deed has it sent, text and all before their eyes, renews it. */
async function followSaved(
  deps: HttpDeps,
  before: Draft,
  saved: Draft,
  deed: Exclude<Deed, 'compare'>,
  by: PersonName,
): Promise<Saved> {
  if (deed === 'reopen') return done('Saved, and open again.');
  if (deed !== 'send' || before.status === saved.status) {
    return await follow(deps, saved, deed, by);
  }
  const approved = await deps.drafts.review(saved.id, saved.version, 'approve', by);
  if (approved.kind !== 'edited') return afterReview(approved, 'approve');
  return await follow(deps, approved.draft, deed, by);
}

async function follow(
  { drafts, outgoing, outbox, system }: HttpDeps,
  draft: Draft,
  deed: Exclude<Deed, 'compare'>,
  by: PersonName,
): Promise<Saved> {
  const { id, version } = draft;
  if (deed === 'approve' || deed === 'reject' || deed === 'reopen') {
    return afterReview(await drafts.review(id, version, deed, by), deed);
  }
  if (deed === 'send' && !outbox.sends) {
    return { kind: 'refused', why: 'Not sent: no mail server for it is configured (SMTP_URL).' };
  }
  const { domain } = outbox;
  const wish = { draft: id, version, kind: deed, attended: true, by, domain };
  const result = await outgoing.queue(wish);
  if (result.kind === 'queued' || result.kind === 'again') system.wake();
  return afterWish(result, deed);
}

const reviewed = { approve: 'Approved.', reject: 'Rejected.', reopen: 'Open again.' } as const;

function afterReview(result: EditResult, review: keyof typeof reviewed): Saved {
  if (result.kind === 'stale') return { kind: 'moved' };
  if (result.kind !== 'edited') return { kind: 'refused', why: `Not done: ${reasonOf(result)}.` };
  const toast: Toast = { text: reviewed[review], tone: review === 'approve' ? 'good' : 'quiet' };
  return { kind: 'done', toast: review === 'reopen' ? toast : { ...toast, ...undo(result.draft) } };
}

function afterWish(result: WishResult, kind: 'save' | 'send'): Saved {
  if (result.kind === 'stale') return { kind: 'moved' };
  if (result.kind === 'missing' || result.kind === 'refused') {
    return { kind: 'refused', why: `Not done: ${reasonOf(result)}.` };
  }
  if (kind === 'save') return done('It is being saved to the Drafts folder.', 'busy');
  const text = `It is being sent to ${result.draft.sender.address}.`;
  return { kind: 'done', toast: { text, tone: 'busy', ...undo(result.draft) } };
}

function undo({ id, version }: Draft): Pick<Toast, 'undo'> {
  return { undo: { review: 'reopen', drafts: [{ id, version }] } };
}

function savedWords(before: Draft, after: Draft): string {
  if (before === after) return 'There was nothing to save.';
  if (!before.reply && after.reply) return 'Saved. The reply that there was is back.';
  if (before.status === 'approved') return 'Saved. It waits to be approved again.';
  return 'Saved.';
}

function savedAsSpam(before: Draft, after: Draft): Saved {
  const { id, version } = after;
  const { category, summary } = before;
  const kept = after.version > before.version + 1 ? ' What you typed is kept.' : '';
  const text = `Saved as Spam, which is never answered.${kept}`;
  const resort = { id, version, category, urgency: summary.urgency };
  return { kind: 'done', toast: { text, tone: 'warn', resort }, onlySaved: true };
}

function done(text: string, tone: Toast['tone'] = 'good'): Saved {
  return { kind: 'done', toast: { text, tone } };
}

function reasonOf(
  result: { kind: 'missing' } | { kind: 'refused'; reason: string } | object,
): string {
  return 'reason' in result && typeof result.reason === 'string'
    ? result.reason
    : 'this draft is no longer there';
}
