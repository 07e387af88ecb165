import { join } from 'node:path';
import type { Bench, Figure, Findings } from './figure.ts';
import { openFolders } from './parts/folders.ts';
import { startLlm } from './parts/llm.ts';
import { compositionOf, inWords, ownAddress } from './parts/mixture.ts';
import { type Mark, type Program, startProgram } from './parts/program.ts';
import { rounded } from './parts/statistics.ts';
import { type Trend, trendOf } from './parts/trend.ts';
import { type HeapUse, introduction, openHeap, residentOf, watchResident } from './parts/vitals.ts';

/**
 * What the program's own process keeps in memory while a hundred thousand mails pass through it: how
 * the heap of what is alive grows by the mail, and the most that was ever resident. The parser
 * processes are not in it: they have a limit of their own, and are ended at it.
 */
export const memory: Figure = { name: 'memory', measure };

const full = { mails: 100_000, step: 4_000 };
const quick = { mails: 200, step: 40 };
/** Until then caches fill and code is compiled; no garbage is collected for the bench either. */
const warmUp = 0.2;

/**
 * 2 MB over all mails. A reading has what is in work at that moment in it, 0.2 MB either way of the
 * next one, which over the 21 readings of a full run is 2 bytes a mail; and V8 goes on compiling what
 * is called often, ever more slowly. Whoever keeps one short string of each mail is far above it.
 */
const slopeAllowed = 20;
const residentAllowedMb = 250;

/** Bytes. */
interface Reading {
  ended: number;
  heap: HeapUse;
  /** The most that was resident since the reading before. */
  resident: number;
}

interface Observed {
  readings: Reading[];
  /** Bytes, at regular intervals. */
  resident: number[];
  /** Bytes, by the samples or by the kernel's own account. */
  peak: number;
  end: Mark;
  seconds: number;
}

async function measure(bench: Bench): Promise<Findings> {
  const size = bench.quick ? quick : full;
  const llm = await startLlm(0);
  bench.atEnd(llm.stop);
  const folders = await openFolders(size.mails, 1);
  bench.atEnd(folders.stop);
  bench.say(`${size.mails} mails are in the mailbox`);
  const who = await introduction();
  bench.atEnd(who.remove);
  const program = await startProgram(folders, llm.baseUrl, {
    env: { ...who.env, OWN_ADDRESSES: ownAddress },
    preloads: who.preloads,
    profile: bench.profile && join(bench.profile, 'memory.cpuprofile'),
  });
  bench.atEnd(program.stop);
  const observed = await observe(bench, program, await who.made(), size);
  check(observed.end, size.mails, await llm.calls());
  return findings(observed, size.mails);
}

async function observe(
  bench: Bench,
  program: Program,
  { pid, url }: { pid: number; url: string },
  { mails, step }: typeof full,
): Promise<Observed> {
  const since = performance.now();
  const resident = watchResident(pid);
  bench.atEnd(resident.stop);
  const readings: Reading[] = [];
  let seen = 0;
  let end = await program.reaches(mails * warmUp);
  const heap = await openHeap(url);
  try {
    for (let n = mails * warmUp; n <= mails; n += step) {
      end = await program.reaches(n);
      const most = Math.max(...resident.samples.slice(seen));
      seen = resident.samples.length;
      const use = await heap.use();
      readings.push({ ended: end.ended, heap: use, resident: most });
      const shown = `heap ${mb(use.all)}, ${mb(use.code)} of it code, resident up to ${mb(most)}`;
      bench.say(`${end.ended} mails in ${seconds(since).toFixed(0)} s: ${shown}`);
    }
  } finally {
    heap.close();
  }
  // The kernel's own peak may lie a little below a sample: it adds up what its threads count.
  const peak = Math.max(residentOf(pid).peak, ...resident.samples);
  return { readings, resident: resident.samples, peak, end, seconds: seconds(since) };
}

/** A run in which things failed, or were spared, keeps little and says nothing. */
function check({ counts, ended }: Mark, mails: number, calls: number): void {
  const { real, skipped } = compositionOf(mails);
  const said = `${JSON.stringify(counts)}, ${calls} calls to the LLM`;
  const { done = 0 } = counts;
  if (ended !== mails || done < (mails - skipped) * 0.99) throw new Error(`not done: ${said}`);
  // Some of the real ones are spam or machine-made; the others take three calls each.
  if (calls < real * 1.5) throw new Error(`too few real mails walked every step: ${said}`);
}

function findings(observed: Observed, mails: number): Findings {
  const { readings, resident, peak } = observed;
  const trend = trendBy(readings, ({ all }) => all);
  const withoutCode = trendBy(readings, ({ all, code }) => all - code);
  const heaps = readings.map(({ heap }) => heap.all);
  const peakMb = peak / 1e6;
  const most = Math.max(...resident);
  return {
    rows: [
      {
        what: `memory: heap that stays of each mail, over ${mails} of them`,
        measured: `${trend.slope.toFixed(1)} bytes`,
        spread:
          `± ${(2 * trend.standardError).toFixed(1)}; ${range(heaps)} over ${heaps.length} ` +
          `readings; without compiled code ${withoutCode.slope.toFixed(1)} bytes`,
        bar: {
          text: `≤ ${slopeAllowed} bytes either way`,
          met: Math.abs(trend.slope) <= slopeAllowed,
        },
      },
      {
        what: 'memory: most that was resident, without the parser processes',
        measured: mb(peak),
        spread: `${mb(most)} by ${resident.length} samples, half of them below ${mb(middle(resident))}`,
        bar: { text: `≤ ${residentAllowedMb} MB`, met: peakMb <= residentAllowedMb },
      },
    ],
    json: {
      heapSlopeBytesPerMessage: rounded(trend.slope, 2),
      rssMb: rounded(peakMb, 1),
      memory: {
        ...detail(observed, mails),
        slopeStandardError: rounded(trend.standardError, 2),
        slopeWithoutCode: rounded(withoutCode.slope, 2),
      },
    },
    notes: [noteOn(observed, mails)],
  };
}

function detail({ readings, resident, end, seconds }: Observed, mails: number) {
  return {
    readings: readings.map(({ ended, heap, resident }) => ({
      messages: ended,
      heapMb: rounded(heap.all / 1e6, 2),
      codeMb: rounded(heap.code / 1e6, 2),
      residentUpToMb: rounded(resident / 1e6, 1),
    })),
    residentMb: {
      median: rounded(middle(resident) / 1e6, 1),
      mostSampled: rounded(Math.max(...resident) / 1e6, 1),
    },
    messages: mails,
    composition: compositionOf(mails),
    counts: end.counts,
    messagesPerSecond: rounded(mails / seconds, 1),
  };
}

function noteOn({ seconds, readings }: Observed, mails: number): string {
  return (
    `memory: ${inWords(compositionOf(mails))}. The real ones walk every step with the LLM, but for spam ` +
    `and machine-made mail; the short ones walk every step without it; of the rest only a ledger row ` +
    `stays. ` +
    `${(mails / seconds).toFixed(0)} mails/s. Garbage was collected for the bench three times at each ` +
    `of ${readings.length} readings, and not before the first; 1 MB is a million bytes.`
  );
}

/** By the message. */
function trendBy(readings: Reading[], bytes: (heap: HeapUse) => number): Trend {
  return trendOf(readings.map(({ ended, heap }) => ({ x: ended, y: bytes(heap) })));
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function range(bytes: number[]): string {
  return `${(Math.min(...bytes) / 1e6).toFixed(1)} … ${mb(Math.max(...bytes))}`;
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function seconds(since: number): number {
  return (performance.now() - since) / 1_000;
}
