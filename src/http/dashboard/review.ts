import type { RouterContext } from '@koa/router';
import type { Logger } from 'pino';
import { Failure } from '../../domain/failure.ts';
import type { PersonName } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { draftDeed, setDeeds } from '../audit/deeds.ts';
import { personOf } from '../person.ts';
import { logOf } from '../request-log.ts';
import type { Pages } from './pages.ts';
import { type Deed, readReview, type ReviewForm, type Seen } from './review-form.ts';
import { noticeAddress, type Outcome, reviewToast, subjectsTold } from './review-words.ts';
import { sendToast } from './toast.ts';

/** What a person decides on drafts, from any page: one at a time, or a selection. */
export function reviewPages(pages: Pages, deps: HttpDeps): void {
  pages.post('/dashboard/review', async (ctx) => {
    const form = readReview(ctx.request.body);
    const outcomes = await decide(deps, form, ctx);
    const done = outcomes.filter((outcome) => outcome.kind === 'done');
    setDeeds(
      ctx,
      done.map(({ draft }) => draftDeed(form.deed, draft.id)),
    );
    const left = form.drafts.map(({ id }) => id).filter((_, n) => outcomes[n]?.kind !== 'done');
    const subjects = outcomes.length > 1 ? await subjectsOf(deps, left.slice(0, subjectsTold)) : [];
    const about = form.drafts.map(({ id }) => id);
    const toast = { ...reviewToast(form.deed, outcomes, subjects), about, left };
    const back = left.length > 0 ? form.back : noticeAddress(form.back, form.deed, done.length);
    sendToast(ctx, toast, ['drafts'], back);
  });
}

async function decide(deps: HttpDeps, { deed, drafts }: ReviewForm, ctx: RouterContext) {
  if (deed === 'send' && !deps.outbox.sends) {
    const reason = 'nothing can be sent before SMTP_URL is set; Save to Drafts works without';
    return drafts.map((): Outcome => ({ kind: 'refused', reason }));
  }
  const by = personOf(ctx);
  // Together, for the store gathers what is written at once; each draft succeeds or fails alone.
  const outcomes = await Promise.all(
    drafts.map(async (seen) => {
      try {
        return await decideOne(deps, deed, seen, by);
      } catch (error) {
        return refusalOf(logOf(ctx, deps.log), error);
      }
    }),
  );
  const goesOut = deed === 'send' || deed === 'save';
  if (goesOut && outcomes.some(({ kind }) => kind === 'done')) deps.system.wake();
  return outcomes;
}

async function decideOne(
  { drafts, outgoing, outbox }: HttpDeps,
  deed: Deed,
  { id, version }: Seen,
  by: PersonName,
): Promise<Outcome> {
  if (deed === 'send' || deed === 'save') {
    const { domain } = outbox;
    const wish = { draft: id, version, kind: deed, attended: true, by, domain };
    const result = await outgoing.queue(wish);
    if (!('draft' in result)) return result;
    return { kind: 'done', draft: result.draft, wasApproved: false };
  }
  // Taken back, a rejection leads to review, and not to the approval that there was.
  const before = deed === 'reject' ? await drafts.get(id) : null;
  const result = await drafts.review(id, version, deed, by);
  return result.kind === 'edited'
    ? { kind: 'done', draft: result.draft, wasApproved: before?.status === 'approved' }
    : result;
}

/** Of those that can be read: what is gone has none, and a store that fails has said so. */
async function subjectsOf({ drafts }: HttpDeps, ids: number[]): Promise<string[]> {
  const found = await Promise.allSettled(ids.map((id) => drafts.get(id)));
  return found.flatMap((one) =>
    one.status === 'fulfilled' && one.value ? [one.value.subject] : [],
  );
}

/** Only a Failure's own message is made to be shown. */
function refusalOf(log: Logger, error: unknown): Outcome {
  const failure = Failure.of(error);
  log.error({ err: failure }, 'a review could not be stored');
  const reason =
    failure.code === 'unexpected' ? 'the server failed; its log says why' : failure.message;
  return { kind: 'refused', reason };
}
