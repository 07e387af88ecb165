import type { DataSource } from 'typeorm';
import { expect, test } from 'vitest';
import { sqliteDataSource } from '../../../src/adapters/store/data-source.ts';
import { openStore } from '../../../src/adapters/store/index.ts';
import { facetOf, facetsOf } from '../../../src/adapters/store/search.ts';
import { categories } from '../../../src/domain/category.ts';
import { aDraft } from '../../support/a-draft.ts';
import { databaseFile, sqliteUnderTest } from '../../support/sqlite-store.ts';

const silent = { publish: () => {}, subscribe: () => () => {} };

test('a draft has a word for every filter that it fits, and for no other', () => {
  const draft = { category: 'Lead', status: 'sent', urgency: 'low', account: 'a|b é' };
  const words = facetsOf(draft).split(' ');
  expect(new Set(words).size).toBe(15);
  for (const filter of [
    { category: 'Lead' },
    { account: 'a|b é' },
    { status: 'sent', urgency: 'low' },
    draft,
  ]) {
    expect(words).toContain(facetOf(filter));
  }
  for (const filter of [{ category: 'Support' }, { account: 'sent' }, { account: 'A|b é' }]) {
    expect(words).not.toContain(facetOf(filter));
  }
});

test('no mail gets into a filter by what it says', async () => {
  const store = await sqliteUnderTest();
  const reply = { subject: '', body: facetOf({ status: 'sent' }), language: 'en' };
  await store.drafts.put(aDraft({ subject: facetOf({ category: 'Support' }), reply }));
  expect((await store.drafts.list({ category: 'Lead', limit: 5 })).items).toHaveLength(1);
  expect((await store.drafts.list({ category: 'Support', limit: 5 })).items).toEqual([]);
  expect((await store.drafts.list({ status: 'sent', limit: 5 })).items).toEqual([]);
  await store.close();
});

test('what was indexed before is found by the new words, and by the old ones after a way back', async () => {
  const { path, remove } = await databaseFile();
  const store = await openStore(`sqlite:${path}`, silent);
  for (const [n, category] of categories.entries()) {
    const draft = aDraft({ key: `${n}`, category, account: `é '${n}`, threadId: null });
    await store.drafts.put(n === 0 ? { ...draft, crm: null, reply: null } : draft);
  }
  await store.close();

  const source = await sqliteDataSource(path).initialize();
  await source.query(`create virtual table temp.v using fts5vocab(main, draft_search, instance)`);
  const words = () => source.query(`select term, doc, col from temp.v order by 1, 2, 3`);
  const before: unknown[] = await words();
  await undoFrom('Facets1700000000002', source);
  expect(await words()).not.toEqual(before);
  const old = `"category${Buffer.from('Lead').toString('hex')}"`;
  expect(
    await source.query(`select rowid from draft_search where draft_search match '${old}'`),
  ).toEqual([{ rowid: 1 }]);
  await source.runMigrations();
  expect(await words()).toEqual(before);
  await source.destroy();
  await remove();
});

/** With all that came after it. */
async function undoFrom(name: string, source: DataSource): Promise<void> {
  const newest = (): Promise<{ name: string }[]> =>
    source.query('select name from migrations order by id desc limit 1');
  for (let [last] = await newest(); ; [last] = await newest()) {
    await source.undoLastMigration();
    if (last === undefined || last.name === name) return;
  }
}
