import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../../src/domain/message.ts';
import {
  type Agent,
  countsOf,
  mailboxAt,
  startAgent,
  workingDirectory,
} from '../../test/support/agent.ts';
import { endsWithUs } from './child.ts';
import { cpuMsOf } from './cores.ts';
import type { Mailbox } from './mailbox.ts';

const pollMs = 100;
/** No message ends for so long: it hangs, and waiting longer would not help. */
const patienceMs = 60_000;

export interface ProgramOptions {
  /** On top of what makes it read the whole mailbox and ask the stand-in. */
  env?: Record<string, string>;
  /** Modules of `preload/` that are loaded before it. */
  preloads?: string[];
  /** Where the profile of its main thread is written when it stops. */
  profile?: string | null;
}

/** How far it is. */
export interface Mark {
  /** Milliseconds of the bench's clock. */
  at: number;
  /** Messages that have come to an end. */
  ended: number;
  counts: Partial<Record<Stage, number>>;
  /** Milliseconds of a core that the program's own process has had, its parsers left out. */
  cpuMs: number;
}

/** The built program with a database of its own, working a mailbox from its first mail. */
export interface Program {
  url: string;
  /** What `GET path` answers. */
  get: Agent['get'];
  /** Resolves as soon as so many messages have come to an end. */
  reaches(messages: number): Promise<Mark>;
  stop(): Promise<void>;
}

export async function startProgram(
  mailbox: Mailbox,
  llmUrl: string,
  { env = {}, preloads = [], profile = null }: ProgramOptions = {},
): Promise<Program> {
  const directory = await workingDirectory();
  const imports = [...preloads, ...(profile ? ['profile.mjs'] : [])]
    .map((name) => `--import=${new URL(`../preload/${name}`, import.meta.url).href}`)
    .join(' ');
  const agent = await startAgent(
    {
      ...mailboxAt(mailbox.port, mailbox.user),
      OPENAI_BASE_URL: llmUrl,
      IMAP_BACKFILL: 'all',
      IMAP_BACKFILL_LIMIT: '1000000',
      // The same few thousand people write all of it, and on one day.
      SENDER_DAILY_CAP: '100000',
      DATABASE_URL: `sqlite:${join(directory.path, 'agent.db')}`,
      ...(imports && { NODE_OPTIONS: imports }),
      ...(profile && { PROFILE_FILE: profile }),
      ...env,
    },
    directory.path,
  );
  endsWithUs(agent.process, () => agent.process.kill('SIGKILL'));
  return {
    url: agent.url,
    get: agent.get,
    reaches: (messages) => reaches(agent, messages),
    async stop() {
      await agent.stop();
      await directory.remove();
    },
  };
}

async function reaches(agent: Agent, messages: number): Promise<Mark> {
  let last = -1;
  let since = performance.now();
  for (;;) {
    const mark = await markOf(agent);
    if (mark.ended >= messages) return mark;
    if (mark.ended !== last) since = mark.at;
    last = mark.ended;
    if (mark.at - since > patienceMs) {
      const said = agent.output.slice(-10).join('\n');
      throw new Error(`no message ended for a minute: ${JSON.stringify(mark.counts)}\n${said}`);
    }
    await sleep(pollMs);
  }
}

async function markOf(agent: Agent): Promise<Mark> {
  const counts = countsOf(await agent.ledger());
  const { done = 0, skipped = 0, quarantined = 0, gone = 0 } = counts;
  return {
    at: performance.now(),
    ended: done + skipped + quarantined + gone,
    counts,
    cpuMs: cpuMsOf(agent.process.pid ?? 0),
  };
}
