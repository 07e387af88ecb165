import { join } from 'node:path';
import { workingDirectory } from '../test/support/agent.ts';
import { deep, filters, firstPage, pages, searches } from './api-questions.ts';
import { findings, type Round, said } from './api-findings.ts';
import type { Bench, Figure, Findings } from './figure.ts';
import { type Asker, startAsker } from './parts/asker.ts';
import { openGrownMailbox } from './parts/grown-mailbox.ts';
import { startLlm } from './parts/llm.ts';
import { copyOfMany } from './parts/million.ts';
import { type Program, startProgram } from './parts/program.ts';

/**
 * How long the REST API takes over a page of a million drafts while the program writes: it works the
 * mail that comes in, with all that this does to the database, to the cores and to the event loop that
 * answers. A client in a process of its own asks one question after the other.
 */
export const api: Figure = { name: 'api', measure };

interface Size {
  drafts: number;
  rounds: number;
  /** Questions of each kind in a round. */
  times: number;
  warmUp: number;
  /** At once, at the end. */
  backlog: number;
  pageTimes: number;
}
const full: Size = {
  drafts: 1_000_000,
  rounds: 3,
  times: 420,
  warmUp: 60,
  backlog: 2_000,
  pageTimes: 100,
};
const quick: Size = {
  drafts: 20_000,
  rounds: 1,
  times: 22,
  warmUp: 5,
  backlog: 200,
  pageTimes: 3,
};
/** Mails: 860,000 a day, and some third of what two cores can do. */
const perSecond = 10;
const firstMails = 20;

const asked = { firstPage: [firstPage], filter: filters, search: searches, deep };

async function measure(bench: Bench): Promise<Findings> {
  const size = bench.quick ? quick : full;
  const { drafts, rounds, times, warmUp, backlog, pageTimes } = size;
  const llm = await startLlm(0);
  bench.atEnd(llm.stop);
  const mailbox = await openGrownMailbox(drafts);
  bench.atEnd(mailbox.stop);
  await mailbox.comes(firstMails);
  const directory = await workingDirectory();
  bench.atEnd(directory.remove);
  const path = join(directory.path, 'drafts.db');
  await copyOfMany(drafts, path, bench.say);

  const program = await startProgram(mailbox, llm.baseUrl, {
    env: { DATABASE_URL: `sqlite:${path}` },
    profile: bench.profile && join(bench.profile, 'api.cpuprofile'),
  });
  bench.atEnd(program.stop);
  const asker = await startAsker(program.url);
  bench.atEnd(asker.leave);
  const setting = { program, asker };

  // Its first mails are through before anything is asked.
  await program.reaches(drafts + firstMails);
  const enough = mailbox.comesSteadily(perSecond);
  await asker.ask({ kinds: asked, times: warmUp });
  const all: Round[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const round = await asking(setting, asked, times);
    bench.say(said(round));
    all.push(round);
  }
  const dashboard = await asking(setting, pages, pageTimes);
  await enough();
  await mailbox.comes(backlog);
  const busy = await asking(setting, asked, Math.ceil(times / 4));
  bench.say(`with a backlog: ${said(busy)}`);
  return findings({ drafts, perSecond, rounds: all, dashboard, busy });
}

interface Setting {
  program: Program;
  asker: Asker;
}

/** @throws where nothing was written meanwhile */
async function asking(
  { program, asker }: Setting,
  questions: Record<string, string[]>,
  times: number,
): Promise<Round> {
  const before = await newest(program);
  const since = performance.now();
  const answers = await asker.ask({ kinds: questions, times });
  const seconds = (performance.now() - since) / 1_000;
  const written = (await newest(program)) - before;
  if (written === 0) throw new Error('no draft was written while the API was asked');
  return { answers, draftsPerSecond: written / seconds };
}

/** The id of the newest draft, which is how many there are. */
async function newest(program: Program): Promise<number> {
  const page = await program.get<{ items: { id: number }[] }>('/drafts?limit=1');
  return page.items[0]?.id ?? 0;
}
