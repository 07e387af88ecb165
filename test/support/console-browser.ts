import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import { type FakeDeps, fakeDeps } from './fake-deps.ts';

/** The pages over fakes, and a browser that minds what goes wrong in them. */
export interface ConsoleBrowser {
  fake: FakeDeps;
  origin: string;
  /** Console errors, page errors and requests to another host: there must be none. */
  faults: string[];
  open(path: string): Promise<Page>;
  /** The server alone, such as for a restart on the same port. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  close(): Promise<void>;
}

export async function openConsole(
  browser: Browser,
  options: BrowserContextOptions = {},
  changes: Partial<HttpDeps> = {},
): Promise<ConsoleBrowser> {
  const fake = fakeDeps(changes);
  const context: BrowserContext = await browser.newContext(options);
  context.setDefaultTimeout(5_000);
  let port = 0;
  let listening: Listening;
  let inspector: { close(): void };

  const startServer = async (): Promise<void> => {
    listening = await listen(createApp(fake.deps), { host: '127.0.0.1', port, graceMs: 100 });
    inspector = acceptUpgrades(listening.server, fake.deps);
    ({ port } = listening.address);
  };
  const stopServer = async (): Promise<void> => {
    inspector.close();
    await listening.close();
  };
  await startServer();
  const origin = `http://127.0.0.1:${port}`;
  const faults: string[] = [];

  return {
    fake,
    origin,
    faults,
    startServer,
    stopServer,
    async open(path) {
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== origin) faults.push(`asked ${request.url()}`);
      });
      await page.goto(origin + path);
      return page;
    },
    async close() {
      await context.close();
      await stopServer();
    },
  };
}

/** Until the page follows what happens. */
export async function live(page: Page): Promise<void> {
  await page.locator('#live[data-state=live]').waitFor();
}
