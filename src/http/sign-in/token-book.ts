import type { ApiToken, TokenStore } from '../../ports.ts';
import { hashOf, idIn } from '../tokens/token-text.ts';
import { sameSecret } from './secret.ts';
import type { Stay } from './stay.ts';

type Kept = ApiToken & { hash: string };

/** How long what the store said is believed; another process may have revoked it meanwhile. */
const freshMs = 5_000;
/** How exactly it is kept when a token was last used. */
const touchMs = 60_000;
/** Tokens that are remembered; beyond them the oldest is forgotten. */
const maxKnown = 1_000;

/** Whom a text lets in; `over`: it would have, but was revoked or has expired; null: nobody. */
export type Holder = { kind: 'token'; token: ApiToken } | { kind: 'over' } | null;

/**
 * The named tokens as the store has them, remembered for a moment. One that was revoked in this
 * process is refused at once and everything that it holds open is closed; in another process within
 * five seconds, and open streams at their second sign of life.
 */
export class TokenBook {
  readonly #store: TokenStore;
  readonly #now: () => number;
  /** What was said of each and when, by id, the one that was asked for longest ago first. */
  readonly #known = new Map<string, { token: Kept; at: number }>();
  readonly #touched = new Map<string, number>();
  readonly #open = new Map<string, Set<() => void>>();

  constructor(store: TokenStore, now: () => number = () => Date.now()) {
    this.#store = store;
    this.#now = now;
  }

  /** @throws Failure `store.unavailable` */
  async holderOf(text: string): Promise<Holder> {
    const id = idIn(text);
    if (id === null) return null;
    const token = await this.#find(id);
    // The hashes are compared in constant time: how much of one was right is not to be measured.
    if (!token || !sameSecret(hashOf(text), token.hash)) return null;
    return this.#isOver(token) ? { kind: 'over' } : { kind: 'token', token: this.#used(token) };
  }

  /**
   * The token behind a session; null: it was revoked or has expired.
   * @throws Failure `store.unavailable`
   */
  async live(id: string): Promise<ApiToken | null> {
    const token = await this.#find(id);
    return token && !this.#isOver(token) ? this.#used(token) : null;
  }

  /** For what is opened by it. */
  stay(id: string): Stay {
    return {
      isOver: () => this.#looksOver(id),
      untilSignOut: (close) => this.#hold(id, close),
    };
  }

  /** It was revoked here: nothing waits for the next look into the store. */
  forget(id: string): void {
    this.#known.delete(id);
    for (const close of this.#open.get(id) ?? []) close();
  }

  async #find(id: string): Promise<Kept | null> {
    const known = this.#known.get(id);
    if (known && this.#now() - known.at < freshMs) return known.token;
    const token = await this.#store.find(id);
    this.#known.delete(id);
    // What is not there is not remembered: ids that somebody made up would push the others out.
    if (!token) return null;
    this.#known.set(id, { token, at: this.#now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKnown && oldest !== undefined) this.#known.delete(oldest);
    return token;
  }

  #isOver({ revokedAt, expiresAt }: ApiToken): boolean {
    return revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= this.#now());
  }

  /** By what is known now; and finds out what to say the next time. */
  #looksOver(id: string): boolean {
    const known = this.#known.get(id);
    if (known && this.#isOver(known.token)) return true;
    // A database that is away has not revoked anything.
    this.#find(id).then(
      (token) => token === null && this.forget(id),
      () => undefined,
    );
    return false;
  }

  #used(kept: Kept): ApiToken {
    const { hash: _, ...token } = kept;
    const now = this.#now();
    if (now - (this.#touched.get(token.id) ?? 0) >= touchMs) {
      this.#touched.set(token.id, now);
      // That it could not be noted is no reason to refuse who has come.
      this.#store.touch(token.id).catch(() => this.#touched.delete(token.id));
    }
    return token;
  }

  #hold(id: string, close: () => void): () => void {
    const open = this.#open.get(id) ?? new Set();
    this.#open.set(id, open.add(close));
    return () => {
      open.delete(close);
      if (open.size === 0) this.#open.delete(id);
    };
  }
}
