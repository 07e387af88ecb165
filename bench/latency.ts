import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft } from '../src/domain/draft.ts';
import type { Bench, Figure, Findings } from './figure.ts';
import { watchDrafts } from './parts/draft-events.ts';
import { type LiveMailbox, openLiveMailbox } from './parts/live-mailbox.ts';
import { startLlm } from './parts/llm.ts';
import { percentile } from './parts/percentile.ts';
import { type Program, startProgram } from './parts/program.ts';
import { rounded, type Spread, spreadOf } from './parts/statistics.ts';

/**
 * How long a person waits for the draft of a mail that comes while nothing else is to be done: from
 * the server's EXISTS on the wire to the answer of the REST API that holds the draft.
 */
export const latency: Figure = { name: 'latency', measure };

const full = { warmUp: 60, mails: 250 };
const quick = { warmUp: 10, mails: 20 };
const bars = { p50: 150, p99: 600, fromDelivery: 1_000 };
/** Between arrivals, at random. */
const pauseMs = { least: 100, most: 400 };
/** Some come in company: this share of the arrivals is of two mails to so many. */
const bursts = { share: 0.1, most: 5 };
const spans = 3;
/** No further draft for so long: that was the last. */
const quietMs = 2_000;

/** What became of a mail; times are milliseconds of the bench's clock. */
interface Course {
  delivered: number;
  announced: number;
  readable: number;
  /** The LLM was asked for a reply; mail of machines and lists needs none. */
  replied: boolean;
}

interface Readable {
  at: number;
  replied: boolean;
}

async function measure(bench: Bench): Promise<Findings> {
  const { warmUp, mails } = bench.quick ? quick : full;
  const llm = await startLlm(0);
  bench.atEnd(llm.stop);
  const mailbox = await openLiveMailbox();
  bench.atEnd(mailbox.stop);
  const profile = bench.profile && join(bench.profile, 'latency.cpuprofile');
  const program = await startProgram(mailbox, llm.baseUrl, { env: mailbox.env, profile });
  bench.atEnd(program.stop);
  const drafts = await watch(program, bench);

  // The first mails meet code that is not compiled yet.
  for (let i = 0; i < warmUp; i += 1) await mailbox.deliver(i);
  await program.reaches(warmUp);
  const delivered = await deliverAll(mailbox, warmUp, mails);
  await settle(program, drafts, warmUp + mails);

  if ((await llm.calls()) === 0) throw new Error('nobody asked the LLM stand-in anything');
  const courses = [...delivered].flatMap(([uid, at]): Course[] => {
    const draft = drafts.readable.get(uid);
    // What the ledger skips (our own mail, a duplicate) has no draft to wait for.
    if (!draft) return [];
    const announced = mailbox.announcements.of(uid);
    if (announced === undefined) throw new Error(`UID ${uid} has a draft but was never announced`);
    return [{ delivered: at, announced, readable: draft.at, replied: draft.replied }];
  });
  return findings(courses);
}

interface Drafts {
  /** By UID, when `GET /drafts/:id` had answered with it. */
  readable: Map<number, Readable>;
  failure: unknown;
}

/** Asks for each draft as soon as the program's stream of events tells of it. */
async function watch(program: Program, bench: Bench): Promise<Drafts> {
  const drafts: Drafts = { readable: new Map(), failure: null };
  const fail = (error: unknown) => {
    drafts.failure ??= error ?? new Error('the stream of events ended');
  };
  const confirm = async ({ id }: Draft) => {
    const { uid, reply } = await program.get<Draft>(`/drafts/${id}`);
    drafts.readable.set(uid, { at: performance.now(), replied: reply !== null });
  };
  const stream = await watchDrafts(program.url, (draft) => void confirm(draft).catch(fail), fail);
  bench.atEnd(stream.stop);
  return drafts;
}

