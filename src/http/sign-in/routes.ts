import { Router, type RouterContext } from '@koa/router';
import type { Logger } from 'pino';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { formBody } from '../input.ts';
import { logOf } from '../request-log.ts';
import { type Access, accessOf } from './access.ts';
import { challenge } from './challenge.ts';
import { Guesses } from './guesses.ts';
import { localPath } from './local-path.ts';
import { signInForm } from './schema.ts';
import { sameSecret } from './secret.ts';

/**
 * `/login` and `/logout`, the way in and out for people; see docs/decisions/0010-sign-in.md.
 * @param start the page that the server opens with
 */
export function signInRoutes(deps: HttpDeps, start: string): Router {
  const router = new Router();
  const access = accessOf(deps);
  if (!access) {
    // Without API_TOKEN everyone on this machine is in.
    router.get('/login', (ctx) => seeOther(ctx, start));
    router.post('/login', (ctx) => seeOther(ctx, start));
    router.post('/logout', (ctx) => seeOther(ctx, start));
    return router;
  }

  router.get('/login', (ctx) => {
    const next = localPath(ctx.query['next']) ?? start;
    if (access.sessions.read(ctx.headers.cookie)) return seeOther(ctx, next);
    // Who follows a link on another site brings no SameSite=Strict cookie, signed in or not. Asked
    // for by this very page, the address is ours, and then the cookie comes.
    if (ctx.get('Sec-Fetch-Site') === 'cross-site' && ctx.query['asked'] === undefined) {
      ctx.set('Refresh', `0; url=/login?asked&next=${encodeURIComponent(next)}`);
    }
    sendForm(ctx, { next });
  });

  router.post('/login', formBody, signIn(access, start, deps.log.child({ component: 'sign-in' })));

  router.post('/logout', (ctx) => {
    const session = access.sessions.read(ctx.headers.cookie);
    if (session) ctx.set('Set-Cookie', access.sessions.end(session));
    seeOther(ctx, '/login');
  });
  return router;
}

function signIn({ apiToken, sessions }: NonNullable<Access>, start: string, log: Logger) {
  const guesses = new Guesses();
  return (ctx: RouterContext): void => {
    const fields = { ...(ctx.request.body as Record<string, unknown> | undefined) };
    const next = localPath(fields['next']) ?? start;
    const given = typeof fields['name'] === 'string' ? fields['name'] : '';
    const waitMs = guesses.waitOf(ctx.ip);
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1_000);
      ctx.set('Retry-After', String(seconds));
      const problem = `Too many wrong tokens came from here. Try again in ${seconds} seconds.`;
      return sendForm(ctx, { next, name: given, problem }, 429);
    }
    const form = signInForm.safeParse(fields);
    if (!form.success) {
      const problem = form.error.issues[0]?.message ?? '';
      return sendForm(ctx, { next, name: given, problem }, 400);
    }
    const { name, token } = form.data;
    if (!sameSecret(token, apiToken)) {
      guesses.noteWrong(ctx.ip);
      logOf(ctx, log).warn({ address: ctx.ip }, 'somebody tried to sign in with a wrong token');
      ctx.set('WWW-Authenticate', challenge);
      return sendForm(ctx, { next, name, problem: 'The token is wrong.' }, 401);
    }
    guesses.forgive(ctx.ip);
    ctx.state['person'] = name;
    ctx.set('Set-Cookie', sessions.start(name, cameByHttps(ctx)));
    seeOther(ctx, next);
  };
}

/**
 * What the browser itself says of the page that it sent the form from. TLS ends at a proxy, and what
 * a proxy tells (`X-Forwarded-Proto`) anyone can tell.
 */
function cameByHttps(ctx: RouterContext): boolean {
  return ctx.secure || ctx.get('Origin').startsWith('https://');
}

interface FormModel {
  next: string;
  name?: string;
  problem?: string;
}

function sendForm(ctx: RouterContext, model: FormModel, status = 200): void {
  sendPage(ctx, 'sign-in', { name: '', problem: null, ...model }, status);
}

/** What follows a form is fetched by GET (RFC 9110, 15.4.4). */
function seeOther(ctx: RouterContext, path: string): void {
  ctx.redirect(path);
  ctx.status = 303;
}
