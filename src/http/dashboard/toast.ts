import type { Context } from 'koa';
import type { Review } from '../../ports.ts';
import { sendPage } from '../../views/page.ts';
import { deedsOf, setDeeds } from '../audit/deeds.ts';
import type { Tone } from './words.ts';

/** What a page says of something that was done, at its edge and for a while. */
export interface Toast {
  text: string;
  tone: Tone;
  /** Drafts as they are now, and what takes back what was done to them. */
  undo?: { review: Review; drafts: { id: number; version: number }[] };
  /** The drafts it speaks of, by id: what was said of them before is past. Those of `undo`, if left out. */
  about?: number[];
  /** Of these, the ones that are as they were: a list keeps them selected. */
  left?: number[];
}

/** What a page may show that has changed; its regions listen for `live:…` on the body. */
export type Region = 'drafts' | 'messages' | 'mailboxes' | 'system';

/**
 * Answers the form of a page: a toast and which regions are out of date, where a script asked; else
 * back to the page that it stands on, by way of a page that says what was not done.
 * @param back the path of that page
 */
export function sendToast(ctx: Context, toast: Toast, changed: Region[], back: string): void {
  const isDone = toast.tone !== 'bad' && toast.tone !== 'warn';
  if (!isDone && !deedsOf(ctx)) setDeeds(ctx, []);
  if (ctx.get('HX-Request') !== 'true') {
    sendBack(ctx, toast, back);
    return;
  }
  const events: Record<string, unknown> = {};
  for (const region of changed) events[`live:${region}`] = true;
  if (toast.left && toast.left.length > 0) events['review:left'] = { drafts: toast.left };
  ctx.set('HX-Trigger', JSON.stringify(events));
  sendPage(ctx, 'toast', toast);
}

function sendBack(ctx: Context, { text, tone }: Toast, back: string): void {
  if (tone === 'bad' || tone === 'warn') {
    const todo = 'Go back and look at it again.';
    sendPage(
      ctx,
      'problem',
      { title: 'Not everything could be done', what: text, todo, back },
      409,
    );
    return;
  }
  ctx.redirect(back);
  ctx.status = 303;
}
