import { createHmac, hkdfSync, randomUUID } from 'node:crypto';
import { clearedCookie, cookieValues, sessionCookie } from './cookie.ts';
import { sameSecret } from './secret.ts';
import type { Stay } from './stay.ts';

/** A person at a browser. Times are epoch milliseconds. */
export interface Session {
  id: string;
  name: string;
  /** The id of the named token that it was begun with; null: API_TOKEN. */
  token: string | null;
  /** The browser reached us by https, so that its cookie may travel by nothing else. */
  secure: boolean;
  startedAt: number;
  /** When the cookie was last written. */
  seenAt: number;
}

const hour = 3_600_000;
/** Without a request. */
const idleMs = 12 * hour;
/** However busy: a page left open asks for news by itself, and would be signed in for ever. */
const longestMs = 7 * 24 * hour;
/** A cookie younger than this is not worth writing again. */
const renewMs = 5 * 60_000;

/**
 * Who is signed in, kept by the browsers: a session is a cookie signed under a key that is derived
 * from API_TOKEN (RFC 5869). So a restart keeps everyone signed in, each role on the host accepts
 * it, and another API_TOKEN ends them all. What is kept here is which sessions were signed out of,
 * until they would have ended anyway, and what they hold open; a restart or another process does not
 * know of those.
 */
export class Sessions {
  readonly #key: Buffer;
  readonly #now: () => number;
  /** When each would have ended, by session id. */
  readonly #ended = new Map<string, number>();
  /** What closes each thing that is open, by session id. */
  readonly #open = new Map<string, Set<() => void>>();

  constructor(apiToken: string, now: () => number = () => Date.now()) {
    const info = 'Marketing Ops Agent session 1';
    this.#key = Buffer.from(hkdfSync('sha256', apiToken, Buffer.alloc(0), info, 32));
    this.#now = now;
  }

  /** @returns the `Set-Cookie` of a new session */
  start(name: string, secure: boolean, token: string | null = null): string {
    const now = this.#now();
    return this.#write({ id: randomUUID(), name, token, secure, startedAt: now, seenAt: now });
  }

  /** The session that a `Cookie` header names; null: none, or one that has ended. */
  read(header: string | undefined): Session | null {
    for (const value of cookieValues(header)) {
      const session = this.#parse(value);
      if (session && !this.#isOver(session)) return session;
    }
    return null;
  }

  /** @returns the `Set-Cookie` that puts the end of a session off; null while that can wait */
  renew(session: Session): string | null {
    const now = this.#now();
    return now - session.seenAt < renewMs ? null : this.#write({ ...session, seenAt: now });
  }

  /**
   * For what is opened in a session. It ends by the cookie that it was opened with: the browser has
   * a younger one by then, and with that it may come back.
   */
  stay(session: Session): Stay {
    return {
      isOver: () => this.#isOver(session),
      untilSignOut: (close) => this.#hold(session.id, close),
    };
  }

  /**
   * Closes all that is open in it, too.
   * @returns the `Set-Cookie` that removes it
   */
  end(session: Session): string {
    const now = this.#now();
    for (const [id, until] of this.#ended) if (until <= now) this.#ended.delete(id);
    // A copy of its cookie may be as young as the present moment.
    this.#ended.set(session.id, this.#endOf({ ...session, seenAt: now }));
    for (const close of this.#open.get(session.id) ?? []) close();
    return clearedCookie(session.secure);
  }

  #hold(id: string, close: () => void): () => void {
    const open = this.#open.get(id) ?? new Set();
    this.#open.set(id, open.add(close));
    return () => {
      open.delete(close);
      if (open.size === 0) this.#open.delete(id);
    };
  }

  #isOver(session: Session): boolean {
    return this.#endOf(session) <= this.#now() || this.#ended.has(session.id);
  }

  #endOf({ startedAt, seenAt }: Session): number {
    return Math.min(seenAt + idleMs, startedAt + longestMs);
  }

  #write(session: Session): string {
    const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
    const maxAgeMs = this.#endOf(session) - session.seenAt;
    return sessionCookie(`${payload}.${this.#sign(payload)}`, maxAgeMs, session.secure);
  }

  /**
   * What bears our signature was written by `#write`, and so is not checked any further; by an older
   * version perhaps, which knew only API_TOKEN.
   */
  #parse(value: string): Session | null {
    const [payload = '', signature = '', ...rest] = value.split('.');
    // As text: base64url lets several spellings stand for the same bytes.
    if (rest.length > 0 || !sameSecret(signature, this.#sign(payload))) return null;
    const session = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Session;
    return { ...session, token: session.token ?? null };
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('base64url');
  }
}
