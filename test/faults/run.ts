/**
 * Causes every fault of the matrix for real and counts what is left of the promise.
 *
 *   tsx test/faults/run.ts [--soak] [--only PART-OF-A-NAME]
 *
 * Exit 1 where a mail was lost, doubled, set aside or asked about again without cause.
 */
import { parseArgs } from 'node:util';
import { type Dovecot, dovecotAvailable, startDovecot } from '../support/dovecot.ts';
import build from '../support/build.ts';
import { faults } from './cases/index.ts';
import { type Fault, isSound, Skipped, type Tally } from './fault.ts';
import { Scene } from './scene.ts';
import { progressOf, tableOf } from './table.ts';

/** Most faults are waiting: this many at a time keep two cores busy and no timing far off. */
const lanes = 4;
const soakMs = 60 * 60 * 1_000;

const nothing: Omit<Tally, 'fault'> = {
  times: 0,
  messages: 0,
  lost: 0,
  doubled: 0,
  quarantined: 0,
  extraCalls: 0,
  seconds: 0,
  complaints: [],
};

const { values: options } = parseArgs({
  options: { soak: { type: 'boolean' }, only: { type: 'string' } },
});
const chosen = faults.filter(({ name }) => name.includes(options.only ?? ''));
process.exitCode = (await main(chosen)) ? 0 : 1;

async function main(matrix: Fault[]): Promise<boolean> {
  if (matrix.length === 0) throw new Error(`no fault is called "${options.only}"`);
  if (!dovecotAvailable) throw new Error('the faults need Dovecot 2.3: apt install dovecot-imapd');
  build();
  const since = performance.now();
  const totals = new Map<string, Tally>();
  do {
    for (const tally of await runAll(matrix)) {
      totals.set(tally.fault, added(totals.get(tally.fault), tally));
    }
  } while (options.soak && performance.now() - since < soakMs);
  const tallies = [...totals.values()];
  console.log(`\n${tableOf(tallies)}`);
  console.log(`${tallies.length} faults in ${Math.round((performance.now() - since) / 1000)} s`);
  const mayBeSkipped = process.env['CI'] !== 'true';
  return tallies.every((tally) => isSound(tally) && (!tally.skipped || mayBeSkipped));
}

async function runAll(matrix: Fault[]): Promise<Tally[]> {
  const users = matrix.map((_, i) => `user${i}`);
  const shared = await startDovecot({ users });
  const waiting = [...matrix.entries()];
  const tallies: Tally[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, fault] = next;
      const tally = await runOne(fault, users[i] ?? '', shared);
      tallies[i] = tally;
      console.log(progressOf(tally));
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await shared.stop();
  }
  return tallies;
}

async function runOne(fault: Fault, user: string, shared: Dovecot): Promise<Tally> {
  const since = performance.now();
  const own = fault.ownMailServer ? await startDovecot({ users: [user] }) : null;
  const scene = await Scene.open(user, own ?? shared);
  const tally = { ...nothing, fault: fault.name };
  try {
    await fault.run(scene);
    Object.assign(tally, await scene.tally());
  } catch (error) {
    if (error instanceof Skipped) tally.skipped = error.message;
    else tally.complaints = [...scene.complaints, String(error)];
  }
  await scene.close();
  await own?.stop();
  return { ...tally, seconds: (performance.now() - since) / 1000 };
}

/** The rounds of a soak, as one row. */
function added(before: Tally | undefined, now: Tally): Tally {
  if (!before) return now;
  return {
    ...now,
    times: before.times + now.times,
    messages: before.messages + now.messages,
    lost: before.lost + now.lost,
    doubled: before.doubled + now.doubled,
    quarantined: before.quarantined + now.quarantined,
    extraCalls: before.extraCalls + now.extraCalls,
    seconds: before.seconds + now.seconds,
    complaints: [...before.complaints, ...now.complaints],
  };
}
