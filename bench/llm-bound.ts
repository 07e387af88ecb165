import { join } from 'node:path';
import { workingDirectory } from '../test/support/agent.ts';
import type { Bench, Figure, Findings } from './figure.ts';
import { courseOf, growthOf, type Point, steadyPart } from './parts/course.ts';
import { type Llm, startLlm } from './parts/llm.ts';
import { type Mailbox, openMailbox } from './parts/mailbox.ts';
import { startProgram } from './parts/program.ts';
import { type Recording, record } from './parts/record.ts';
import { startReference } from './parts/reference.ts';
import { percent, percentSpread, rounded, type Spread, spreadOf } from './parts/statistics.ts';

/**
 * How much of what the LLM allows the program makes of it, where each call takes long: against a
 * pool of as many workers that do nothing but the same calls.
 */
export const llmBound: Figure = { name: 'llm-bound', measure };

const full = { mails: 480, rounds: 2, llmMs: 1_000, concurrency: 64 };
const quick = { mails: 100, rounds: 1, llmMs: 200, concurrency: 16 };
const leastEfficiency = 0.95;
/** The program may ask so much more or less than when it was recorded. */
const tolerance = 0.01;

/** From when each slot has had two mails, until there is none left for a slot that comes free. */
const counted = (mails: number, concurrency: number) => ({
  from: 2 * concurrency,
  to: mails - concurrency,
});

const ways = ['program', 'ideal'] as const;
type Way = (typeof ways)[number];
/** Messages a second. */
type Round = Record<Way, number>;

interface Scene {
  mailbox: Mailbox;
  llm: Llm;
  mails: number;
  concurrency: number;
  recording: Recording;
  profile: string | null;
}

async function measure(bench: Bench): Promise<Findings> {
  const { mails, rounds, llmMs, concurrency } = bench.quick ? quick : full;
  const directory = await workingDirectory();
  bench.atEnd(directory.remove);
  const mailbox = await openMailbox(mails);
  bench.atEnd(mailbox.stop);
  const recording = await recorded(mailbox, mails, directory.path);
  bench.say(`recorded ${recording.calls} calls of ${mails} mails`);
  const llm = await startLlm(llmMs);
  bench.atEnd(llm.stop);

  const all: Round[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const runs = new Map<Way, number>();
    const profile = bench.profile && n === 0 ? join(bench.profile, 'llm-bound.cpuprofile') : null;
    for (const way of n % 2 === 0 ? ways : ways.toReversed()) {
      const rate = await run(way, { mailbox, llm, mails, concurrency, recording, profile });
      bench.say(`${way.padEnd(7)} ${rate.toFixed(2)} messages/s`);
      runs.set(way, rate);
    }
    all.push(Object.fromEntries(runs) as Round);
  }
  return findings(all, recording.calls / mails, { mails, llmMs, concurrency });
}

/** What is asked does not depend on how long an answer takes. */
async function recorded(mailbox: Mailbox, mails: number, directory: string): Promise<Recording> {
  const atOnce = await startLlm(0);
  try {
    return await record(mailbox, atOnce.baseUrl, { mails, directory });
  } finally {
    atOnce.stop();
  }
}

async function run(way: Way, scene: Scene): Promise<number> {
  const { llm, recording } = scene;
  const before = await llm.calls();
  const rate = await (way === 'program' ? workProgram(scene) : workIdeal(scene));
  const calls = (await llm.calls()) - before;
  if (Math.abs(calls - recording.calls) > recording.calls * tolerance) {
    throw new Error(`${way}: ${calls} calls to the LLM instead of ${recording.calls}`);
  }
  return rate;
}

async function workProgram(scene: Scene): Promise<number> {
  const { mailbox, llm, concurrency, profile } = scene;
  const program = await startProgram(mailbox, llm.baseUrl, {
    env: { CONCURRENCY: String(concurrency) },
    profile,
  });
  try {
    return await rateOf(scene, () => program.reaches(0));
  } finally {
    await program.stop();
  }
}

async function workIdeal(scene: Scene): Promise<number> {
  const { llm, mails, concurrency, recording } = scene;
  const job = { replay: recording.path, llmUrl: llm.baseUrl, concurrency };
  const pool = startReference('ideal-pool', job, mails);
  try {
    return await rateOf(scene, pool.now);
  } finally {
    await pool.stop();
  }
}

/**
 * Messages a second by the calls that are made: with a second a call and 64 in step, mails end in
 * waves of three seconds, which is too coarse to count, and calls begin in waves of one.
 */
async function rateOf(scene: Scene, now: () => Point | Promise<Point>): Promise<number> {
  const { llm, mails, concurrency, recording } = scene;
  const look = async () => ({ ...(await now()), calls: await llm.calls() });
  const course = await courseOf(look, mails);
  const callsPerSecond = growthOf(
    steadyPart(course, counted(mails, concurrency)),
    ({ calls }) => calls,
  );
  return (callsPerSecond * mails) / recording.calls;
}

interface Surroundings {
  mails: number;
  llmMs: number;
  concurrency: number;
}

function findings(
  rounds: Round[],
  callsEach: number,
  { mails, llmMs, concurrency }: Surroundings,
): Findings {
  const efficiency = spreadOf(rounds.map(({ program, ideal }) => program / ideal));
  const rate = {
    program: spreadOf(rounds.map(({ program }) => program)),
    ideal: spreadOf(rounds.map(({ ideal }) => ideal)),
  };
  /** Of an LLM that needs not a millisecond more, and workers that need none at all. */
  const onPaper = (concurrency * 1_000) / (llmMs * callsEach);
  const seconds = llmMs / 1_000;
  return {
    rows: [
      {
        what: `LLM at ${seconds} s a call, ${concurrency} in work: share of the ideal messages/s`,
        measured: percent(efficiency.median),
        spread: percentSpread(efficiency),
        bar: {
          text: `≥ ${leastEfficiency * 100} %`,
          met: efficiency.median >= leastEfficiency,
        },
      },
      {
        what: `LLM at ${seconds} s a call: messages/s`,
        measured: `${rate.program.median.toFixed(2)}/s`,
        spread: `${rate.program.least.toFixed(2)} … ${rate.program.most.toFixed(2)}/s; ideal ${rate.ideal.median.toFixed(2)}/s`,
      },
    ],
    json: {
      llmEfficiency: rounded(efficiency.median),
      llmBound: {
        efficiency: brief(efficiency),
        messagesPerSecond: { program: brief(rate.program), ideal: brief(rate.ideal) },
        onPaper: rounded(onPaper),
        callsPerMessage: rounded(callsEach, 3),
        concurrency,
        llmMs,
        messages: mails,
        rounds: rounds.length,
      },
    },
    notes: [
      `LLM at ${seconds} s a call: ${rounds.length} rounds of ${mails} mails with ` +
        `${callsEach.toFixed(2)} calls each. The ideal is a pool of ${concurrency} workers that does ` +
        `only these calls, timed with the same stand-in; by calculation it is ` +
        `${onPaper.toFixed(2)} messages/s. Where the stand-in's answer is not fit to be used, the ` +
        `program asks once more, after a pause of half a second to a second that the pool does not make.`,
    ],
  };
}

function brief({ median, least, most }: Spread): Spread {
  return { median: rounded(median), least: rounded(least), most: rounded(most) };
}
