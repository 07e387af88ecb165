import { Failure } from '../../domain/failure.ts';
import type { ImapAccount, OAuthSettings } from './account.ts';

/** A token is not used when it would end while it is being used. */
const spareMs = 60_000;
/** RFC 6749, 5.1 only recommends `expires_in`. */
const usualLifeMs = 30 * 60_000;

/**
 * By their settings: where a refresh token is replaced at each use, two of them would lock each other
 * out.
 */
const known = new WeakMap<OAuthSettings, AccessTokens>();

/**
 * Access tokens of one account, by its refresh token (RFC 6749, section 6): each is kept until it
 * is about to end, and whoever asks meanwhile shares the one that is under way.
 */
export class AccessTokens {
  readonly #settings: OAuthSettings;
  readonly #account: ImapAccount;
  readonly #timeoutMs: number;
  /** Some servers hand out a new one with each access token. */
  #refreshToken: string;
  #current: { token: string; goodUntil: number } | null = null;
  #asking: Promise<string> | null = null;

  /** Those of the account, the same for whoever logs in to it; null: it has a password. */
  static of(account: ImapAccount, timeoutMs: number): AccessTokens | null {
    if (!account.oauth) return null;
    const tokens = known.get(account.oauth) ?? new AccessTokens(account, account.oauth, timeoutMs);
    known.set(account.oauth, tokens);
    return tokens;
  }

  private constructor(account: ImapAccount, settings: OAuthSettings, timeoutMs: number) {
    this.#account = account;
    this.#settings = settings;
    this.#timeoutMs = timeoutMs;
    this.#refreshToken = settings.refreshToken;
  }

  /** @param refused a token that the mail server refused: it is not given out again */
  async token(refused?: string): Promise<string> {
    const { token, goodUntil } = this.#current ?? { token: undefined, goodUntil: 0 };
    if (token !== undefined && token !== refused && Date.now() < goodUntil) return token;
    this.#asking ??= this.#refresh().finally(() => {
      this.#asking = null;
    });
    return await this.#asking;
  }

  async #refresh(): Promise<string> {
    const response = await this.#post();
    const body = (await response.json().catch(() => ({}))) as TokenAnswer;
    if (!response.ok) throw this.#failureOf(response, body.error);
    if (typeof body.access_token !== 'string') {
      throw this.#failure('imap.dropped', 'the answer holds no access_token');
    }
    if (typeof body.refresh_token === 'string') this.#refreshToken = body.refresh_token;
    const lifeMs = Number(body.expires_in) * 1_000 || usualLifeMs;
    this.#current = { token: body.access_token, goodUntil: Date.now() + lifeMs - spareMs };
    return body.access_token;
  }

  async #post(): Promise<Response> {
    const { clientId, clientSecret, tokenUrl } = this.#settings;
    try {
      return await fetch(tokenUrl, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: clientId,
          ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
          refresh_token: this.#refreshToken,
        }),
        // Secrets are for this address alone.
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
    } catch {
      throw this.#failure('imap.dropped', 'no answer; check IMAP_OAUTH_TOKEN_URL');
    }
  }

  #failureOf({ status, headers }: Response, error: unknown): Failure {
    if (status === 429 || status === 503) {
      const seconds = Number(headers.get('retry-after'));
      const pause = seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {};
      return this.#failure('imap.throttled', `answered ${status}`, pause);
    }
    if (status >= 500) return this.#failure('imap.dropped', `answered ${status}`);
    // RFC 6749, 5.2: invalid_grant and its like. The code is a word of the standard's, no secret.
    const word = typeof error === 'string' && /^\w{1,40}$/.test(error) ? error : status;
    const fix = 'check IMAP_OAUTH_CLIENT_ID and _SECRET, and get a new IMAP_OAUTH_REFRESH_TOKEN';
    return this.#failure('imap.refused', `refused (${word}); ${fix}`);
  }

  #failure(code: Failure['code'], words: string, options = {}): Failure {
    return new Failure(code, `${this.#account.account}: the token server: ${words}`, options);
  }
}

interface TokenAnswer {
  access_token?: unknown;
  refresh_token?: unknown;
  /** Seconds. */
  expires_in?: unknown;
  error?: unknown;
}
