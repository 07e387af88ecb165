import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../test/support/agent.ts';
import { freePort } from '../test/support/dovecot-host.ts';
import type { Bench, Figure, Findings, Row } from './figure.ts';
import { endsWithUs } from './parts/child.ts';
import { cpuMsOf } from './parts/cores.ts';
import { openGrownMailbox } from './parts/grown-mailbox.ts';
import { startLlm } from './parts/llm.ts';
import type { Mailbox } from './parts/mailbox.ts';
import { copyOfMany } from './parts/million.ts';
import { rounded, type Spread, spreadOf } from './parts/statistics.ts';

/**
 * From the birth of the process to the first `GET /readyz` that answers 200, which is when it has
 * read its mailbox: with a million drafts, after a clean stop and after a SIGKILL in the middle of
 * its work, and with a database that it has yet to make.
 */
export const start: Figure = { name: 'start', measure };

const barMs = 2_000;
const full = { drafts: 1_000_000, mails: 4_000, rounds: 5 };
const quick = { drafts: 20_000, mails: 100, rounds: 1 };
/** Of the answer to the question whether it is ready, and of the pause before the next. */
const pollMs = 5;
const patienceMs = 60_000;
/** For so long it works before it is killed: the log of the database is not empty then. */
const worksMs = 1_500;

const ways = ['clean', 'killed', 'empty'] as const;
type Way = (typeof ways)[number];

type Round = Record<Way, Pick<Started, 'ms' | 'cpuMs'>>;

interface Setting {
  bench: Bench;
  mailbox: Mailbox;
  llmUrl: string;
}

async function measure(bench: Bench): Promise<Findings> {
  const { drafts, mails, rounds } = bench.quick ? quick : full;
  const llm = await startLlm(0);
  bench.atEnd(llm.stop);
  const mailbox = await openGrownMailbox(drafts);
  bench.atEnd(mailbox.stop);
  await mailbox.comes(mails);
  const directory = await workingDirectory();
  bench.atEnd(directory.remove);
  const path = join(directory.path, 'drafts.db');
  await copyOfMany(drafts, path, bench.say);
  const setting = { bench, mailbox, llmUrl: llm.baseUrl };

  // The first start fills the mail server's index, and ends well.
  await stopped(await started(setting, path));
  const all: Round[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const round = await roundOf(setting, path, join(directory.path, `empty-${n}.db`));
    bench.say(ways.map((way) => `${way} ${round[way].ms.toFixed(0)} ms`).join(', '));
    all.push(round);
  }
  return findings(all, drafts);
}

async function roundOf(setting: Setting, path: string, empty: string): Promise<Round> {
  const afterStop = await started(setting, path);
  await sleep(worksMs);
  const before = await drafted(afterStop.agent);
  afterStop.agent.process.kill('SIGKILL');
  await once(afterStop.agent.process, 'close');
  const afterKill = await started(setting, path);
  if ((await drafted(afterKill.agent)) < before) throw new Error('a draft was lost by the kill');
  await stopped(afterKill);
  const anew = await started(setting, empty);
  await stopped(anew);
  return { clean: afterStop, killed: afterKill, empty: anew };
}

interface Started {
  agent: Agent;
  /** From its birth until it was ready. */
  ms: number;
  /** What its own process had of the cores by then. */
  cpuMs: number;
}

async function started({ bench, mailbox, llmUrl }: Setting, path: string): Promise<Started> {
  const port = await freePort();
  const since = performance.now();
  const starting = startAgent(
    {
      ...mailboxAt(mailbox.port, mailbox.user),
      OPENAI_BASE_URL: llmUrl,
      IMAP_BACKFILL: 'all',
      SENDER_DAILY_CAP: '100000',
      DATABASE_URL: `sqlite:${path}`,
      PORT: String(port),
    },
    join(path, '..'),
  );
  const ms = (await ready(`http://127.0.0.1:${port}/readyz`)) - since;
  const agent = await starting;
  const cpuMs = cpuMsOf(agent.process.pid ?? 0);
  const kill = () => agent.process.kill('SIGKILL');
  endsWithUs(agent.process, kill);
  bench.atEnd(kill);
  return { agent, ms, cpuMs };
}

/** When it was, by the bench's clock. */
async function ready(url: string): Promise<number> {
  for (const until = performance.now() + patienceMs; performance.now() < until;) {
    const response = await fetch(url).catch(() => null);
    await response?.text();
    if (response?.ok) return performance.now();
    await sleep(pollMs);
  }
  throw new Error('it was not ready within a minute');
}

/** @throws where it does not end well */
async function stopped({ agent }: Started): Promise<void> {
  const code = await agent.stop();
  if (code !== 0) throw new Error(`it ended with ${code}:\n${agent.output.slice(-10).join('\n')}`);
}

/** The id of the newest draft. */
async function drafted(agent: Agent): Promise<number> {
  const page = await agent.get<{ items: { id: number }[] }>('/drafts?limit=1');
  return page.items[0]?.id ?? 0;
}

function findings(rounds: Round[], drafts: number): Findings {
  const spread = Object.fromEntries(
    ways.map((way) => [way, spreadOf(rounds.map((round) => round[way].ms))]),
  ) as Record<Way, Spread>;
  const cpuMs = (way: Way) => spreadOf(rounds.map((round) => round[way].cpuMs)).median;
  const row = (what: string, way: Way, isBar = true): Row => {
    const { median, least, most } = spread[way];
    return {
      what: `start to ready, ${what}`,
      measured: `${median.toFixed(0)} ms`,
      spread: `${least.toFixed(0)} … ${most.toFixed(0)} ms; CPU ${cpuMs(way).toFixed(0)} ms`,
      ...(isBar ? { bar: { text: `≤ ${barMs} ms`, met: median <= barMs } } : {}),
    };
  };
  const many = `${drafts.toLocaleString('en')} drafts`;
  const details = ways.map((way) => {
    const { median, least, most } = spread[way];
    return [
      way,
      {
        median: rounded(median, 0),
        least: rounded(least, 0),
        most: rounded(most, 0),
        cpuMs: cpuMs(way),
      },
    ];
  });
  return {
    rows: [
      row(`${many}, after a stop`, 'clean'),
      row(`${many}, after a SIGKILL`, 'killed'),
      row('a new database', 'empty', false),
    ],
    json: {
      // The worse of the two.
      startMs: Math.round(Math.max(spread.clean.median, spread.killed.median)),
      start: Object.fromEntries(details),
    },
    notes: [
      `start: ${rounds.length} rounds; ready is the first 200 of /readyz, asked every few milliseconds ` +
        'from the birth of the process: the database is open, and the mailbox has been read. The file ' +
        "is in the system's cache, as after a restart of the program.",
    ],
  };
}
