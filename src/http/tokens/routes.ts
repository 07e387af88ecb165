import { Router } from '@koa/router';
import { setDeeds } from '../audit/deeds.ts';
import { actorOf } from '../caller.ts';
import type { HttpDeps } from '../deps.ts';
import { jsonBody, parse } from '../input.ts';
import { issueToken } from './issue.ts';
import { revokeToken } from './revoke.ts';
import { newToken } from './schema.ts';

/** `/tokens`: who may come in beside API_TOKEN. What a token says is in the answer to its making alone. */
export function tokenRoutes(deps: HttpDeps): Router {
  const router = new Router();
  const { tokens } = deps;

  router.get('/tokens', async (ctx) => {
    ctx.body = { items: await tokens.list() };
  });

  /** 201 with the token's text as `token`: it is shown this once. */
  router.post('/tokens', jsonBody, async (ctx) => {
    const wish = parse(newToken, ctx.request.body);
    const { token, text } = await issueToken(tokens, wish, actorOf(ctx));
    setDeeds(ctx, [{ action: 'POST /tokens', subject: token.name }]);
    ctx.status = 201;
    ctx.body = { ...token, token: text };
  });

  /** Answers with the token as it is then. */
  router.delete('/tokens/:id', async (ctx) => {
    const revoked = await revokeToken(deps, ctx.params['id'] ?? '');
    setDeeds(ctx, [{ action: 'DELETE /tokens/:id', subject: revoked.name }]);
    ctx.body = revoked;
  });

  return router;
}
