import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { pageStyles } from '../../src/inspector/index.ts';

const folder = new URL('../../src/inspector/page/', import.meta.url);
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

/** Parts of the inspector's page in a browser, without the rest of it. */
export interface InspectorParts {
  page: Page;
  /** Console errors, page errors, answers that the policy refused: there must be none. */
  faults: string[];
  /** Drawings at `/charts/<key>`; what is not there is not found. */
  charts: Map<string, string>;
  /** Other answers by path, as JSON. */
  answers: Map<string, unknown>;
  /** How often a path was asked for. */
  asked(path: string): number;
  /** Runs the body of an async function in the page and answers what it returns. */
  run<T = unknown>(script: string): Promise<T>;
  close(): Promise<void>;
}

/**
 * @param body markup for the page's body
 * @param options such as the width, the colour scheme or reduced motion
 */
export async function openParts(
  browser: Browser,
  body: string,
  options: BrowserContextOptions = {},
): Promise<InspectorParts> {
  const charts = new Map<string, string>();
  const answers = new Map<string, unknown>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    void answer(path).then(({ status, type, text }) => {
      response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': policy });
      response.end(text);
    });
  });

  async function answer(path: string): Promise<{ status: number; type: string; text: string }> {
    const name = decodeURIComponent(basename(path));
    if (path === '/') return { status: 200, type: 'text/html', text: documentOf(body) };
    if (path === '/favicon.ico') return { status: 204, type: 'text/plain', text: '' };
    const chart = path.startsWith('/charts/') ? charts.get(name) : undefined;
    if (chart !== undefined) return { status: 200, type: 'image/svg+xml', text: chart };
    if (answers.has(path)) {
      return { status: 200, type: 'application/json', text: JSON.stringify(answers.get(path)) };
    }
    const type = path.startsWith('/page/') ? types[extname(name)] : undefined;
    if (type === undefined) return { status: 404, type: 'application/json', text: '{}' };
    return { status: 200, type, text: await readFile(new URL(name, folder), 'utf8') };
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 800 },
    ...options,
  });
  context.setDefaultTimeout(5_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    const isMissing = message.text().includes('status of 404');
    if (message.type() === 'error' && !isMissing) faults.push(message.text());
  });
  await page.goto(origin);
  return {
    page,
    faults,
    charts,
    answers,
    asked: (path) => asked.filter((each) => each === path).length,
    run: async <T>(script: string) => (await page.evaluate(`(async () => {${script}})()`)) as T,
    async close() {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

function documentOf(body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Parts</title>
${pageStyles.map((name) => `<link rel="stylesheet" href="/page/${name}">`).join('\n')}
</head>
<body><main><h1>Parts</h1>${body}</main></body>
</html>`;
}
