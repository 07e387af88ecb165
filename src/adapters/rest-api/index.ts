import type { NewDraft } from '../../domain/draft.ts';
import { Failure } from '../../domain/failure.ts';
import type { DraftSink } from '../../ports.ts';

export interface RestApiOptions {
  /** Where the API listens, such as `http://10.0.0.2:8000`; `/drafts` is added. */
  url: string;
  token?: string | undefined;
  timeoutMs?: number;
}

/** Of an answer only so much is read; it ends up in a row and in the log. */
const maxAnswer = 500;

/**
 * Delivers drafts to another process's `POST /drafts`, which is idempotent on `key`: a delivery
 * whose answer was lost may be repeated.
 *
 * Rejects with `api.rejected` when the draft itself was refused (400, 413, 422), and with
 * `api.unavailable` for everything that may pass: no connection, a timeout, 408, 429, 5xx, and a
 * wrong address or token (401, 403, 404), which is the configuration's fault and not the draft's.
 */
export function restApi({ url, token, timeoutMs = 15_000 }: RestApiOptions): DraftSink {
  const target = `${url.replace(/\/+$/, '')}/drafts`;
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };

  return {
    async deliver(draft, signal) {
      const response = await post(draft, signal);
      // 409: a person has changed the older revision over there, and that is what holds.
      if (response.ok || response.status === 409) {
        await response.body?.cancel();
        return response.ok ? 'stored' : 'kept';
      }
      throw await refusal(response);
    },
  };

  async function post(draft: NewDraft, signal: AbortSignal): Promise<Response> {
    try {
      return await fetch(target, {
        method: 'POST',
        headers,
        body: JSON.stringify(draft),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
    } catch (error) {
      const reason = error instanceof Error ? causeOf(error) : String(error);
      throw new Failure('api.unavailable', `API_URL cannot be reached (${reason})`, {
        cause: error,
      });
    }
  }
}

async function refusal(response: Response): Promise<Failure> {
  const { status } = response;
  const text = (await response.text().catch(() => '')).slice(0, maxAnswer);
  if (status === 400 || status === 413 || status === 422) {
    return new Failure('api.rejected', `the API answered ${status}: ${text}`);
  }
  const fix =
    status === 401 || status === 403
      ? ': check API_TOKEN'
      : status === 404
        ? ': check API_URL'
        : '';
  const wait = Number(response.headers.get('retry-after'));
  return new Failure(
    'api.unavailable',
    `the API answered ${status}${fix}`,
    wait > 0 ? { retryAfterMs: wait * 1_000 } : {},
  );
}

/** `fetch failed` says nothing; its cause does. */
function causeOf(error: Error): string {
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? error.name;
}
