/** `npm run purge -- --sender ADDRESS`: removes all that a sender wrote, and all that came of it. */
import { createHash } from 'node:crypto';
import { openStore } from '../adapters/store/index.ts';
import { databaseOf } from '../database.ts';
import { silentBus } from '../telemetry/event-bus.ts';
import { type PurgeArguments, readPurgeArguments, usage } from './arguments.ts';
import { planText, purgedText, scrubbedText } from './report.ts';
import { purgeAll } from './purge-all.ts';

const args = readArguments();
const url = databaseOf(process.env);
process.exitCode = await run(args).catch((error: unknown) => {
  console.error(`The purge failed: ${error instanceof Error ? error.message : String(error)}`);
  console.error('What was removed stays removed. Run it again for the rest.');
  return 1;
});

async function run({ dryRun, ...query }: PurgeArguments): Promise<number> {
  const store = await openStore(url, silentBus);
  try {
    const plan = await store.upkeep.planPurge(query);
    console.log(planText(plan, dryRun));
    if (dryRun) return 0;
    const purged = await purgeAll(store.upkeep, query, plan);
    console.log(purgedText(purged));
    // Also where nothing was found: that is what the next person asks.
    const subject = `sha256:${createHash('sha256').update(query.sender).digest('hex').slice(0, 16)}`;
    await store.audit.note({ name: null, action: 'purge', subject });
    console.log('Rewriting the database, so that no deleted byte is left in its files …');
    console.log(scrubbedText(await store.scrub()));
    return 0;
  } finally {
    await store.close();
  }
}

function readArguments(): PurgeArguments {
  try {
    return readPurgeArguments(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return process.exit(2);
  }
}
