import type { Examination } from '../examination.ts';
import { placeOf, reach } from '../network.ts';

/**
 * Where drafts are delivered. An empty draft is refused with 400 by whoever would take a whole one:
 * that proves the address and the token, and nothing is stored.
 */
export function apiExamination(url: string, token: string | undefined): Examination {
  const target = `${url.replace(/\/+$/, '')}/drafts`;
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  return {
    name: 'API',
    deadlineMs: 15_000,
    async steps(examiner, signal) {
      await reach(examiner, 'API', placeOf(url), 'API_URL');
      await examiner.step(
        'API drafts',
        async () => {
          const request = {
            method: 'POST',
            headers,
            body: '{}',
            redirect: 'error',
            signal,
          } as const;
          const response = await fetch(target, request);
          await response.body?.cancel();
          if (response.status !== 400) throw new Error(`it answered ${response.status}`);
        },
        () => 'it would take drafts from here',
        ({ message }) => fixOf(/(\d{3})$/.exec(message)?.[1]),
      );
    },
  };
}

function fixOf(status: string | undefined): string {
  if (status === '401' || status === '403') return 'set the API_TOKEN of the API process here';
  if (status === '404') return 'that is another server, or API_URL has a path too much';
  return 'check API_URL, and the log of the API process';
}

/** Whether somebody listens where events would go; none is sent. */
export function webhookExamination(url: string): Examination {
  return {
    name: 'Webhook',
    deadlineMs: 10_000,
    steps: async (examiner) => await reach(examiner, 'Webhook', placeOf(url), 'WEBHOOK_URL'),
  };
}

/** Milliseconds; null: it cannot be asked, which the other checks tell of, or tells no time. */
async function aheadOf(url: string, signal: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    await response.body?.cancel();
    const told = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(told) ? null : Date.now() - told;
  } catch {
    return null;
  }
}

/** More is a clock that is wrong, and not a slow network. */
const toleratedMs = 60_000;

/** The clock of this machine against the Date of a server's answer: tokens and waits go by it. */
export function clockExamination(url: string): Examination {
  return {
    name: 'Clock',
    deadlineMs: 10_000,
    async steps(examiner, signal) {
      await examiner.step(
        'Clock',
        () => aheadOf(url, signal),
        (differenceMs) => {
          if (differenceMs === null)
            return { result: 'skipped', found: 'the server tells no time' };
          const seconds = Math.round(Math.abs(differenceMs) / 1_000);
          if (Math.abs(differenceMs) < toleratedMs) return `within ${Math.max(1, seconds)} s`;
          const found = `${seconds} s ${differenceMs > 0 ? 'ahead of' : 'behind'} ${placeOf(url).host}`;
          return { result: 'warning', found, fix: 'set the clock of this machine (NTP)' };
        },
        () => '',
      );
    },
  };
}
