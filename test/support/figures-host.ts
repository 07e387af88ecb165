import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { listen } from '../../src/http/server.ts';
import type { DayStats, LedgerEntry, UsageStore } from '../../src/ports.ts';
import { type FakeDeps, fakeDeps } from './fake-deps.ts';
import { only } from './only.ts';

export interface Answered {
  status: number;
  html: string;
  headers: Headers;
}

/** The pages about figures and running, over fakes. */
export interface FiguresHost extends FakeDeps {
  url: string;
  /** The newest day first. */
  days: DayStats[];
  /** The oldest first. */
  hours: { at: string; n: number }[];
  tokens: { today: number };
  /** From when the backlog was asked for. */
  backlogSince: string[];
  page(path: string): Promise<Answered>;
  /** Sends a page's form, as a browser without a script does, or as htmx does. */
  submit(path: string, fields: [string, string][], by?: 'htmx' | 'browser'): Promise<Answered>;
  close(): Promise<void>;
}

export async function startFigures(changes: Partial<HttpDeps> = {}): Promise<FiguresHost> {
  const days: DayStats[] = [];
  const hours: { at: string; n: number }[] = [];
  const tokens = { today: 0 };
  const backlogSince: string[] = [];
  const usage = only<UsageStore>({
    stats: (since) => Promise.resolve(days.filter(({ day }) => day >= since)),
    tokensOf: () => Promise.resolve(tokens.today),
    backlog(since) {
      backlogSince.push(since);
      return Promise.resolve(hours.filter(({ at }) => at >= since));
    },
  });
  const fake = fakeDeps({ usage, ...changes });
  const at = { host: '127.0.0.1', port: 0, graceMs: 100 };
  const listening = await listen(createApp(fake.deps), at);
  const url = `http://127.0.0.1:${listening.address.port}`;
  return {
    ...fake,
    url,
    days,
    hours,
    tokens,
    backlogSince,
    page: async (path) => await answered(fetch(url + path, { headers: { Accept: 'text/html' } })),
    async submit(path, fields, by = 'htmx') {
      const headers: Record<string, string> = { Accept: 'text/html' };
      if (by === 'htmx') headers['HX-Request'] = 'true';
      const body = new URLSearchParams(fields);
      return await answered(
        fetch(url + path, { method: 'POST', headers, body, redirect: 'manual' }),
      );
    },
    close: () => listening.close(),
  };
}

async function answered(asked: Promise<Response>): Promise<Answered> {
  const response = await asked;
  return { status: response.status, html: await response.text(), headers: response.headers };
}

/** A folder that is watched; name what a test is about. */
export function aFolder(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: 3,
    account: 'sales@company.example',
    mailbox: 'INBOX',
    uidValidity: 1_700_000_000,
    startUid: 4,
    cursor: 9,
    state: 'connected.watching',
    lastSyncAt: '2026-02-03T04:05:06.000Z',
    reconciledAt: '2026-02-03T04:00:00.000Z',
    left: 0,
    counts: { done: 5, quarantined: 1 },
    gaps: [],
    ...changes,
  };
}

/** What a stranger may write wherever text goes. */
export const hostile = `<img src=x onerror="alert(1)">'"&</textarea></title><script>alert(2)</script>`;
