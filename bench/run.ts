/**
 * Measures what the program promises, against real parts on this machine.
 *
 *   npm run bench -- [--only NAME[,NAME]] [--quick] [--json [FILE]] [--profile DIR]
 *
 * Exit 1 where a bar is missed (never with --quick), 2 where something could not be measured.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import build from '../test/support/build.ts';
import { api } from './api.ts';
import type { Bench, Figure, Findings } from './figure.ts';
import { inspector } from './inspector.ts';
import { inspectorPage } from './inspector-page.ts';
import { latency } from './latency.ts';
import { llmBound } from './llm-bound.ts';
import { memory } from './memory.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { busyMeanwhile } from './parts/cores.ts';
import { type CpuProfile, hotFunctions } from './parts/hot-functions.ts';
import { machine, nameOf, temporaryFilesAreInMemory } from './parts/machine.ts';
import { percent, rounded } from './parts/statistics.ts';
import { pipeline } from './pipeline.ts';
import { jsonOf, missed, tableOf, withoutBars } from './report.ts';
import { rtt } from './rtt.ts';
import { start } from './start.ts';

/** For so long nothing is done before and after, to see what others do with this machine. */
const idleMs = 2_000;
/** Share of the cores that they may take before a reader is warned. */
const othersAllowed = 0.1;

const figures: Figure[] = [
  pipeline,
  llmBound,
  latency,
  memory,
  api,
  start,
  rtt,
  inspector,
  inspectorPage,
];

// What was started ends with this process, whoever ends it: see `endsWithUs`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const names = figures.map(({ name }) => name);
try {
  process.exitCode = await main(readOptions(process.argv.slice(2), names));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function main(options: BenchOptions): Promise<number> {
  const { only, json } = options;
  if (options.profile) await mkdir(options.profile, { recursive: true });
  // Standard output is for the results, as a table or as JSON, and for nothing else.
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const before = machine();
  say(nameOf(before));
  const othersBefore = await busyMeanwhile(idleMs);
  say('building');
  build();

  const since = performance.now();
  const all: Findings[] = [];
  for (const figure of figures.filter(({ name }) => only.length === 0 || only.includes(name))) {
    all.push(await measured(figure, options, say));
  }
  const seconds = Math.round((performance.now() - since) / 1_000);
  const others = Math.max(othersBefore, await busyMeanwhile(idleMs));
  const inMemory = await temporaryFilesAreInMemory();

  const found = all.flatMap((findings) => findings.rows);
  const rows = options.quick ? withoutBars(found) : found;
  const notes = [
    ...all.flatMap((findings) => findings.notes),
    ...(others > othersAllowed
      ? [
          `Others kept ${percent(others)} of the cores busy: measure again when the machine is quiet.`,
        ]
      : []),
    ...(inMemory ? ['The temporary directory lies in memory, so no database was on a disk.'] : []),
    ...(options.quick ? ['A quick run: its numbers say that it works, not how fast.'] : []),
  ];
  if (options.profile) await sayProfiles(options.profile, say);
  const table = [nameOf(before), '', tableOf(rows), '', ...notes, `${seconds} s`].join('\n');
  if (json.to === 'stdout') say(`\n${table}`);
  else console.log(`\n${table}`);

  const of = { machine: { ...before, othersBusy: rounded(others) }, quick: options.quick, seconds };
  const whole = { ...of, ...jsonOf(all), notes };
  const text = JSON.stringify(whole, null, 2);
  if (json.to === 'stdout') console.log(text);
  if (json.to === 'file') await writeFile(json.path, `${text}\n`);
  return missed(rows).length > 0 ? 1 : 0;
}

async function measured(
  figure: Figure,
  { quick, profile }: BenchOptions,
  say: Bench['say'],
): Promise<Findings> {
  const cleanUps: (() => unknown)[] = [];
  try {
    return await figure.measure({
      quick,
      profile: profile && resolve(profile),
      say: (line) => say(`${figure.name}: ${line}`),
      atEnd: (cleanUp) => void cleanUps.push(cleanUp),
    });
  } finally {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  }
}

async function sayProfiles(directory: string, say: Bench['say']): Promise<void> {
  for (const name of (await readdir(directory)).filter((file) => file.endsWith('.cpuprofile'))) {
    const profile = JSON.parse(await readFile(join(directory, name), 'utf8')) as CpuProfile;
    say(`\n${join(directory, name)}: where its time goes while it is busy`);
    for (const { where, share } of hotFunctions(profile, 12)) {
      say(`  ${percent(share).padStart(6)}  ${where}`);
    }
  }
}
