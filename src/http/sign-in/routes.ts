import { Router, type RouterContext } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { formBody } from '../input.ts';
import { may, setCaller } from '../caller.ts';
import { type Door, type Proof, accessOf } from './access.ts';
import { challenge } from './challenge.ts';
import { localPath } from './local-path.ts';
import { signInForm } from './schema.ts';

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

  router.get('/login', async (ctx) => {
    const next = localPath(ctx.query['next']) ?? start;
    if (await access.sessionOf(ctx.req)) return seeOther(ctx, next);
    // Who follows a link on another site brings no SameSite=Strict cookie, signed in or not. Asked
    // for by this very page, the address is ours, and then the cookie comes.
    if (ctx.get('Sec-Fetch-Site') === 'cross-site' && ctx.query['asked'] === undefined) {
      ctx.set('Refresh', `0; url=/login?asked&next=${encodeURIComponent(next)}`);
    }
    sendForm(ctx, { next });
  });

  router.post('/login', formBody, signIn(access, start));

  router.post('/logout', (ctx) => {
    const session = access.sessions.read(ctx.headers.cookie);
    if (session) ctx.set('Set-Cookie', access.sessions.end(session));
    seeOther(ctx, '/login');
  });
  return router;
}

function signIn(door: Door, start: string) {
  return async (ctx: RouterContext): Promise<void> => {
    const fields = { ...(ctx.request.body as Record<string, unknown> | undefined) };
    const next = localPath(fields['next']) ?? start;
    const given = typeof fields['name'] === 'string' ? fields['name'] : '';
    const form = signInForm.safeParse(fields);
    if (!form.success) {
      const problem = form.error.issues[0]?.message ?? '';
      return sendForm(ctx, { next, name: given, problem }, 400);
    }
    const { name, token } = form.data;
    const proof = await door.prove(token, ctx.req, 'form');
    if (proof.kind !== 'known') return refuse(ctx, proof, { next, name });
    const caller = { ...door.bearer(proof.token), person: name };
    if (!may(caller, 'read')) {
      const problem =
        'This token is for programs: its scopes let nobody read. Ask for another one.';
      return sendForm(ctx, { next, name, problem }, 403);
    }
    setCaller(ctx, caller);
    const secure = cameByHttps(ctx) || door.names.isHttps(ctx.headers.host);
    ctx.set('Set-Cookie', door.sessions.start(name, secure, proof.token?.id ?? null));
    seeOther(ctx, next);
  };
}

function refuse(ctx: RouterContext, proof: Exclude<Proof, { kind: 'known' }>, model: FormModel) {
  if (proof.kind === 'wait') {
    const seconds = Math.ceil(proof.ms / 1_000);
    ctx.set('Retry-After', String(seconds));
    const problem = `Too many wrong tokens came from here. Try again in ${seconds} seconds.`;
    return sendForm(ctx, { ...model, problem }, 429);
  }
  ctx.set('WWW-Authenticate', challenge);
  const problem =
    proof.kind === 'wrong' ? 'The token is wrong.' : 'The token was revoked or has expired.';
  sendForm(ctx, { ...model, problem }, 401);
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
