import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Figure, Findings } from './figure.ts';
import { type BrowserPage, startChromium } from './parts/chromium.ts';
import { watchCores } from './parts/cores.ts';
import { startLlm } from './parts/llm.ts';
import { compositionOf, inWords, ownAddress, slowMail } from './parts/mixture.ts';
import { openFolders } from './parts/folders.ts';
import { type Program, startProgram } from './parts/program.ts';
import { percent, rounded } from './parts/statistics.ts';

/**
 * Whether the inspector's page stays smooth and small: a real browser has it open while the program
 * works ten thousand mails, 64 at a time; the first half with the drawing in view, the second with the
 * sequence of events.
 */
export const inspectorPage: Figure = { name: 'inspector-page', measure };

/** The heap is read each time so many more messages are through. */
const full = { mails: 10_000, step: 2_000 };
const quick = { mails: 200, step: 40 };
const concurrency = 64;
/** Of each LLM call: 64 mails are in work, and yet the cores are not full of what works them. */
const llmMs = 1_000;

const longestAllowedMs = 50;
/** The heap may grow by the larger of the two from the first reading to the last. */
const growthAllowed = { mb: 5, share: 0.2 };

/** What `preload/page-watch.js` keeps; times in milliseconds since the page was opened. */
interface Watch {
  now: number;
  tasks: { at: number; ms: number }[];
  frames: number;
  longestGapMs: number;
  feed: { frames: number; bytes: number; dropped: number };
}

/** The page at one moment, after a garbage collection. */
interface Reading {
  ended: number;
  heapMb: number;
  nodes: number;
  /** The collection itself, which held the page up and is no fault of it. */
  collected: { from: number; to: number };
}

async function measure(bench: Bench): Promise<Findings> {
  const { mails, step } = bench.quick ? quick : full;
  const llm = await startLlm(llmMs);
  bench.atEnd(llm.stop);
  // Real mail alone would take half as long again, and hold the page up no more.
  const mailbox = await openFolders(mails, 1, slowMail);
  bench.atEnd(mailbox.stop);
  const program = await startProgram(mailbox, llm.baseUrl, {
    env: { CONCURRENCY: String(concurrency), OWN_ADDRESSES: ownAddress },
    profile: bench.profile && join(bench.profile, 'inspector-page.cpuprofile'),
  });
  bench.atEnd(program.stop);
  const page = await openInspector(bench, program);

  if (bench.profile) await page.startProfile();
  const since = performance.now();
  const busy = watchCores();
  const readings: Reading[] = [];
  let view: 'drawing' | 'sequence' = 'drawing';
  for (let n = step; n <= mails; n += step) {
    const { ended } = await program.reaches(n);
    const reading = await read(page, ended);
    readings.push(reading);
    const figures = `heap ${reading.heapMb.toFixed(1)} MB, ${reading.nodes} nodes`;
    bench.say(`${ended} mails: ${figures}, with the ${view} in view`);
    if (view === 'drawing' && n >= mails / 2) {
      await showSequence(page);
      view = 'sequence';
    }
  }
  const seconds = (performance.now() - since) / 1_000;
  if (bench.profile)
    await page.stopProfile(join(bench.profile, 'inspector-page-browser.cpuprofile'));
  const watch = await page.evaluate<Watch>('({ ...benchWatch, now: performance.now() })');
  if (watch.feed.frames === 0) throw new Error('the page heard nothing of the feed');
  return findings(watch, readings, { mails, step, seconds, busy: busy() });
}

async function openInspector(bench: Bench, program: Program): Promise<BrowserPage> {
  const page = await startChromium();
  bench.atEnd(page.close);
  const source = await readFile(new URL('./preload/page-watch.js', import.meta.url), 'utf8');
  await page.tools.send('Page.addScriptToEvaluateOnNewDocument', { source });
  await page.open(`${program.url}/inspector`);
  return page;
}

/** Turns to it as a person would, with the same page and all that it has gathered. */
async function showSequence({ evaluate }: BrowserPage): Promise<void> {
  const isShown = await evaluate<boolean>(
    `document.querySelector('#i-tab-sequence').click(), !document.querySelector('#i-sequence').hidden`,
  );
  if (!isShown) throw new Error('the page does not show the sequence');
}

