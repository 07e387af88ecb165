import type { RouterContext } from '@koa/router';
import { Failure } from '../../domain/failure.ts';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';

/** A page, or a part of one, with the way out of every failure shown instead of a bare status. */
export function shown(deps: HttpDeps, handler: (ctx: RouterContext) => Promise<void>) {
  return async (ctx: RouterContext): Promise<void> => {
    try {
      await handler(ctx);
    } catch (error) {
      const failure = Failure.of(error);
      deps.log.error({ err: failure, path: ctx.path }, 'a page could not be made');
      const known = failure.code !== 'unexpected';
      sendPage(
        ctx,
        'problem',
        {
          title: 'This page could not be made',
          // Only a Failure's own message is made to be shown.
          what: known ? failure.message : 'Something went wrong on the server; its log says what.',
          todo: known
            ? 'No mail is lost. Wait a moment and load the page again; the health page says what is wrong.'
            : 'Load the page again. If it stays, look into the log of the process.',
        },
        known ? 503 : 500,
      );
    }
  };
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
