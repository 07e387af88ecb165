import type { Trial } from './growth.ts';
import type { Machine } from './parts/machine.ts';
import { percentile } from './parts/percentile.ts';
import { rounded, type Spread, spreadOf } from './parts/statistics.ts';

/** What was measured at one size: all that a drawing needs. */
export interface GrowthPoint {
  messages: number;
  mailboxes: number;
  rounds: number;
  messagesPerSecond: Spread;
  /** The most that was resident, in millions of bytes, without the parser processes. */
  peakRssMb: Spread;
  /** From the server's EXISTS to the draft over REST, of the arrivals of all rounds. */
  draftReadableMs: { p50: number; p99: number; arrivals: number };
  cpuMsPerMessage: number;
  /** Cores that the program's own process kept busy. */
  ownCores: number;
  /** Share of all cores that was in use; 0 to 1. */
  coresBusy: number;
  databaseMb: number;
  /** What kept it from being faster. */
  limit: string;
}

/** What is kept beside the drawing. */
export interface Growth {
  machine: Machine & { othersBusy: number };
  quick: boolean;
  /** What mail it was, in a few words. */
  mail: string;
  notes: string[];
  points: GrowthPoint[];
}

/** @param trials rounds of one size, at least one */
export function pointOf(trials: Trial[]): GrowthPoint {
  const [first] = trials;
  if (!first) throw new RangeError('no trials, no point');
  const spread = (of: (trial: Trial) => number): Spread => {
    const { median, least, most } = spreadOf(trials.map(of));
    return { median: rounded(median, 1), least: rounded(least, 1), most: rounded(most, 1) };
  };
  const median = (of: (trial: Trial) => number) => rounded(spreadOf(trials.map(of)).median, 2);
  const waits = trials.flatMap((trial) => trial.waits);
  const ownCores = median((trial) => trial.ownCores);
  const coresBusy = median((trial) => trial.coresBusy);
  return {
    messages: first.messages,
    mailboxes: first.mailboxes,
    rounds: trials.length,
    messagesPerSecond: spread(({ rate }) => rate),
    peakRssMb: spread(({ peakResident }) => peakResident / 1e6),
    draftReadableMs: {
      p50: rounded(percentile(waits, 0.5), 1),
      p99: rounded(percentile(waits, 0.99), 1),
      arrivals: waits.length,
    },
    cpuMsPerMessage: median((trial) => trial.cpuMsPerMessage),
    ownCores,
    coresBusy,
    databaseMb: median(({ database }) => database / 1e6),
    limit: limitOf(ownCores, coresBusy),
  };
}

/** JavaScript runs in one thread; above this it does little else than run. */
const fullThread = 0.9;
const fullCores = 0.92;

function limitOf(ownCores: number, coresBusy: number): string {
  if (coresBusy >= fullCores) {
    return 'all cores are busy: with the program, its parsers, the mail server and the LLM stand-in';
  }
  if (ownCores >= fullThread) return "the program's main thread: another core would stand idle";
  return 'waiting: neither the cores nor the main thread are full';
}
