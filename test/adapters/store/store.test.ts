import { setTimeout as sleep } from 'node:timers/promises';
import sqlite3 from 'sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../src/adapters/store/index.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { storeContract } from '../../contracts/stores.ts';
import { claimOne, commitOf, fetchedFolder } from '../../contracts/stores/harness.ts';
import { aDraft } from '../../support/a-draft.ts';
import { databaseFile, sqliteUnderTest } from '../../support/sqlite-store.ts';

storeContract('SQLite', sqliteUnderTest);

describe('the SQLite store', () => {
  test('publishes nothing before the commit', async () => {
    const store = await sqliteUnderTest();
    await fetchedFolder(store, [1]);
    const { lease, message } = await claimOne(store);
    store.events.length = 0;

    const other = new sqlite3.Database(store.path);
    await new Promise((done) => other.exec('begin immediate', done));
    const writing = Promise.all([
      store.messages.commitStep(commitOf(lease, message, 'parsing')),
      store.drafts.put(aDraft()),
    ]);
    await sleep(150);
    expect(store.events).toEqual([]);
    await new Promise((done) => other.exec('rollback', done));
    await writing;
    expect(store.events.map(({ type }) => type).toSorted()).toEqual([
      'draft.created',
      'message.transitioned',
    ]);
    await new Promise((done) => other.close(done));
    await store.close();
  });

  test('a store that is closed fails as the port says', async () => {
    const store = await sqliteUnderTest();
    await store.close();
    await expect(store.messages.counts()).rejects.toBeInstanceOf(Failure);
    await expect(store.messages.recover()).rejects.toBeInstanceOf(Failure);
    await expect(store.drafts.list({ limit: 1 })).rejects.toBeInstanceOf(Failure);
  });

  test('closing waits for what is being written', async () => {
    const { path, remove } = await databaseFile();
    const silent = { publish: () => {}, subscribe: () => () => {} };
    const first = await openStore(`sqlite:${path}`, silent);
    const writing = first.drafts.put(aDraft());
    await first.close();
    await expect(writing).resolves.toMatchObject({ kind: 'created' });
    const second = await openStore(`sqlite:${path}`, silent);
    expect((await second.drafts.list({ limit: 5 })).items).toHaveLength(1);
    await second.close();
    await remove();
  });
});
