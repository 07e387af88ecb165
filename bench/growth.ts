import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { workingDirectory } from '../test/support/agent.ts';
import type { Bench } from './figure.ts';
import { takeArrivals } from './growth-arrivals.ts';
import { watchCores } from './parts/cores.ts';
import { openFolders } from './parts/folders.ts';
import { startImapWire } from './parts/imap-wire.ts';
import { startLlm } from './parts/llm.ts';
import { compositionOf, ownAddress } from './parts/mixture.ts';
import { type Mark, type Program, startProgram } from './parts/program.ts';
import { introduction, residentOf } from './parts/vitals.ts';

/** So many messages in so many folders, and how the program did. */
export interface Trial {
  messages: number;
  mailboxes: number;
  /** Messages a second. */
  rate: number;
  /** Milliseconds of a core that the program's own process takes for each. */
  cpuMsPerMessage: number;
  /** Cores that the program's own process kept busy, its parsers left out. */
  ownCores: number;
  /** Share of all cores that was in use, whoever used them. */
  coresBusy: number;
  /** Bytes of the program's own process, at most. */
  peakResident: number;
  /** Bytes of the database and its log. */
  database: number;
  /** For each mail that came afterwards: milliseconds from the server's EXISTS to its draft. */
  waits: number[];
}

export interface TrialSize {
  messages: number;
  mailboxes: number;
  /** Mails that come one by one when the others are through. */
  arrivals: number;
}

/** Start and end are left out: nothing is full yet, and not everything is any more. */
const counted = { from: 0.2, to: 0.95 };
/** Works so many messages as fast as it can, and then takes some that come one by one. */
export async function tryOut(atEnd: Bench['atEnd'], size: TrialSize): Promise<Trial> {
  const { messages, mailboxes } = size;
  const llm = await startLlm(0);
  atEnd(llm.stop);
  const folders = await openFolders(messages, mailboxes);
  atEnd(folders.stop);
  const { tls } = folders;
  const [cert, key] = await Promise.all([readFile(tls.cert), readFile(tls.key)]);
  const wire = await startImapWire(folders.port, { cert, key });
  atEnd(wire.close);
  const who = await introduction();
  atEnd(who.remove);
  const disk = await workingDirectory();
  atEnd(disk.remove);
  const database = join(disk.path, 'agent.db');
  const program = await startProgram({ ...folders, port: wire.port }, llm.baseUrl, {
    env: {
      ...who.env,
      IMAP_SECURE: 'true',
      IMAP_ALLOW_CLEARTEXT: 'false',
      IMAP_TLS_CA: tls.cert,
      IMAP_MAILBOX: folders.names.join(','),
      OWN_ADDRESSES: ownAddress,
      DATABASE_URL: `sqlite:${database}`,
    },
    preloads: who.preloads,
  });
  atEnd(program.stop);

  const pace = await work(program, messages);
  check(await program.reaches(messages), messages, await llm.calls());
  const { pid } = await who.made();
  const peakResident = residentOf(pid).peak;
  const waits = await takeArrivals({ program, folders, wire, messages }, size.arrivals);
  return { messages, mailboxes, ...pace, peakResident, database: await bytesOf(database), waits };
}

async function work(program: Program, messages: number) {
  const begin = await program.reaches(messages * counted.from);
  const busy = watchCores();
  const end = await program.reaches(messages * counted.to);
  const [n, ms, cpuMs] = [end.ended - begin.ended, end.at - begin.at, end.cpuMs - begin.cpuMs];
  if (n <= 0) throw new Error(`${messages} messages were through too soon to tell how fast`);
  return {
    rate: (n * 1_000) / ms,
    cpuMsPerMessage: cpuMs / n,
    ownCores: cpuMs / ms,
    coresBusy: busy(),
  };
}

/** A run in which things failed, or were spared, may be fast and says nothing. */
function check({ counts, ended }: Mark, messages: number, calls: number): void {
  const { real, skipped } = compositionOf(messages);
  const said = `${JSON.stringify(counts)}, ${calls} calls to the LLM`;
  const { done = 0 } = counts;
  if (ended !== messages || done < (messages - skipped) * 0.99)
    throw new Error(`not done: ${said}`);
  if (calls < real * 1.5) throw new Error(`too few real mails walked every step: ${said}`);
}

async function bytesOf(database: string): Promise<number> {
  const sizes = [database, `${database}-wal`].map((path) => stat(path).then(({ size }) => size));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
