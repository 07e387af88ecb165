import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endsWithUs } from './child.ts';
import { DevTools } from './devtools.ts';

const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** One page of a browser of its own; of its events only those of the domain Page are told. */
export interface BrowserPage {
  tools: DevTools;
  /** Goes there and resolves when the document was parsed and its scripts have run. */
  open(url: string): Promise<void>;
  /** Evaluates an expression; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
  startProfile(): Promise<void>;
  /** Writes the profile of the page's main thread. */
  stopProfile(file: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real browser, driven by the bare DevTools protocol. Every testing framework watches the page's
 * network, which makes the page copy each WebSocket frame to it: the page would be measured with
 * its watcher.
 */
export async function startChromium(): Promise<BrowserPage> {
  if (!existsSync(path)) {
    throw new Error(`no browser at ${path}: apt install chromium, or set CHROMIUM`);
  }
  const profile = await mkdtemp(join(tmpdir(), 'bench-chromium-'));
  const child = spawn(
    path,
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--window-size=1440,900',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      'about:blank',
    ],
    // A group of its own, so that all of its processes can be ended together.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const kill = () => child.pid && process.kill(-child.pid, 'SIGKILL');
  endsWithUs(child, kill);
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      kill();
      await exited;
    }
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const tools = await DevTools.connect(await pageAddress(await browserPort(child)));
    await tools.send('Page.enable');
    return pageOf(tools, end);
  } catch (error) {
    await end();
    throw error;
  }
}

function pageOf(tools: DevTools, end: () => Promise<void>): BrowserPage {
  async function evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await tools.send<Evaluated>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw new Error(`in the page: ${exception?.description ?? text}`);
    }
    return result.value as T;
  }

  return {
    tools,
    evaluate,
    async open(url) {
      const loaded = tools.next('Page.loadEventFired');
      const { errorText } = await tools.send<{ errorText?: string }>('Page.navigate', { url });
      if (errorText) throw new Error(`${url}: ${errorText}`);
      await loaded;
    },
    async startProfile() {
      await tools.send('Profiler.enable');
      await tools.send('Profiler.start');
    },
    async stopProfile(file) {
      const { profile } = await tools.send<{ profile: object }>('Profiler.stop');
      await writeFile(file, JSON.stringify(profile));
    },
    async close() {
      tools.close();
      await end();
    },
  };
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

/** It picks a free port and says which. */
async function browserPort(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (!child.stderr) throw new Error('the browser says nothing');
  for await (const line of createInterface(child.stderr)) {
    const port = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
    if (port) {
      // It must not stop at a full pipe.
      child.stderr.resume();
      return port;
    }
    said.push(line);
  }
  throw new Error(`the browser did not start:\n${said.join('\n')}`);
}

async function pageAddress(port: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await response.json()) as { type: string; webSocketDebuggerUrl: string }[];
  const page = targets.find(({ type }) => type === 'page');
  if (!page) throw new Error('the browser has no page');
  return page.webSocketDebuggerUrl;
}
