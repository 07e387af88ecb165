import type { Context } from 'koa';
import { type Scope, includes } from '../domain/scope.ts';
import type { ApiToken, PersonName } from '../ports.ts';
import type { Session } from './sign-in/sessions.ts';
import { endless, type Stay } from './sign-in/stay.ts';
import type { TokenBook } from './sign-in/token-book.ts';

/** Who asks, and what they may do. */
export interface Caller {
  /** What limits are counted by. */
  key: string;
  /** As they called themselves at the sign-in; null: a program. */
  person: PersonName;
  /** The named token that they came by; null: by API_TOKEN, or there is none. */
  token: Pick<ApiToken, 'id' | 'name'> | null;
  scopes: readonly Scope[];
  stay: Stay;
}

/** On this machine, without API_TOKEN. */
export const owner: Caller = {
  key: 'this machine',
  person: null,
  token: null,
  scopes: ['admin'],
  stay: endless,
};

/** Before the sign-in, and whoever probes the health. */
export const stranger: Caller = { ...owner, key: 'nobody', scopes: [] };

interface InSession {
  key: string;
  session: Session;
  stay: Stay;
}

export function callerBy(token: ApiToken, tokens: TokenBook, inSession?: InSession): Caller {
  const { id, name, scopes } = token;
  const byToken = tokens.stay(id);
  return {
    key: inSession?.key ?? `token ${id}`,
    person: inSession?.session.name ?? null,
    token: { id, name },
    scopes,
    stay: inSession ? bothOf(inSession.stay, byToken) : byToken,
  };
}

export function setCaller(ctx: Context, caller: Caller): void {
  ctx.state['caller'] = caller;
  ctx.state['may'] = { review: may(caller, 'review'), admin: may(caller, 'admin') };
  if (caller.person !== null) ctx.state['person'] = caller.person;
}

export function callerOf(ctx: Context): Caller {
  return (ctx.state['caller'] as Caller | undefined) ?? owner;
}

export function may({ scopes }: Caller, needed: Scope): boolean {
  return includes(scopes, needed);
}

/**
 * Whose name stands in the audit. A name that was given at the sign-in is a signature and no proof, so
 * the token by which they came stands beside it; null: API_TOKEN, or nobody had to sign in.
 */
export function actorOf(ctx: Context): string | null {
  const person: unknown = ctx.state['person'];
  const token = callerOf(ctx).token?.name ?? null;
  if (typeof person !== 'string') return token;
  return token === null ? person : `${person} (${token})`;
}

function bothOf(one: Stay, other: Stay): Stay {
  return {
    isOver: () => one.isOver() || other.isOver(),
    untilSignOut(close) {
      const releases = [one.untilSignOut(close), other.untilSignOut(close)];
      return () => releases.forEach((release) => release());
    },
  };
}
