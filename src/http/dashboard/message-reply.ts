import type { RouterContext } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { draftDeed, setDeeds } from '../audit/deeds.ts';
import { personOf } from '../person.ts';
import { draftModel, earlierText, panelModel } from './message.ts';
import { isInWork } from './message-actions.ts';
import { readReplyForm, type ReplyForm } from './message-form.ts';
import { knownDraft, type KnownDraft } from './message-known.ts';
import { stampOf, typedOf, type Unsaved } from './message-panel.ts';
import { type ReplyToast, type Saved, saveReply } from './message-save.ts';
import { type Pages, sendMissing } from './pages.ts';
import { readId } from './query.ts';
import { regenerate } from './message-again.ts';
import type { Region, Toast } from './toast.ts';
import { deedOf, whoOf } from './versions.ts';

/** The reply: its panel, kept fresh, and the forms in it. */
export function replyPages(pages: Pages, deps: HttpDeps): void {
  pages.get('/dashboard/drafts/:id/reply', async (ctx) => {
    const known = await knownOf(ctx, deps);
    if (known) await sendPanel(ctx, deps, known);
  });
  pages.post('/dashboard/drafts/:id/reply', async (ctx) => {
    const known = await knownOf(ctx, deps);
    if (!known) return;
    const form = readReplyForm(ctx.request.body, known.draft);
    const saved = withWish(form, await saveReply(deps, known.draft, form, personOf(ctx)));
    if (saved.kind === 'done' && form.deed !== 'compare') {
      const deed = saved.onlySaved ? null : form.deed;
      setDeeds(ctx, [draftDeed(deed ?? 'edit', known.draft.id)]);
    }
    const wish = saved.kind === 'done' ? form.typed.instruction : '';
    await answer(ctx, deps, { id: known.draft.id, form, saved, wish, changed: ['drafts'] });
  });
  pages.post('/dashboard/drafts/:id/regenerate', async (ctx) => {
    const known = await knownOf(ctx, deps);
    if (!known) return;
    const form = readReplyForm(ctx.request.body, known.draft);
    const saved = await regenerate(deps, known.draft, form, personOf(ctx));
    const changed: Region[] = ['drafts', 'messages'];
    await answer(ctx, deps, { id: known.draft.id, form, saved, wish: '', changed });
  });
}

async function knownOf(ctx: RouterContext, deps: HttpDeps): Promise<KnownDraft | null> {
  const id = readId(ctx.params['id']);
  const known = id === null ? null : await knownDraft(deps, id);
  if (!known) sendMissing(ctx);
  return known;
}

/**
 * The panel as it is now; 204 where the page shows that already. A page in which somebody types says
 * so by `typing`, the version that they type over: it is told of changes and keeps its fields.
 */
async function sendPanel(ctx: RouterContext, deps: HttpDeps, known: KnownDraft): Promise<void> {
  const { seen, typing, text } = ctx.query;
  if (seen === stampOf(known)) {
    ctx.status = 204;
    return;
  }
  if (typeof typing === 'string') return await sendNews(ctx, deps, known, Number(typing));
  ctx.set('HX-Trigger', JSON.stringify({ 'message:changed': true }));
  const unsaved = await earlierText(deps, known, text);
  sendPage(ctx, 'reply-live', { ...(await panelModel(deps, known, unsaved)), toast: null });
}

async function sendNews(
  ctx: RouterContext,
  { drafts }: HttpDeps,
  known: KnownDraft,
  typing: number,
): Promise<void> {
  const { draft } = known;
  if (draft.version === typing && !isInWork(known)) {
    ctx.status = 204;
    return;
  }
  const last = (await drafts.versions(draft.id))?.find(({ version }) => version === draft.version);
  ctx.set({ 'HX-Retarget': '#news', 'HX-Reswap': 'morph:innerHTML' });
  sendPage(ctx, 'reply-news', {
    changed: draft.version !== typing,
    who: last ? whoOf(last) : 'Somebody',
    deed: last ? deedOf(last) : 'changed this',
    at: draft.updatedAt,
  });
}

interface Answered {
  id: number;
  form: ReplyForm;
  saved: Saved;
  /** For another reply, typed and not asked for; empty: none. */
  wish: string;
  /** Regions of the page that are out of date once it is done. */
  changed: Region[];
}

async function answer(
  ctx: RouterContext,
  deps: HttpDeps,
  { id, form, saved, wish, changed }: Answered,
): Promise<void> {
  if (saved.kind !== 'done') setDeeds(ctx, []);
  const byScript = ctx.get('HX-Request') === 'true';
  const toast = toastOf(saved);
  const unsaved = unsavedOf(form, saved);
  if (!byScript) {
    if (saved.kind === 'done' && wish) return await sendWithWish(ctx, deps, id, saved.toast, wish);
    if (!unsaved) {
      ctx.redirect(`/dashboard/drafts/${id}`);
      ctx.status = 303;
      return;
    }
    const page = await draftModel(deps, id, {}, unsaved);
    return page ? sendPage(ctx, 'message', page, 409) : sendMissing(ctx);
  }
  if (saved.kind === 'refused') {
    ctx.set('HX-Reswap', 'none');
    return sendPage(ctx, 'toast', toast ?? {});
  }
  const known = await knownDraft(deps, id);
  if (!known) return sendMissing(ctx);
  const regions = saved.kind === 'conflict' ? [] : changed.map((region) => `live:${region}`);
  const events = [...regions, 'message:changed'].map((event) => [event, true]);
  ctx.set('HX-Trigger', JSON.stringify(Object.fromEntries(events)));
  sendPage(ctx, 'reply-live', { ...(await panelModel(deps, known, unsaved)), toast });
}

/** Whoever decides with a wish still in its field shall not take it for heard. */
function withWish({ typed, deed }: ReplyForm, saved: Saved): Saved {
  if (saved.kind !== 'done' || saved.onlySaved) return saved;
  if (!typed.instruction || deed === 'compare') return saved;
  const text = `${saved.toast.text} Your wish was not used: press Draft again for it.`;
  return { ...saved, toast: { ...saved.toast, text } };
}

/** Without a script there are no toasts, and the wish would be gone with the page. */
async function sendWithWish(
  ctx: RouterContext,
  deps: HttpDeps,
  id: number,
  note: Toast,
  wish: string,
): Promise<void> {
  const draft = await deps.drafts.get(id);
  if (!draft) return sendMissing(ctx);
  const typed = { ...typedOf(draft), instruction: wish };
  const unsaved = { typed, version: draft.version, conflict: false, note };
  const page = await draftModel(deps, id, {}, unsaved);
  return page ? sendPage(ctx, 'message', page) : sendMissing(ctx);
}

function toastOf(saved: Saved): ReplyToast | null {
  if (saved.kind === 'done') return saved.toast;
  if (saved.kind === 'refused') return { text: saved.why, tone: 'bad' };
  if (saved.kind === 'moved') {
    return {
      text: 'Not done: the draft has changed meanwhile. This is how it stands.',
      tone: 'warn',
    };
  }
  return null;
}

/** What was typed and not stored, to be shown again. */
function unsavedOf({ typed, version }: ReplyForm, saved: Saved): Unsaved | null {
  if (saved.kind === 'conflict') return { typed, version, conflict: true, note: null };
  if (saved.kind === 'refused') {
    return { typed, version, conflict: false, note: { text: saved.why, tone: 'bad' } };
  }
  return null;
}
