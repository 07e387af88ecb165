import { describe, expect, it } from 'vitest';
import sqlite3 from 'sqlite3';
import { promisify } from 'node:util';
import { mark } from '../../src/actors/mark.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { MailboxRef } from '../../src/ports.ts';
import { inbox } from '../contracts/stores/harness.ts';
import { fetchOn, gaps, look, rows, run, source, store, work } from './harness.ts';

/** Deletes a ledger row as only a person with a database shell could. */
async function deleteBehindItsBack(uid: number): Promise<void> {
  const database = new sqlite3.Database(store.path);
  await promisify<string, void>(database.exec.bind(database))(
    `pragma foreign_keys = on; delete from message where uid = ${uid}`,
  );
  await promisify(database.close.bind(database))();
}

describe('a ledger that lacks what the server has', () => {
  it('is found out by the next reconciliation alone: an alarm, and taken in', async () => {
    for (const text of ['a', 'b', 'c']) source.deliver(text);
    await look();
    await fetchOn();
    await work(3);
    await deleteBehindItsBack(2);
    await look(false);
    expect(gaps).toEqual([]);
    await look(true);
    expect(gaps).toEqual([2]);
    const [entry] = await store.messages.ledger();
    expect(entry?.gaps).toMatchObject([{ uid: 2 }]);
    await fetchOn();
    await work(1);
    await look(true);
    expect(gaps).toEqual([2]);
    expect((await store.messages.ledger())[0]).toMatchObject({ gaps: [], counts: { done: 3 } });
  });
});

describe('storage that fails', () => {
  it('leaves the cursor where it was', async () => {
    source.deliver('a');
    await look();
    source.deliver('b');
    const discover = store.messages.discover.bind(store.messages);
    store.messages.discover = () => Promise.reject(new Failure('store.unavailable', 'full'));
    await expect(look(false)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect((await store.messages.mailbox(inbox))?.cursor).toBe(1);
    store.messages.discover = discover;
    await look(false);
    expect(await rows()).toHaveLength(2);
  });
});

describe('marks', () => {
  const refused: MailboxRef[] = [];
  const markAll = () =>
    run(mark(source, store.messages, { onMarkRefused: (ref) => refused.push(ref) }), {
      ref: inbox,
    });

  it('are set after the draft is stored, each once', async () => {
    for (const text of ['a', 'b', 'c']) source.deliver(text);
    await look();
    await fetchOn();
    await work(2);
    expect(await markAll()).toEqual({ refused: false });
    expect([...source.marked]).toEqual([1, 2]);
    await markAll();
    await work(1);
    await markAll();
    expect(source.asked.filter((line) => line.startsWith('mark'))).toEqual(['mark 1,2', 'mark 3']);
  });

  it('that were set but not noted are set again', async () => {
    source.deliver('a');
    await look();
    await fetchOn();
    await work(1);
    const { noteMarked } = store.messages;
    store.messages.noteMarked = () => Promise.reject(new Failure('store.unavailable', 'full'));
    await expect(markAll()).rejects.toMatchObject({ code: 'store.unavailable' });
    store.messages.noteMarked = noteMarked;
    await markAll();
    expect(source.asked.filter((line) => line === 'mark 1')).toHaveLength(2);
  });

  it('that the server does not keep are told of, and stay to be set', async () => {
    source.deliver('a');
    source.keepsMarks = false;
    await look();
    await fetchOn();
    await work(1);
    expect(await markAll()).toEqual({ refused: true });
    expect(refused).toEqual([inbox]);
    source.keepsMarks = true;
    await markAll();
    expect([...source.marked]).toEqual([1]);
  });
});
