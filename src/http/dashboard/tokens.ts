import type { RouterContext } from '@koa/router';
import { type Scope, scopes } from '../../domain/scope.ts';
import type { ApiToken } from '../../ports.ts';
import { sendPage } from '../../views/page.ts';
import { setDeeds } from '../audit/deeds.ts';
import { actorOf } from '../caller.ts';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { parse } from '../input.ts';
import { issueToken } from '../tokens/issue.ts';
import { revokeToken } from '../tokens/revoke.ts';
import { newToken } from '../tokens/schema.ts';
import type { PageHandler, Pages } from './pages.ts';
import type { Tone } from './words.ts';

const path = '/dashboard/settings/tokens';

/** Who may come in beside API_TOKEN, and what for. */
export function tokenPages({ get, post }: Pages, deps: HttpDeps): void {
  get(path, async (ctx) => sendTokens(ctx, deps, {}));
  post(path, create(deps));
  post(`${path}/:id/revoke`, async (ctx) => {
    const { name } = await revokeToken(deps, ctx.params['id'] ?? '');
    setDeeds(ctx, [{ action: 'DELETE /tokens/:id', subject: name }]);
    ctx.redirect(path);
    ctx.status = 303;
  });
}

/** What was filled in, as it was sent. */
interface Filled {
  name: string;
  scopes: string[];
  expires: string;
}

function create(deps: HttpDeps): PageHandler {
  return async (ctx) => {
    const filled = filledIn({ ...(ctx.request.body as Record<string, unknown> | undefined) });
    try {
      const wish = parse(newToken, {
        name: filled.name,
        scopes: filled.scopes,
        expiresAt: filled.expires === '' ? null : filled.expires,
      });
      const { token, text } = await issueToken(deps.tokens, wish, actorOf(ctx));
      setDeeds(ctx, [{ action: 'POST /tokens', subject: token.name }]);
      await sendTokens(ctx, deps, { made: { name: token.name, text } });
    } catch (error) {
      if (!(error instanceof AppError) || !error.expose) throw error;
      setDeeds(ctx, []);
      await sendTokens(ctx, deps, { filled, problem: wordsOf(error) }, error.status);
    }
  };
}

/** One ticked box is a text, several are a list. */
function filledIn(fields: Record<string, unknown>): Filled {
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const ticked: unknown[] = [fields['scope'] ?? []].flat();
  return {
    name: text('name'),
    scopes: ticked.filter((scope) => typeof scope === 'string'),
    expires: text('expires'),
  };
}

const labels: Record<string, string> = { name: 'Name', scopes: 'May', expiresAt: 'Until' };

function wordsOf({ fields, message }: AppError): string {
  if (!fields) return message;
  return fields
    .map(({ field, message }) => `${labels[field.split('.')[0] ?? ''] ?? field}: ${message}.`)
    .join(' ');
}

interface Shown {
  made?: { name: string; text: string };
  filled?: Filled;
  problem?: string;
}

const nothing: Filled = { name: '', scopes: ['review'], expires: '' };

async function sendTokens(
  ctx: RouterContext,
  { tokens, apiToken }: HttpDeps,
  { made, filled = nothing, problem }: Shown,
  status = 200,
): Promise<void> {
  const rows = (await tokens.list()).map(rowOf);
  const choices = scopes.map((scope) => ({
    scope,
    about: about[scope],
    ticked: filled.scopes.includes(scope),
  }));
  const page = {
    made: made ?? null,
    problem: problem ?? null,
    filled,
    choices,
    asked: apiToken !== undefined,
    live: rows.filter(({ ended }) => !ended),
    past: rows.filter(({ ended }) => ended),
    tomorrow: new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10),
  };
  sendPage(ctx, 'tokens', page, status);
}

const about: Record<Scope, string> = {
  read: 'See mail, drafts, figures and the inspector',
  review: 'See, edit, approve, reject and send; try messages again',
  ingest: 'Deliver drafts (POST /drafts), and nothing else',
  admin: 'Everything: mailboxes, settings and tokens, too',
};

function rowOf(token: ApiToken) {
  const { id, name, scopes, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = token;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const state: { text: string; tone: Tone } | null = revokedAt
    ? { text: 'revoked', tone: 'quiet' }
    : isExpired
      ? { text: 'expired', tone: 'warn' }
      : null;
  return {
    id,
    name,
    scopes,
    by: createdBy,
    createdAt,
    lastUsedAt,
    expiresAt,
    revokedAt,
    state,
    ended: state !== null,
    canRevoke: revokedAt === null,
  };
}
