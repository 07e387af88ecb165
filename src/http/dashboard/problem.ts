import type { RouterContext } from '@koa/router';
import { Failure } from '../../domain/failure.ts';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { logOf } from '../request-log.ts';
import { sendToast } from './toast.ts';

interface Problem {
  status: number;
  what: string;
  todo: string;
}

/** A page, or a part of one, with the way out of every failure shown instead of a bare status. */
export function shown(deps: HttpDeps, handler: (ctx: RouterContext) => Promise<void> | void) {
  return async (ctx: RouterContext): Promise<void> => {
    try {
      await handler(ctx);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status >= 500) {
        logOf(ctx, deps.log).error({ err: error, path: ctx.path }, 'a page could not be made');
      }
      send(ctx, problem);
    }
  };
}

function problemOf(error: unknown): Problem {
  // What was asked for made no sense, and the words say why.
  if (error instanceof AppError && error.expose) {
    return { status: error.status, what: error.message, todo: 'Go back and look at it again.' };
  }
  const failure = Failure.of(error);
  if (failure.code === 'unexpected') {
    return {
      status: 500,
      what: 'Something went wrong on the server; its log says what.',
      todo: 'Load the page again. If it stays, look into the log of the process.',
    };
  }
  return {
    status: 503,
    // Only a Failure's own message is made to be shown.
    what: failure.message,
    todo: 'No mail is lost. Wait a moment and load the page again; the health page says what is wrong.',
  };
}

function send(ctx: RouterContext, { status, what, todo }: Problem): void {
  const changes = ctx.method === 'POST';
  if (changes && ctx.get('HX-Request') === 'true') {
    sendToast(ctx, { text: `Not done. ${what}`, tone: 'bad' }, [], '');
    return;
  }
  const title = changes ? 'This could not be done' : 'This page could not be made';
  sendPage(ctx, 'problem', { title, what, todo }, status);
}

/** For an address that no page has. */
export function sendNowhere(ctx: RouterContext): void {
  sendPage(
    ctx,
    'problem',
    {
      title: 'There is no such page',
      what: 'Nothing is at this address.',
      todo: 'It may have been mistyped, or be out of date. Choose one of the pages above.',
    },
    404,
  );
}

export function sendMissing(ctx: RouterContext): void {
  sendPage(
    ctx,
    'problem',
    {
      title: 'There is no such message',
      what: 'No message has this number.',
      todo: 'It may have been removed, or the address was mistyped. Go back to the list.',
    },
    404,
  );
}
