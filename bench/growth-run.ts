/**
 * Measures how throughput, memory and latency grow with the messages and with the mailboxes, and
 * draws it.
 *
 *   npm run bench:growth -- [--quick] [--to DIR] [--draw]
 *
 * Writes growth.json and growth.svg into docs/performance, or DIR. `--draw` measures nothing and
 * draws the JSON again; `--quick` shows in a minute or two that it works, and writes only where it is
 * told to. Asserts nothing about speed: exit 0, or 2 where something could not be measured.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import build from '../test/support/build.ts';
import { type Trial, type TrialSize, tryOut } from './growth.ts';
import { drawGrowth } from './growth-chart.ts';
import { type Growth, type GrowthPoint, pointOf } from './growth-point.ts';
import { busyMeanwhile } from './parts/cores.ts';
import { machine, nameOf } from './parts/machine.ts';
import { compositionOf, inWords } from './parts/mixture.ts';
import { percent, rounded } from './parts/statistics.ts';

interface Plan extends TrialSize {
  rounds: number;
}

/** The smallest first, which warms the disk's caches for those that follow. */
const full: Plan[] = [
  { messages: 1_000, mailboxes: 1, rounds: 3, arrivals: 50 },
  { messages: 10_000, mailboxes: 1, rounds: 3, arrivals: 50 },
  { messages: 10_000, mailboxes: 8, rounds: 3, arrivals: 50 },
  { messages: 10_000, mailboxes: 64, rounds: 3, arrivals: 50 },
  { messages: 100_000, mailboxes: 1, rounds: 1, arrivals: 150 },
];
const quick: Plan[] = [
  { messages: 60, mailboxes: 1, rounds: 1, arrivals: 3 },
  { messages: 240, mailboxes: 1, rounds: 1, arrivals: 3 },
  { messages: 240, mailboxes: 4, rounds: 1, arrivals: 3 },
];

/** For so long nothing is done before it starts, to see what others do with this machine. */
const idleMs = 2_000;
const say = (line: string) => void process.stderr.write(`${line}\n`);
const home = fileURLToPath(new URL('../docs/performance', import.meta.url));

// What was started ends with this process, whoever ends it: see `endsWithUs`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      draw: { type: 'boolean', default: false },
      to: { type: 'string' },
    },
  });
  // What took a minute on a busy machine must not take the place of what was measured.
  const to = options.to ?? (options.quick ? null : home);
  const growth = options.draw ? await kept(to ?? home) : await measured(options.quick);
  console.log(tableOf(growth));
  if (to === null) return;
  await mkdir(to, { recursive: true });
  await writeFile(join(to, 'growth.json'), `${JSON.stringify(growth, null, 2)}\n`);
  await writeFile(join(to, 'growth.svg'), drawGrowth(growth));
  say(`written: ${join(to, 'growth.json')} and growth.svg`);
}

async function kept(directory: string): Promise<Growth> {
  return JSON.parse(await readFile(join(directory, 'growth.json'), 'utf8')) as Growth;
}

async function measured(isQuick: boolean): Promise<Growth> {
  const before = machine();
  say(nameOf(before));
  const othersBusy = rounded(await busyMeanwhile(idleMs));
  say('building');
  build();
  const points: GrowthPoint[] = [];
  for (const plan of isQuick ? quick : full) points.push(await pointAt(plan));
  return {
    machine: { ...before, othersBusy },
    quick: isQuick,
    mail: inWords(compositionOf(1_000)),
    notes: notesOn(othersBusy, isQuick),
    points,
  };
}

async function pointAt({ rounds, ...size }: Plan): Promise<GrowthPoint> {
  const trials: Trial[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const trial = await ended(size);
    trials.push(trial);
    const at = `${size.messages} messages in ${size.mailboxes} mailboxes`;
    const mb = (trial.peakResident / 1e6).toFixed(0);
    say(`${at}: ${trial.rate.toFixed(1)} messages/s, ${mb} MB, ${trial.waits.length} arrivals`);
  }
  return pointOf(trials);
}

async function ended(size: TrialSize): Promise<Trial> {
  const cleanUps: (() => unknown)[] = [];
  try {
    return await tryOut((cleanUp) => void cleanUps.push(cleanUp), size);
  } finally {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  }
}

function notesOn(othersBusy: number, isQuick: boolean): string[] {
  return [
    'The mails whose way to a draft is timed are real ones; when they come, nothing else is in work.',
    'The mailboxes are folders of one account, each with a connection of its own.',
    ...(othersBusy > 0.1 ? [`Others kept ${percent(othersBusy)} of the cores busy.`] : []),
    ...(isQuick ? ['A quick run: its numbers say that it works, not how fast.'] : []),
  ];
}

function tableOf({ machine, mail, points, notes }: Growth): string {
  const titles = [
    'messages',
    'mailboxes',
    'messages/s',
    'peak MB',
    'draft p50 / p99 ms',
    'CPU ms each',
    'own cores',
    'all cores busy',
    'database MB',
    'limit',
  ];
  const rows = points.map((point) => [
    String(point.messages),
    String(point.mailboxes),
    spread(point.messagesPerSecond),
    spread(point.peakRssMb),
    `${point.draftReadableMs.p50} / ${point.draftReadableMs.p99}`,
    point.cpuMsPerMessage.toFixed(2),
    point.ownCores.toFixed(2),
    percent(point.coresBusy),
    point.databaseMb.toFixed(1),
    point.limit,
  ]);
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(titles.map(() => '---'));
  return [
    nameOf(machine),
    `Mail: ${mail}.`,
    '',
    line(titles),
    rule,
    ...rows.map(line),
    '',
    ...notes,
  ].join('\n');
}

function spread({ median, least, most }: GrowthPoint['peakRssMb']): string {
  return least === most ? String(median) : `${median} (${least} … ${most})`;
}
