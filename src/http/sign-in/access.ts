import type { IncomingMessage } from 'node:http';
import type { Scope } from '../../domain/scope.ts';
import type { ApiToken } from '../../ports.ts';
import { type Caller, callerBy } from '../caller.ts';
import type { HttpDeps } from '../deps.ts';
import { PublicNames } from '../public-names.ts';
import { addressOf, isLoopbackAddress } from '../remote-address.ts';
import { Guesses } from './guesses.ts';
import { sameSecret } from './secret.ts';
import { type Session, Sessions } from './sessions.ts';
import { endless } from './stay.ts';
import { TokenBook } from './token-book.ts';

const everything: readonly Scope[] = ['admin'];

/** What a token that somebody gave has come to. */
export type Proof =
  /** `token` null: it is API_TOKEN itself. */
  | { kind: 'known'; token: ApiToken | null }
  | { kind: 'wrong' }
  /** It was right once. */
  | { kind: 'over' }
  | { kind: 'wait'; ms: number };

/** What lets someone in where API_TOKEN is set; null: it is not, and this machine is served. */
export type Access = Door | null;

const known = new WeakMap<HttpDeps, Access>();

/** One for all that serves the same deps: a session that was signed out of may not upgrade either. */
export function accessOf(deps: HttpDeps): Access {
  const made = known.get(deps);
  if (made !== undefined) return made;
  const access = deps.apiToken ? new Door(deps.apiToken, deps) : null;
  known.set(deps, access);
  return access;
}

/** Knows API_TOKEN, the named tokens and the sessions that were begun with either. */
export class Door {
  readonly sessions: Sessions;
  readonly tokens: TokenBook;
  readonly names: PublicNames;
  readonly #apiToken: string;
  readonly #trustProxy: boolean;
  readonly #log: HttpDeps['log'];
  readonly #guesses = new Guesses();

  constructor(apiToken: string, { tokens, publicUrls, trustProxy, log }: HttpDeps) {
    this.#apiToken = apiToken;
    this.#trustProxy = trustProxy === true;
    this.#log = log.child({ component: 'sign-in' });
    this.sessions = new Sessions(apiToken);
    this.tokens = new TokenBook(tokens);
    this.names = new PublicNames(publicUrls ?? []);
  }

  /**
   * Wrong ones are counted by address, and a blocked address waits with the right API_TOKEN, too: only
   * so are guesses slowed. Named tokens cannot be guessed, so that nobody's guesses keep their
   * holders out; and one that was right once is no guess. Programs on this machine, and all behind a
   * proxy that is not trusted, have one address between them: one that is misconfigured must not shut
   * the others out, so of theirs only the sign-in counts.
   */
  async prove(given: string, request: IncomingMessage, by: 'form' | 'bearer'): Promise<Proof> {
    const holder = await this.tokens.holderOf(given);
    if (holder?.kind === 'token') return { kind: 'known', token: holder.token };
    if (holder?.kind === 'over') return holder;
    const address = addressOf(request, this.#trustProxy);
    const isCounted = by === 'form' || !isLoopbackAddress(address);
    const waitMs = isCounted ? this.#guesses.waitOf(address) : 0;
    if (waitMs > 0) return { kind: 'wait', ms: waitMs };
    if (sameSecret(given, this.#apiToken)) {
      if (isCounted) this.#guesses.forgive(address);
      return { kind: 'known', token: null };
    }
    const ms = isCounted ? this.#guesses.noteWrong(address) : 0;
    this.#log.warn({ address, blockedMs: ms }, 'somebody came with a wrong token');
    return { kind: 'wrong' };
  }

  /** By the cookie; null: no session, or one that has ended, with its token perhaps. */
  async sessionOf(request: IncomingMessage): Promise<{ session: Session; caller: Caller } | null> {
    const session = this.sessions.read(request.headers.cookie);
    if (!session) return null;
    const stay = this.sessions.stay(session);
    const key = `session ${session.id}`;
    if (session.token === null) {
      return {
        session,
        caller: { key, person: session.name, token: null, scopes: everything, stay },
      };
    }
    const token = await this.tokens.live(session.token);
    return token && { session, caller: callerBy(token, this.tokens, { key, session, stay }) };
  }

  /** A program that sends it. */
  bearer(token: ApiToken | null): Caller {
    if (token) return callerBy(token, this.tokens);
    return { key: 'API_TOKEN', person: null, token: null, scopes: everything, stay: endless };
  }
}
