import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from '../src/ports.ts';
import { countsOf } from '../test/support/agent.ts';
import type { Bench, Figure, Findings } from './figure.ts';
import { startLlm } from './parts/llm.ts';
import { type Mailbox, openMailbox } from './parts/mailbox.ts';
import { type Program, startProgram } from './parts/program.ts';
import { startSlowLink } from './parts/slow-link.ts';
import { rounded, spreadOf } from './parts/statistics.ts';
import { fetchOneByOne, type OneByOne } from './reference/one-by-one.ts';

/**
 * How fast a mailbox far away is read: the program on a backlog against a client that asks for one
 * message at a time, over the same line. The program works the mail meanwhile, as ever, and shares
 * its main thread between the two; the other client keeps nothing.
 */
export const rtt: Figure = { name: 'rtt', measure };

const roundTripMs = 80;
/** What a busy machine may add before the line is not the one that the figure speaks of. */
const slackMs = 8;
const bar = 20;
const full = { mails: 2_000, single: 60, rounds: 3 };
const quick = { mails: 400, single: 20, rounds: 1 };
/** Left out: logging in and discovery, and the batch that is not full. */
const from = 0.1;
const to = 0.9;
const pollMs = 50;
const patienceMs = 60_000;

interface Round {
  rate: number;
  single: OneByOne;
}

async function measure(bench: Bench): Promise<Findings> {
  const { mails, single, rounds } = bench.quick ? quick : full;
  const llm = await startLlm(0);
  bench.atEnd(llm.stop);
  const near = await openMailbox(mails);
  bench.atEnd(near.stop);
  const link = await startSlowLink(near.port, roundTripMs);
  bench.atEnd(link.stop);
  const far = { ...near, port: link.port };

  // Fills the mail server's index.
  await fetchOneByOne(near.port, near.user, mails);
  const all: Round[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const profile = bench.profile && n === 0 ? join(bench.profile, 'rtt.cpuprofile') : null;
    const plainly = () => fetchOneByOne(far.port, far.user, single);
    const before = n % 2 === 0 ? await plainly() : null;
    const rate = await fetchRate(far, llm.baseUrl, mails, profile);
    const round = { rate, single: before ?? (await plainly()) };
    checkLine(round.single, bench.quick ? Infinity : roundTripMs + slackMs);
    bench.say(
      `${rate.toFixed(0)} messages/s, one by one ${round.single.messagesPerSecond.toFixed(1)}/s, ` +
        `NOOP ${round.single.noopMs.toFixed(1)} ms`,
    );
    all.push(round);
  }
  return findings(all, mails, single);
}

/** Messages a second that the program fetches, by its ledger. */
async function fetchRate(mailbox: Mailbox, llmUrl: string, mails: number, profile: string | null) {
  const program = await startProgram(mailbox, llmUrl, { profile });
  try {
    const begin = await fetches(program, mails * from);
    const end = await fetches(program, mails * to);
    await fetches(program, mails);
    return ((end.fetched - begin.fetched) * 1_000) / (end.at - begin.at);
  } finally {
    await program.stop();
  }
}

/** Resolves as soon as the sources of so many messages are stored. */
async function fetches(program: Program, messages: number) {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { mailboxes } = await program.get<{ mailboxes: LedgerEntry[] }>('/ledger');
    const at = performance.now();
    const { discovered = 0, gone = 0, ...beyond } = countsOf(mailboxes);
    const fetched = Object.values(beyond).reduce((sum, count) => sum + count, 0);
    if (gone > 0) throw new Error(`${gone} messages could not be fetched`);
    if (fetched >= messages) return { at, fetched };
    if (at > until) throw new Error(`${fetched} fetched and ${discovered} not within a minute`);
    await sleep(pollMs);
  }
}

/** A line that is slower than it should be would make the plain client look slower than it is. */
function checkLine({ noopMs }: OneByOne, mostMs: number): void {
  if (noopMs >= roundTripMs && noopMs <= mostMs) return;
  throw new Error(`a NOOP took ${noopMs.toFixed(1)} ms on a line of ${roundTripMs} ms`);
}

function findings(rounds: Round[], mails: number, single: number): Findings {
  const ratio = spreadOf(rounds.map((round) => round.rate / round.single.messagesPerSecond));
  const rate = spreadOf(rounds.map((round) => round.rate));
  const plain = spreadOf(rounds.map((round) => round.single.messagesPerSecond));
  const noop = spreadOf(rounds.map((round) => round.single.noopMs));
  return {
    rows: [
      {
        what: `fetching at ${roundTripMs} ms round trip, against one by one`,
        measured: `${ratio.median.toFixed(1)} ×`,
        spread: `${ratio.least.toFixed(1)} … ${ratio.most.toFixed(1)} ×`,
        bar: { text: `≥ ${bar} ×`, met: ratio.median >= bar },
      },
      {
        what: `fetching at ${roundTripMs} ms round trip: messages/s`,
        measured: `${rate.median.toFixed(0)}/s`,
        spread: `${rate.least.toFixed(0)} … ${rate.most.toFixed(0)}/s; one by one ${plain.median.toFixed(1)}/s`,
      },
    ],
    json: {
      rttSpeedup: rounded(ratio.median, 2),
      rtt: {
        speedup: ratio,
        messagesPerSecond: rate,
        oneByOnePerSecond: plain,
        noopMs: noop,
        messages: mails,
        rounds: rounds.length,
      },
    },
    notes: [
      `rtt: ${rounds.length} rounds of ${mails} mails, and ${single} one by one; a NOOP took ` +
        `${noop.median.toFixed(1)} ms. The program works the mail while it fetches, as ever.`,
    ],
  };
}
