import { describe, expect, it } from 'vitest';
import { takeOlder } from '../../src/actors/take-older.ts';
import { discover } from '../../src/actors/discover.ts';
import { Failure } from '../../src/domain/failure.ts';
import { inbox } from '../contracts/stores/harness.ts';
import { fetchOn, gaps, look, mapAnew, rows, run, source, store } from './harness.ts';

const monthAgo = () => new Date(Date.now() - 30 * 86_400_000).toISOString();

/** A folder of `n` mails, of which the first start took the newest `taken`. */
async function begun(n: number, taken: number): Promise<void> {
  for (let i = 1; i <= n; i += 1) source.deliver(`mail ${i}`, { receivedAt: monthAgo() });
  const options = { backfill: 'all', backfillLimit: taken, onGap: () => undefined } as const;
  await run(discover(source, store.messages, options), { ref: inbox, reconcile: true });
  await fetchOn();
}

const take = (backfillLimit: number, messages = store.messages) =>
  run(takeOlder(source, messages, { backfillLimit }), { ref: inbox });
const folder = async () => {
  const row = await store.messages.mailbox(inbox);
  return row && { startUid: row.startUid, cursor: row.cursor, left: row.left };
};
const uids = async () => (await rows()).map(({ uid }) => uid).toSorted((a, b) => a - b);

describe('mail that the first start left alone', () => {
  it('is taken in, the newest first, until nothing is left', async () => {
    await begun(10, 2);
    expect(await folder()).toEqual({ startUid: 9, cursor: 10, left: 8 });
    expect(await take(3)).toEqual({ renumbered: false });
    expect(await folder()).toEqual({ startUid: 6, cursor: 10, left: 5 });
    expect(await uids()).toEqual([6, 7, 8, 9, 10]);
    await take(500);
    expect(await folder()).toEqual({ startUid: 1, cursor: 10, left: 0 });
    await fetchOn();
    await take(500);
    expect(await uids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await store.messages.counts()).toEqual({ parsing: 10 });
  });

  it('is no gap, before and after', async () => {
    await begun(10, 2);
    await take(3);
    await look(true);
    await take(3);
    await look(true);
    expect(gaps).toEqual([]);
    expect((await store.messages.ledger())[0]).toMatchObject({ startUid: 3, left: 2, gaps: [] });
  });

  it('may have been expunged since', async () => {
    await begun(6, 2);
    source.mails = source.mails.filter(({ uid }) => uid !== 3 && uid !== 4);
    await take(1);
    expect(await folder()).toEqual({ startUid: 2, cursor: 6, left: 1 });
    source.mails = source.mails.filter(({ uid }) => uid > 2);
    await take(1);
    expect(await folder()).toEqual({ startUid: 2, cursor: 6, left: 0 });
  });

  it('is asked for by a person where the first start was to take nothing', async () => {
    await begun(3, 0);
    expect(await folder()).toEqual({ startUid: 4, cursor: 3, left: 3 });
    await take(0);
    expect(await folder()).toEqual({ startUid: 1, cursor: 3, left: 0 });
  });

  it('is asked for in vain in a folder that was not begun', async () => {
    expect(await take(5)).toEqual({ renumbered: false });
    expect(await folder()).toBeNull();
  });
});

describe('what comes in between', () => {
  it('a new UIDVALIDITY is told of, and nothing is taken in', async () => {
    await begun(6, 2);
    source.renumber(8);
    expect(await take(2)).toEqual({ renumbered: true });
    expect(await uids()).toEqual([5, 6]);
  });

  it('what was taken and not fetched is known again by another number', async () => {
    await begun(6, 2);
    await take(2);
    source.renumber(8, 101);
    expect(await look(true)).toEqual({ renumbered: true });
    await mapAnew();
    await look(true);
    await fetchOn();
    expect(await uids()).toEqual([103, 104, 105, 106]);
    expect(await store.messages.counts()).toEqual({ parsing: 4 });
    expect((await folder())?.left).toBe(2);
  });

  it('a write that fails leaves all as it was, and the next try takes it', async () => {
    await begun(6, 2);
    const messages = Object.create(store.messages) as typeof store.messages;
    messages.takeOlder = () => Promise.reject(new Failure('store.unavailable', 'full'));
    await expect(take(2, messages)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(await folder()).toEqual({ startUid: 5, cursor: 6, left: 4 });
    await take(2);
    expect(await uids()).toEqual([3, 4, 5, 6]);
  });

  it('a connection that breaks between two transactions keeps the first', async () => {
    await begun(5_600, 2);
    let identified = 0;
    source.before = (what) => {
      if (what.startsWith('identify')) identified += 1;
      // Whatever is asked over it afterwards fails too: no single message is to blame.
      if (identified > 1) {
        throw new Failure('imap.dropped', 'connection reset');
      }
    };
    await expect(take(5_500)).rejects.toMatchObject({ code: 'imap.dropped' });
    expect(await folder()).toEqual({ startUid: 599, cursor: 5_600, left: 598 });
    source.before = () => undefined;
    await take(5_500);
    expect(await folder()).toEqual({ startUid: 1, cursor: 5_600, left: 0 });
    await look(true);
    expect(gaps).toEqual([]);
  }, 20_000);
});
