import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { fetchOn, fetchOnce, look, rows, source, store } from './harness.ts';

const stages = async () => (await rows()).map(({ stage }) => stage);
const fetches = () => source.asked.filter((line) => line.startsWith('fetch'));

describe('a message that is listed and not delivered', () => {
  it('holds up no other, and is set aside after some polls', async () => {
    for (const n of [1, 2, 3, 4, 5]) source.deliver(`mail ${n}`);
    source.stuck.add(3);
    await look();
    await fetchOn();
    expect(await stages()).toEqual(['parsing', 'parsing', 'discovered', 'parsing', 'parsing']);
    // Together, then each alone, and the failed one no more before the next poll.
    expect(fetches()).toEqual(['1,2,3,4,5', '1', '2', '3', '4', '5'].map((set) => `fetch ${set}`));
    await fetchOn();
    expect((await rows())[2]).toMatchObject({ stage: 'discovered', attempts: 3 });
    await fetchOn();
    expect((await rows())[2]).toMatchObject({
      stage: 'quarantined',
      error: expect.stringMatching(/^mail\.unfetchable: .*short answer, without UID 3/),
    });
    await fetchOn();
    expect(fetches().filter((line) => line === 'fetch 3')).toHaveLength(3);
  });

  it('is fetched again when a person says so', async () => {
    source.deliver('stuck');
    source.stuck.add(1);
    await look();
    for (const _ of [1, 2, 3]) await fetchOn();
    const [row] = await rows();
    expect(row?.stage).toBe('quarantined');
    source.stuck.clear();
    expect(await store.messages.retry(row?.id ?? 0)).toBe('retried');
    await fetchOn();
    expect(await stages()).toEqual(['parsing']);
  });

  it('is no suspect while the server delivers nothing at all', async () => {
    for (const n of [1, 2, 3]) source.deliver(`mail ${n}`);
    await look();
    await fetchOn();
    source.deliver('new');
    await look(false);
    for (const uid of [1, 2, 3, 4]) source.stuck.add(uid);
    await fetchOn();
    for (const _ of [1, 2, 3, 4]) await expect(fetchOn()).rejects.toThrow('short answer');
    expect(await rows()).toContainEqual(
      expect.objectContaining({ uid: 4, stage: 'discovered', attempts: 2 }),
    );
    source.stuck.clear();
    await fetchOn();
    expect(await stages()).toEqual(['parsing', 'parsing', 'parsing', 'parsing']);
  });

  it('costs the others no more than a try where it takes the connection with it', async () => {
    for (const n of [1, 2, 3]) source.deliver(`mail ${n}`);
    await look();
    let up = true;
    source.before = (what) => {
      if (/^fetch .*2/.test(what)) up = false;
      if (!up) throw new Failure('imap.dropped', 'the connection was closed');
    };
    let lost = 0;
    for (let connections = 1; connections <= 6; connections += 1) {
      up = true;
      await fetchOn().catch(() => (lost += 1));
      if (connections === 3) expect(await stages()).toEqual(['parsing', 'discovered', 'parsing']);
    }
    expect(lost).toBe(4);
    expect(await stages()).toEqual(['parsing', 'quarantined', 'parsing']);
  });
});

describe('a failure that is no message’s fault', () => {
  it.each(['imap.throttled', 'store.unavailable'] as const)('is not counted: %s', async (code) => {
    source.deliver('mail');
    await look();
    const failing =
      code === 'store.unavailable'
        ? { ...store.messages, storeSources: () => Promise.reject(new Failure(code, 'not now')) }
        : store.messages;
    source.before = (what) => {
      if (code === 'imap.throttled' && what.startsWith('fetch')) throw new Failure(code, 'not now');
    };
    for (const _ of [1, 2, 3, 4, 5]) {
      await expect(fetchOnce(2_000, failing)).rejects.toMatchObject({ code });
    }
    expect(await rows()).toMatchObject([{ stage: 'discovered', attempts: 0 }]);
  });
});

describe('back-pressure', () => {
  it('fetches nothing while the backlog is deep, and goes on when it is not', async () => {
    for (const n of [1, 2, 3, 4]) source.deliver(`mail ${n}`);
    await look();
    await fetchOn();
    source.deliver('one more');
    await look(false);
    expect(await fetchOnce(4)).toEqual({ fetched: 0, more: false, heldBack: true });
    expect(await fetchOnce(5)).toMatchObject({ fetched: 1, heldBack: false });
    // With nothing to fetch there is nothing to hold back.
    expect(await fetchOnce(1)).toEqual({ fetched: 0, more: false, heldBack: false });
  });
});
