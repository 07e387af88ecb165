import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/server.ts';
import { type FakeDeps, fakeDeps } from './fake-deps.ts';

export interface Page {
  status: number;
  html: string;
  headers: Headers;
}

/** The pages over fakes, as a browser asks for them. */
export interface PageServer {
  fake: FakeDeps;
  page(path: string, headers?: Record<string, string>): Promise<Page>;
  close(): Promise<void>;
}

export async function servePages(): Promise<PageServer> {
  const fake = fakeDeps();
  const app = createApp(fake.deps);
  const { address, close } = await listen(app, { host: '127.0.0.1', port: 0, graceMs: 100 });
  return {
    fake,
    close,
    async page(path, headers = {}) {
      const response = await fetch(`http://127.0.0.1:${address.port}${path}`, {
        headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers },
      });
      return { status: response.status, html: await response.text(), headers: response.headers };
    },
  };
}

/** A folder in the ledger that is watched and at rest. */
export const aMailbox = {
  id: 3,
  account: 'sales',
  mailbox: 'INBOX',
  uidValidity: 1,
  startUid: 1,
  cursor: 9,
  state: 'connected.watching',
  lastSyncAt: null,
  reconciledAt: null,
  left: 0,
  counts: {},
  gaps: [],
};