async function read({ tools, evaluate }: BrowserPage, ended: number): Promise<Reading> {
  const from = await evaluate<number>('performance.now()');
  await tools.send('HeapProfiler.collectGarbage');
  const to = await evaluate<number>('performance.now()');
  const { usedSize } = await tools.send<{ usedSize: number }>('Runtime.getHeapUsage');
  const { nodes } = await tools.send<{ nodes: number }>('Memory.getDOMCounters');
  return { ended, heapMb: usedSize / 1e6, nodes, collected: { from, to } };
}

/** Without those in which the bench collected garbage. */
function tasksOfThePage({ tasks }: Watch, readings: Reading[]): Watch['tasks'] {
  return tasks.filter(({ at, ms }) =>
    readings.every(({ collected: { from, to } }) => at + ms < from || at > to),
  );
}

interface Surroundings {
  mails: number;
  step: number;
  seconds: number;
  /** Share of all cores that was in use, whoever used them. */
  busy: number;
}

function findings(watch: Watch, readings: Reading[], around: Surroundings): Findings {
  const { mails, step, seconds, busy } = around;
  const tasks = tasksOfThePage(watch, readings);
  const longest = Math.max(0, ...tasks.map(({ ms }) => ms));
  const sum = tasks.reduce((total, { ms }) => total + ms, 0);
  const heaps = readings.map(({ heapMb }) => heapMb);
  const [first = 0, last = 0] = [heaps[0], heaps.at(-1)];
  const allowed = Math.max(growthAllowed.mb, first * growthAllowed.share);
  const framesPerSecond = (watch.frames * 1_000) / watch.now;
  const { feed } = watch;
  return {
    rows: [
      {
        what: 'inspector page, half with the drawing and half with the sequence: longest task',
        measured: `${longest.toFixed(0)} ms`,
        spread: `${tasks.length} over 50 ms, ${sum.toFixed(0)} ms in all`,
        bar: { text: `≤ ${longestAllowedMs} ms`, met: longest <= longestAllowedMs },
      },
      {
        what: `inspector page: growth of its heap after ${step} mails`,
        measured: `${(last - first).toFixed(1)} MB`,
        spread: `${heaps.map((mb) => mb.toFixed(1)).join(', ')} MB`,
        bar: { text: `≤ ${allowed.toFixed(1)} MB`, met: last - first <= allowed },
      },
      {
        what: 'inspector page: frames drawn',
        measured: `${framesPerSecond.toFixed(0)}/s`,
        spread: `longest gap ${watch.longestGapMs.toFixed(0)} ms`,
      },
    ],
    json: {
      inspectorPage: {
        longTasks: tasks.length,
        longTasksSumMs: rounded(sum, 1),
        longestTaskMs: rounded(longest, 1),
        longestTasks: tasks.toSorted((a, b) => b.ms - a.ms).slice(0, 50),
        [`heapMbAt${step}`]: rounded(first, 2),
        heapMbAtEnd: rounded(last, 2),
        readings: readings.map(({ ended, heapMb, nodes }) => ({
          messages: ended,
          heapMb: rounded(heapMb, 2),
          nodes,
        })),
        framesPerSecond: rounded(framesPerSecond, 1),
        longestFrameGapMs: rounded(watch.longestGapMs, 1),
        feed,
        messages: mails,
        messagesPerSecond: rounded(mails / seconds, 1),
        coresBusy: rounded(busy, 3),
        llmMs,
      },
    },
    notes: [
      `inspector page: ${mails} mails (${inWords(compositionOf(mails, slowMail))}), ${concurrency} in ` +
        `work, ${llmMs} ms a call to the LLM, the first ` +
        `half with the drawing in view and the second with the sequence: ` +
        `${(mails / seconds).toFixed(0)} mails/s with ${percent(busy)} of the cores busy; the page ` +
        `took in ${feed.frames} frames (${(feed.bytes / 1e6).toFixed(0)} MB) and was told ` +
        `${feed.dropped} times that something was left out.`,
    ],
  };
}
