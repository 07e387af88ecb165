import { join } from 'node:path';
import { workingDirectory } from '../test/support/agent.ts';
import type { Bench, Figure, Findings } from './figure.ts';
import { courseOf, type Pace, paceOf, steadyPart } from './parts/course.ts';
import { makeEmptyDatabase, openDatabase } from './parts/database.ts';
import { type Llm, startLlm } from './parts/llm.ts';
import { type Mailbox, openMailbox } from './parts/mailbox.ts';
import { startProgram } from './parts/program.ts';
import { type Recording, record, rowCounts } from './parts/record.ts';
import { startReference } from './parts/reference.ts';
import { percent, percentSpread, rounded, type Spread, spreadOf } from './parts/statistics.ts';

/**
 * What the program costs beside a bare script that fetches the same mail, parses it, asks the LLM the
 * same and writes the same rows, while the LLM answers at once.
 */
export const pipeline: Figure = { name: 'pipeline', measure };

const full = { mails: 600, rounds: 5 };
const quick = { mails: 100, rounds: 1 };
/** Of the program's own choice, told to the script as well. */
const concurrency = 16;
const leastRatio = 0.6;
/** Requests and rows of two runs may differ by so much: what is in work at once knows less of each other. */
const tolerance = 0.01;

/** Without start and end, when not all hands are busy. */
const counted = (mails: number) => ({ from: mails * 0.2, to: mails * 0.95 });

const ways = ['program', 'bare'] as const;
type Way = (typeof ways)[number];
interface Run extends Pace {
  /** Requests to the LLM. */
  calls: number;
  /** Rows by table. */
  rows: Map<string, number>;
}
type Round = Record<Way, Run>;

interface Scene {
  mailbox: Mailbox;
  llm: Llm;
  mails: number;
  recording: Recording;
}

async function measure(bench: Bench): Promise<Findings> {
  const { mails, rounds } = bench.quick ? quick : full;
  const directory = await workingDirectory();
  bench.atEnd(directory.remove);
  const llm = await startLlm(0);
  bench.atEnd(llm.stop);
  const mailbox = await openMailbox(mails);
  bench.atEnd(mailbox.stop);
  // Fills the mail server's index and the caches of the disk, too.
  const recording = await record(mailbox, llm.baseUrl, { mails, directory: directory.path });
  bench.say(`recorded ${recording.calls} calls of ${mails} mails`);

  const all: Round[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const runs = new Map<Way, Run>();
    for (const way of n % 2 === 0 ? ways : ways.toReversed()) {
      const path = join(directory.path, `${way}-${n}.db`);
      const profile =
        bench.profile && way === 'program' && n === 0
          ? join(bench.profile, 'pipeline.cpuprofile')
          : null;
      const scene = { mailbox, llm, mails, recording };
      const done = await run(way, scene, { path, profile });
      bench.say(`${way.padEnd(7)} ${done.rate.toFixed(1)} messages/s, ${done.calls} calls`);
      runs.set(way, done);
    }
    all.push(Object.fromEntries(runs) as Round);
  }
  return findings(all, mails, recording);
}

interface Files {
  /** Of the database. */
  path: string;
  profile: string | null;
}

async function run(way: Way, scene: Scene, files: Files): Promise<Run> {
  const before = await scene.llm.calls();
  const work = { program: workProgram, bare: workBare };
  const pace = await work[way](scene, files);
  const calls = (await scene.llm.calls()) - before;
  const file = openDatabase(files.path);
  try {
    const done = { ...pace, calls, rows: await rowCounts(file) };
    checkSame(way, done, scene.recording);
    return done;
  } finally {
    await file.close();
  }
}

async function workProgram(
  { mailbox, llm, mails }: Scene,
  { path, profile }: Files,
): Promise<Pace> {
  const program = await startProgram(mailbox, llm.baseUrl, {
    env: { DATABASE_URL: `sqlite:${path}`, CONCURRENCY: String(concurrency) },
    profile,
  });
  try {
    const course = await courseOf(() => program.reaches(0), mails);
    return paceOf(steadyPart(course, counted(mails)));
  } finally {
    await program.stop();
  }
}

async function workBare({ mailbox, llm, mails, recording }: Scene, { path }: Files): Promise<Pace> {
  await makeEmptyDatabase(path);
  const { port, user } = mailbox;
  const job = { replay: recording.path, llmUrl: llm.baseUrl, concurrency };
  const bare = startReference('bare', { ...job, port, user, database: path }, mails);
  try {
    return paceOf(steadyPart(await courseOf(bare.now, mails, 10), counted(mails)));
  } finally {
    await bare.stop();
  }
}

/** Whoever asks or writes less is fast for another reason than the one that is measured. */
function checkSame(way: Way, { calls, rows }: Run, recording: Recording): void {
  const differs = (n: number, expected: number) => Math.abs(n - expected) > expected * tolerance;
  if (differs(calls, recording.calls)) {
    throw new Error(`${way}: ${calls} calls to the LLM instead of ${recording.calls}`);
  }
  for (const [table, expected] of recording.rows) {
    const n = rows.get(table) ?? 0;
    if (differs(n, expected)) throw new Error(`${way}: ${n} rows of ${table}, not ${expected}`);
  }
}

function findings(rounds: Round[], mails: number, recording: Recording): Findings {
  const spread = (value: (round: Round) => number): Spread => {
    const { median, least, most } = spreadOf(rounds.map(value));
    return { median: rounded(median), least: rounded(least), most: rounded(most) };
  };
  const ratio = spread(({ program, bare }) => program.rate / bare.rate);
  const rate = {
    program: spread(({ program }) => program.rate),
    bare: spread(({ bare }) => bare.rate),
  };
  const cpuMs = {
    program: spread(({ program }) => program.cpuMsPerMessage),
    bare: spread(({ bare }) => bare.cpuMsPerMessage),
  };
  const rateRow = (what: string, way: Way) => ({
    what: `pipeline, ${what}: messages/s`,
    measured: `${rate[way].median.toFixed(1)}/s`,
    spread: `${rate[way].least.toFixed(1)} … ${rate[way].most.toFixed(1)}/s; ${cpuMs[way].median.toFixed(1)} ms of CPU each`,
  });
  const callsEach = (recording.calls / mails).toFixed(2);
  return {
    rows: [
      {
        what: 'pipeline, LLM at once: messages/s against a bare script',
        measured: percent(ratio.median),
        spread: percentSpread(ratio),
        bar: { text: `≥ ${leastRatio * 100} %`, met: ratio.median >= leastRatio },
      },
      rateRow('the program', 'program'),
      rateRow('the bare script', 'bare'),
    ],
    json: {
      pipelineRatio: ratio.median,
      pipeline: {
        ratio,
        messagesPerSecond: rate,
        cpuMsPerMessage: cpuMs,
        callsPerMessage: rounded(recording.calls / mails, 3),
        rows: Object.fromEntries(recording.rows),
        concurrency,
        messages: mails,
        rounds: rounds.length,
      },
    },
    notes: [
      `pipeline: ${rounds.length} rounds of ${mails} mails with ${callsEach} calls to the LLM each, ` +
        `${concurrency} in work; calls and rows of the script and of the program differ by no more ` +
        `than ${percent(tolerance)}. CPU is that of one process: the program parses in others.`,
    ],
  };
}
