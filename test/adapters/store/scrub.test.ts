import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/adapters/store/index.ts';
import { purgeAll } from '../../../src/purge/purge-all.ts';
import { silentBus } from '../../../src/telemetry/event-bus.ts';
import {
  claimOne,
  fetchAll,
  finish,
  folder,
  results,
  aMail,
} from '../../contracts/stores/harness.ts';
import { databaseFile } from '../../support/sqlite-store.ts';

/** What is stored in clear: the sources are compressed. */
const mark = 'xylographqqz';
const sender = `ada@${mark}.example`;

const holdsMark = (path: string) =>
  ['', '-wal', '-shm']
    .map((suffix) => path + suffix)
    .filter((file) => existsSync(file))
    .filter((file) => readFileSync(file).toString('latin1').includes(mark));

test('deleted is not gone from the files, and scrubbed is, while others read and write', async () => {
  const { path, remove } = await databaseFile();
  const store = await openStore(`sqlite:${path}`, silentBus);
  const agent = await openStore(`sqlite:${path}`, silentBus);
  const under = { ...store, events: [], clock: { now: 0 } };
  const ids = await fetchAll(under, await folder(under, [1, 2, 3, 4]));
  for (const uid of ids) {
    const who = uid === ids[0] ? 'bob@other.example' : sender;
    const parsing = aMail({ from: { name: `Ada ${mark}`, address: who }, text: mark.repeat(900) });
    const other = aMail({ from: { name: 'Bob', address: who } });
    const made = { ...results, parsing: uid === ids[0] ? other : parsing };
    await finish(under, await claimOne(under), made);
  }
  const plan = await store.upkeep.planPurge({ sender });
  expect(plan.messages).toHaveLength(3);
  const purged = await purgeAll(store.upkeep, { sender }, plan);
  expect(purged).toMatchObject({ messages: 3, sources: 3, mails: 3, drafts: 3 });
  expect(holdsMark(path)).not.toEqual([]);

  const stop = new AbortController();
  const busy = (async () => {
    for (let i = 0; !stop.signal.aborted; i += 1) {
      await agent.audit.note({ name: null, action: 'POST /x', subject: String(i) });
      await agent.messages.counts();
    }
  })();
  const { bytesBefore, bytesAfter } = await store.scrub();
  stop.abort();
  await busy;
  expect(holdsMark(path)).toEqual([]);
  expect(bytesAfter).toBeLessThan(bytesBefore);
  // The index still finds the others, and the agent’s connections go on.
  expect((await agent.messages.list({ q: 'Bob', limit: 9 })).items).toHaveLength(1);
  expect((await agent.drafts.list({ limit: 9 })).items).toHaveLength(1);
  await agent.close();
  await store.close();
  await remove();
});
