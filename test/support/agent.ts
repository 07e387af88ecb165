import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft } from '../../src/domain/draft.ts';
import { type Stage, stages } from '../../src/domain/message.ts';
import type { LedgerEntry, MessageRow, Page, Transition } from '../../src/ports.ts';
import { program } from './program.ts';

/** The built program, running, and driven by nothing but its public interface. */
export interface Agent {
  url: string;
  /** What it printed so far, a line an entry. */
  output: string[];
  process: ChildProcess;
  get<T>(path: string): Promise<T>;
  /** An order as JSON; the answer, whatever it is. */
  post(path: string, body: object): Promise<Response>;
  drafts(): Promise<Draft[]>;
  messages(): Promise<MessageRow[]>;
  message(id: number): Promise<MessageRow & { journey: Transition[] }>;
  ledger(): Promise<LedgerEntry[]>;
  /** Waits until so many messages have come to an end, or throws with the counts so far. */
  settled(n: number, timeoutMs?: number): Promise<Partial<Record<Stage, number>>>;
  /** @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A directory of its own, so that no `.env` and no database of the developer is in play. */
export async function workingDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'agent-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The environment that watches a user's INBOX on a mail server of the tests, in cleartext. */
export function mailboxAt(port: number, user: string): Record<string, string> {
  return {
    IMAP_HOST: '127.0.0.1',
    IMAP_PORT: String(port),
    IMAP_SECURE: 'false',
    IMAP_ALLOW_CLEARTEXT: 'true',
    IMAP_USER: user,
    IMAP_PASS: 'secret',
  };
}

/** Starts it and waits until it names its address. */
export async function startAgent(env: Record<string, string>, cwd: string): Promise<Agent> {
  const child = launch(env, cwd);
  const output = linesOf(child);
  const url = await addressOf(child, output);
  return agentAt(url, child, output);
}

/** Runs it to its end, as with a configuration that it must refuse. */
export async function runToEnd(env: Record<string, string>, cwd: string) {
  const child = launch(env, cwd);
  const output = linesOf(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

function launch(env: Record<string, string>, cwd: string): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, program, {
    cwd,
    env: { PATH, HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function linesOf(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface(stream).on('line', (line) => lines.push(line));
  }
  return lines;
}

async function addressOf(child: ChildProcess, output: string[]): Promise<string> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const url = /(?:dashboard|inspector): (http:\/\/\S+?)\/(?:dashboard|inspector)/.exec(
      output.join('\n'),
    )?.[1];
    if (url) return url;
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the agent did not start:\n${output.join('\n')}`);
}

function agentAt(url: string, child: ChildProcess, output: string[]): Agent {
  async function get<T>(path: string): Promise<T> {
    const response = await fetch(url + path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function post(path: string, body: object): Promise<Response> {
    const headers = { 'Content-Type': 'application/json' };
    return await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async function all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<T> = await get(`${path}?limit=200${cursor && `&cursor=${cursor}`}`);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  const agent: Agent = {
    url,
    output,
    process: child,
    get,
    post,
    drafts: () => all('/drafts'),
    messages: () => all('/messages'),
    message: (id) => get(`/messages/${id}`),
    ledger: async () => (await get<{ mailboxes: LedgerEntry[] }>('/ledger')).mailboxes,
    async settled(n, timeoutMs = 20_000) {
      let counts: Partial<Record<Stage, number>> = {};
      for (let waited = 0; waited < timeoutMs; waited += 100) {
        counts = countsOf(await agent.ledger());
        const ended = ['done', 'skipped', 'quarantined', 'gone'] as const;
        const done = ended.reduce((sum, stage) => sum + (counts[stage] ?? 0), 0);
        if (done >= n) return counts;
        await sleep(100);
      }
      throw new Error(`not settled: ${JSON.stringify(counts)}\n${output.slice(-20).join('\n')}`);
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const closed = once(child, 'close');
      child.kill(signal);
      const [code] = (await closed) as [number | null];
      return code;
    },
  };
  return agent;
}

/** Stages over all folders. */
export function countsOf(ledger: LedgerEntry[]): Partial<Record<Stage, number>> {
  const counts: Partial<Record<Stage, number>> = {};
  for (const stage of stages) {
    const n = ledger.reduce((sum, entry) => sum + (entry.counts[stage] ?? 0), 0);
    if (n > 0) counts[stage] = n;
  }
  return counts;
}
