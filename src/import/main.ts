/** `npm run import -- PATH…`: mail from files through the same pipeline, as account `import`. */
import { parseArgs } from 'node:util';
import { openStore } from '../adapters/store/index.ts';
import type { Knowledge } from '../agent.ts';
import type { Config } from '../config.ts';
import { configure } from '../configuration.ts';
import { progressOn } from '../progress.ts';
import { stopSignal } from '../stop-signal.ts';
import { createEventBus } from '../telemetry/event-bus.ts';
import { createLogger } from '../telemetry/logger.ts';
import { ImportJob } from './import-job.ts';
import { type Outcome, reportOf } from './report.ts';
import { startWorker } from './worker.ts';

const usage = `Usage: npm run import -- PATH…
  PATH  an .eml file, an mbox file, a Maildir, or a folder of any of these; gzip is undone`;

/** On a terminal the bar moves; elsewhere a line this often. */
const lineEveryMs = 5_000;

const paths = readArguments();
const progress = progressOn(process.stderr, lineEveryMs);
const { config, knowledge } = await configure((problem) =>
  log.warn({ problem }, 'CRM_FILE changed, but the old one stays'),
);
// Stdout is for the outcome.
const log = createLogger(config.LOG_LEVEL, { write: (line) => progress.say(line.trimEnd()) });
const { code, outcome } = await run(config, knowledge).catch((error: unknown) => {
  progress.end();
  console.error(error instanceof Error ? error.message : error);
  return process.exit(1);
});
process.stdout.write(`${reportOf(outcome)}\n`, () => process.exit(code));

/** From the first connection to the last: what is opened here is closed here, in reverse. */
async function run(
  config: Config,
  knowledge: Knowledge,
): Promise<{ code: number; outcome: Outcome }> {
  const events = createEventBus((error) => log.error({ err: error }, 'an event listener failed'));
  const store = await openStore(config.DATABASE_URL, events);
  const worker = await startWorker(config, knowledge, store, events, log);
  if (!worker.here) progress.say('an agent runs on this database: it works the mail');

  const stop = new AbortController();
  void stopSignal().then((signal) => stop.abort(signal));
  void worker.failed.then(() => stop.abort(new Error('the machines failed too often')));
  const job = new ImportJob(store, worker, progress, stop.signal);
  events.subscribe(job.tally.note);
  await job.run(paths, config.MAX_MESSAGE_BYTES).catch((error: unknown) => stop.abort(error));

  const isInterrupted = stop.signal.aborted;
  if (isInterrupted) progress.say('stopping: messages in work finish or are given back');
  setTimeout(() => process.exit(1), config.SHUTDOWN_SECONDS * 1_000).unref();
  await worker.stop();
  progress.end();
  const outcome = await job.outcome();
  await knowledge.crm.close();
  await store.close();
  if (stop.signal.reason instanceof Error) throw stop.signal.reason;
  return { code: outcome.unreadable.length > 0 ? 1 : 0, outcome };
}

function readArguments(): string[] {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (positionals.length > 0) return positionals;
    console.error(`No file or folder is named.\n${usage}`);
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
  }
  return process.exit(2);
}