/** @returns when each mail was handed to the server, by the UID that it gets: they rise by one */
async function deliverAll(mailbox: LiveMailbox, first: number, mails: number) {
  const delivered = new Map<number, number>();
  while (delivered.size < mails) {
    await sleep(pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least));
    const burst =
      Math.random() < bursts.share ? 2 + Math.floor(Math.random() * (bursts.most - 1)) : 1;
    for (let n = 0; n < burst && delivered.size < mails; n += 1) {
      const i = first + delivered.size;
      delivered.set(i + 1, performance.now());
      await mailbox.deliver(i);
    }
  }
  return delivered;
}

/** Waits for the last mail, and makes sure that all came to the end that a mail should. */
async function settle(program: Program, drafts: Drafts, mails: number): Promise<void> {
  // Asks the program nothing meanwhile, for the last mails are measured too.
  for (let before = -1; drafts.readable.size !== before; await sleep(quietMs)) {
    before = drafts.readable.size;
  }
  const { counts } = await program.reaches(mails);
  if (drafts.failure) throw drafts.failure;
  const { done = 0, skipped = 0 } = counts;
  if (done < mails * 0.95 || done + skipped !== mails || drafts.readable.size !== done) {
    throw new Error(`${drafts.readable.size} drafts of ${mails} mails: ${JSON.stringify(counts)}`);
  }
}

function findings(courses: Course[]): Findings {
  const fromExists = courses.map(({ announced, readable }) => readable - announced);
  const fromDelivery = courses.map(({ delivered, readable }) => readable - delivered);
  const withReply = fromExists.filter((_, i) => courses[i]?.replied);
  const p50 = percentile(fromExists, 0.5);
  const p99 = percentile(fromExists, 0.99);
  const most = Math.max(...fromExists);
  const delivery = percentile(fromDelivery, 0.5);
  const bySpan = spreadOf(parts(fromExists).map((span) => percentile(span, 0.5)));
  return {
    rows: [
      {
        what: 'latency, EXISTS to readable draft: p50',
        measured: ms(p50),
        spread: `${thirds(bySpan)}; with a reply ${ms(percentile(withReply, 0.5))}`,
        bar: { text: `≤ ${ms(bars.p50)}`, met: p50 <= bars.p50 },
      },
      {
        what: 'latency, EXISTS to readable draft: p99',
        measured: ms(p99),
        spread: `at most ${ms(most)}`,
        bar: { text: `≤ ${ms(bars.p99)}`, met: p99 <= bars.p99 },
      },
      {
        what: 'latency, delivery to readable draft: p50',
        measured: ms(delivery),
        spread: `p99 ${ms(percentile(fromDelivery, 0.99))}`,
        bar: { text: `≤ ${ms(bars.fromDelivery)}`, met: delivery <= bars.fromDelivery },
      },
    ],
    json: {
      latencyMs: {
        p50: rounded(p50, 1),
        p99: rounded(p99, 1),
        most: rounded(most, 1),
        withReply: {
          p50: rounded(percentile(withReply, 0.5), 1),
          p99: rounded(percentile(withReply, 0.99), 1),
          mails: withReply.length,
        },
        fromDelivery: {
          p50: rounded(delivery, 1),
          p99: rounded(percentile(fromDelivery, 0.99), 1),
        },
        mails: courses.length,
      },
    },
    notes: [
      `latency: ${courses.length} mails in one run, ${withReply.length} of which got a reply; the ` +
        'others are of machines and lists, which the LLM is not asked about. Between delivery and ' +
        'EXISTS it is Dovecot that waits, up to half a second.',
    ],
  };
}

/** The values in thirds of the run. */
function parts(values: number[]): number[][] {
  const length = Math.ceil(values.length / spans);
  return Array.from({ length: spans }, (_, n) => values.slice(n * length, (n + 1) * length));
}

function thirds({ least, most }: Spread): string {
  return `by thirds of the run ${least.toFixed(0)} … ${ms(most)}`;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
