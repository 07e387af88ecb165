import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { inbox } from '../contracts/stores/harness.ts';
import { fetchOn, fetchOnce, gaps, look, mapAnew, rows, source, store, work } from './harness.ts';

const yesterday = new Date(Date.now() - 86_400_000).toISOString();
const texts = (n: number) => Array.from({ length: n }, (_, i) => `mail ${i + 1}`);
/** Current UID by the number that the text had at first. */
const uidsNow = async () =>
  Object.fromEntries(
    (await rows()).map(({ key, uid }) => [key.split('/').slice(2).join('/'), uid]),
  );

describe('a folder that was dealt new numbers', () => {
  it('is left alone until it is mapped', async () => {
    source.deliver('one');
    await look();
    source.renumber(8, 40);
    expect(await look()).toEqual({ renumbered: true });
    expect(await rows()).toMatchObject([{ uidValidity: 7, uid: 1 }]);
  });

  it('keeps 30 mails in all stages, takes in what came meanwhile, and misses nothing', async () => {
    for (const text of texts(25)) source.deliver(text);
    await look();
    await fetchOn();
    await work(10);
    for (const text of ['a', 'b', 'c', 'd', 'e']) source.deliver(text);
    await look(false);
    const before = await rows();
    expect(await store.messages.counts()).toEqual({ done: 10, parsing: 15, discovered: 5 });

    // One that is done and one that was never fetched are expunged; two arrive; all is shuffled.
    source.mails = source.mails.filter(({ uid }) => uid !== 3 && uid !== 27);
    source.deliver('meanwhile 1');
    source.deliver('meanwhile 2');
    source.renumber(8, 100, (a, b) => ((a.uid * 7) % 31) - ((b.uid * 7) % 31));
    await mapAnew();
    expect(await look()).toEqual({ renumbered: false });
    await fetchOn();
    await work(20 + 1);

    const after = await rows();
    expect(after.slice(0, 30).map(({ id, key }) => [id, key])).toEqual(
      before.map(({ id, key }) => [id, key]),
    );
    expect(after).toHaveLength(31);
    expect(await store.messages.counts()).toEqual({ done: 31 });
    const present = after.filter(({ uidValidity }) => uidValidity === 8).map(({ uid }) => uid);
    expect(present.toSorted()).toEqual(source.mails.map(({ uid }) => uid).toSorted());
    const { items: drafts } = await store.drafts.list({ limit: 99 });
    expect(drafts.map(({ revision }) => revision)).toEqual(Array(31).fill(1));
    expect(gaps).toEqual([]);
  });

  it.each(['identify', 'fetch', 'startMailbox'])(
    'may be killed at %s and begins again',
    async (at) => {
      for (const text of texts(8)) source.deliver(text, { receivedAt: yesterday });
      await look();
      await fetchOn();
      await work(4);
      // Half of it can only be known by its content.
      for (const kept of source.mails.slice(4)) kept.receivedAt = new Date().toISOString();
      source.renumber(8, 50);
      source.before = (what) => {
        if (what.startsWith(at)) throw new Failure('imap.throttled', 'killed');
      };
      const killed = () => Promise.reject(new Failure('store.unavailable', 'killed'));
      const messages =
        at === 'startMailbox' ? { ...store.messages, startMailbox: killed } : store.messages;
      await expect(mapAnew(messages)).rejects.toThrow('killed');
      expect((await store.messages.mailbox(inbox))?.uidValidity).toBe(7);
      source.before = () => undefined;
      await mapAnew();
      await look();
      expect(await uidsNow()).toEqual(
        Object.fromEntries(texts(8).map((_, i) => [`7/${i + 1}`, 50 + i])),
      );
      expect(await store.messages.counts()).toEqual({ done: 4, parsing: 4 });
    },
  );

  it('does not take what was left alone at the first start', async () => {
    for (const text of texts(5)) source.deliver(text, { receivedAt: yesterday });
    await look(true, 'none');
    source.deliver('new 1');
    await look(false);
    await fetchOn();
    source.deliver('new 2');
    source.renumber(8, 10);
    await mapAnew();
    await look();
    await fetchOn();
    const { left, startUid } = (await store.messages.mailbox(inbox)) ?? {};
    expect([left, startUid]).toEqual([5, 15]);
    expect(await uidsNow()).toEqual({ '7/6': 15, '8/16': 16 });
  });

  it('knows old mail that was taken and is not fetched yet from what was left alone', async () => {
    for (const text of texts(6)) source.deliver(text, { receivedAt: yesterday });
    // As with IMAP_BACKFILL=unseen: the second and the fourth.
    const search = source.search.bind(source);
    source.search = (ref, query) =>
      'unseen' in query ? Promise.resolve([2, 4]) : search(ref, query);
    await look(true, 'unseen');
    source.renumber(8, 20, (a, b) => b.uid - a.uid);
    await mapAnew();
    await look();
    await fetchOn();
    expect(await uidsNow()).toEqual({ '7/2': 24, '7/4': 22 });
    expect(await store.messages.counts()).toEqual({ parsing: 2 });
  });

  it('is mapped although the server cannot tell of one message', async () => {
    for (const text of texts(4)) source.deliver(text);
    await look();
    await fetchOn();
    source.renumber(8, 30);
    source.stuck.add(31);
    await mapAnew();
    await look();
    expect(await uidsNow()).toMatchObject({ '7/1': 30, '7/3': 32, '7/4': 33, '8/31': 31 });
  });

  it('is not mapped while the server tells of none', async () => {
    for (const text of texts(4)) source.deliver(text);
    await look();
    await fetchOn();
    source.renumber(8, 30);
    for (const { uid } of source.mails) source.stuck.add(uid);
    await expect(mapAnew()).rejects.toMatchObject({ code: 'imap.dropped' });
    expect((await store.messages.mailbox(inbox))?.uidValidity).toBe(7);
  });

  it('twice, the second time before the first is mapped to its end', async () => {
    for (const text of texts(6)) source.deliver(text);
    await look();
    await fetchOn();
    source.renumber(8, 30);
    const half = { ...store.messages, startMailbox: () => Promise.reject(new Error('killed')) };
    await expect(mapAnew(half)).rejects.toThrow('killed');
    source.renumber(9, 60);
    await mapAnew();
    expect(Object.values(await uidsNow())).toEqual([60, 61, 62, 63, 64, 65]);
    expect(await fetchOnce()).toMatchObject({ fetched: 0, more: false });
  });
});
