import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { pageStyles } from '../../src/inspector/index.ts';

const folder = new URL('../../src/inspector/page/', import.meta.url);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

/** What the server answers to a request outside the folder; null: nothing, the connection is cut. */
export type Answering = (request: {
  method: string;
  path: string;
  body: string;
}) => Promise<{ status: number; body: unknown } | null>;

/** One part of the inspector's page in a browser, with a server that a test answers for. */
export interface InspectorPage {
  page: Page;
  /** Console errors and page errors: there must be none. */
  faults: string[];
  answer: Answering;
  close(): Promise<void>;
}

export async function openInspectorPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<InspectorPage> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') return send(response, 200, 'text/html; charset=utf-8', documentText);
    const file = /^\/([\w-]+\.(js|css))$/.exec(path);
    if (file) return void sendFile(response, file[1] ?? '', types[file[2] ?? ''] ?? '');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      void opened.answer({ method: request.method ?? '', path, body }).then((answer) => {
        if (answer === null) response.destroy();
        else send(response, answer.status, 'application/json', JSON.stringify(answer.body));
      });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 720 },
    ...options,
  });
  context.setDefaultTimeout(5_000);
  const page = await context.newPage();
  const opened: InspectorPage = {
    page,
    faults: [],
    answer: () => Promise.resolve({ status: 404, body: { error: { message: 'not found' } } }),
    async close() {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  page.on('pageerror', (error) => opened.faults.push(error.message));
  page.on('console', (message) => {
    // The browser says by itself what a test has the server refuse.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) opened.faults.push(message.text());
  });
  await page.goto(origin);
  return opened;
}

/** What axe-core finds, a line each. */
export async function violationsOf({ page, faults }: InspectorPage): Promise<string[]> {
  const before = faults.length;
  await page.evaluate(await readFile(axe, 'utf8'));
  const found = await page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)))',
  );
  // It tries styles of its own, which the policy refuses; that is told a little later.
  await page.waitForTimeout(100);
  faults.splice(before);
  return found;
}

async function sendFile(response: ServerResponse, name: string, type: string): Promise<void> {
  const text = await readFile(new URL(name, folder), 'utf8').catch(() => null);
  if (text === null) send(response, 404, 'text/plain', name);
  else send(response, 200, type, text);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': policy });
  response.end(text);
}

const documentText = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Part</title>
${pageStyles.map((name) => `<link rel="stylesheet" href="/${name}">`).join('\n')}
</head>
<body><main><h1>Part</h1><div class="inspector"><div id="root"></div></div></main></body>
</html>`;
