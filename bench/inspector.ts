import { join } from 'node:path';
import type { Bench, Figure, Findings, Row } from './figure.ts';
import { from, type Run, type Way, ways, work } from './inspector-ways.ts';
import { startLlm } from './parts/llm.ts';
import { type Mailbox, openMailbox } from './parts/mailbox.ts';
import { startProgram } from './parts/program.ts';
import { percent, percentSpread, rounded, type Spread, spreadOf } from './parts/statistics.ts';
import type { Visit } from './parts/visitor.ts';

/**
 * What the inspector costs: the same mail, worked by the program without any observer of its actors,
 * as it ships with nobody watching, and with one visitor. Four runs make a round, and every ratio
 * is taken within its round, so that a machine which others use too does not tell for one way.
 */
export const inspector: Figure = { name: 'inspector', measure };

const full = { mails: 500, rounds: 5 };
const quick = { mails: 120, rounds: 1 };

type Round = Record<Way, Run>;

async function measure(bench: Bench): Promise<Findings> {
  const { mails, rounds } = bench.quick ? quick : full;
  const llm = await startLlm(0);
  bench.atEnd(llm.stop);
  const mailbox = await openMailbox(mails);
  bench.atEnd(mailbox.stop);

  const run = (way: Way, profile: string | null) =>
    work(way, { mailbox, llmUrl: llm.baseUrl, mails, profile });
  await warmUp(mailbox, llm.baseUrl, mails * from);
  const all: Round[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const runs = new Map<Way, Run>();
    // There and back again, so that what grows slowly over a round favours no way.
    for (const way of n % 2 === 0 ? ways : ways.toReversed()) {
      const profile = bench.profile && n === 0 ? join(bench.profile, `${way}.cpuprofile`) : null;
      const done = await run(way, profile);
      bench.say(`${way.padEnd(5)} ${done.rate.toFixed(1)} messages/s${seen(done.visit)}`);
      runs.set(way, done);
    }
    all.push(Object.fromEntries(runs) as Round);
  }
  if ((await llm.calls()) === 0) throw new Error('nobody asked the LLM stand-in anything');
  return findings(all, mails);
}

/** Fills the mail server's index and the caches of the disk. */
async function warmUp(mailbox: Mailbox, llmUrl: string, mails: number): Promise<void> {
  const program = await startProgram(mailbox, llmUrl);
  try {
    await program.reaches(mails);
  } finally {
    await program.stop();
  }
}

/** What a visitor read in a run, for the progress. */
function seen(visit: Visit | null): string {
  if (!visit) return '';
  const megabytes = (visit.bytes / 1e6).toFixed(1);
  return `, ${visit.messages} of the feed in ${visit.frames} frames (${megabytes} MB), ${visit.dropped} dropped`;
}

function findings(rounds: Round[], mails: number): Findings {
  const lost = byWay((way) => rounds.map((round) => 1 - round[way].rate / round.bare.rate));
  // What would be lost where the program's process is all that anything waits for.
  const lostByCpu = byWay((way) =>
    rounds.map((round) => 1 - round.bare.cpuMsPerMessage / round[way].cpuMsPerMessage),
  );
  const rate = byWay((way) => rounds.map((round) => round[way].rate));
  const cpuMs = byWay((way) => rounds.map((round) => round[way].cpuMsPerMessage));
  const dropped = (way: Way) => rounds.reduce((sum, r) => sum + (r[way].visit?.dropped ?? 0), 0);

  const row = (what: string, way: Way, most: number): Row => ({
    what: `inspector, ${what}: throughput lost`,
    measured: percent(lost[way].median),
    spread: `${percentSpread(lost[way])}; by CPU time ${percent(lostByCpu[way].median)}`,
    bar: { text: `≤ ${most * 100} %`, met: lost[way].median <= most },
  });
  return {
    rows: [
      row('no visitor', 'idle', 0.1),
      row("one visitor on the page's feed", 'page', 0.5),
      row('one visitor on the plain feed', 'plain', 0.5),
      {
        what: 'inspector, without any observer: messages/s',
        measured: `${rate.bare.median.toFixed(1)}/s`,
        spread: `${rate.bare.least.toFixed(1)} … ${rate.bare.most.toFixed(1)}/s; ${cpuMs.bare.median.toFixed(1)} ms of CPU each`,
      },
    ],
    json: {
      inspector: {
        idleOverhead: lost.idle.median,
        clientOverhead: lost.page.median,
        clientOverheadPlain: lost.plain.median,
        overhead: lost,
        cpuOverhead: lostByCpu,
        messagesPerSecond: rate,
        cpuMsPerMessage: cpuMs,
        dropped: { page: dropped('page'), plain: dropped('plain') },
        messages: mails,
        rounds: rounds.length,
      },
    },
    notes: [
      `inspector: ${rounds.length} rounds of ${mails} mails; left out of the feed because the ` +
        `visitor read too slowly: ${dropped('page')} messages (page), ${dropped('plain')} (plain).`,
    ],
  };
}

function byWay(valuesOf: (way: Way) => number[]): Record<Way, Spread> {
  const spread = (way: Way): Spread => {
    const { median, least, most } = spreadOf(valuesOf(way));
    return { median: rounded(median), least: rounded(least), most: rounded(most) };
  };
  return {
    bare: spread('bare'),
    idle: spread('idle'),
    page: spread('page'),
    plain: spread('plain'),
  };
}
