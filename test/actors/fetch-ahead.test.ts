import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { MessageStore } from '../../src/ports.ts';
import { inbox } from '../contracts/stores/harness.ts';
import { fetchOnce, look, source, store } from './harness.ts';

const fetches = () => source.asked.filter((line) => line.startsWith('fetch '));

async function backlogOf(mails: number): Promise<void> {
  for (let n = 1; n <= mails; n += 1) source.deliver(`mail ${n}`);
  await look();
}

async function unfetched() {
  const mailbox = await store.messages.mailbox(inbox);
  return await store.messages.unfetched(mailbox?.id ?? 0, 1_000);
}

/** Notes how many batches the mail server was asked for by the time each one was stored. */
function watching(stored: (n: number) => void = () => undefined) {
  const askedBefore: number[] = [];
  const messages: MessageStore = {
    ...store.messages,
    async storeSources(...write) {
      await sleep(1);
      askedBefore.push(fetches().length);
      stored(askedBefore.length);
      await store.messages.storeSources(...write);
    },
  };
  return { askedBefore, messages };
}

describe('a backlog of more than a batch', () => {
  it('has the next batch on its way while one is stored', async () => {
    await backlogOf(250);
    const { askedBefore, messages } = watching();
    expect(await fetchOnce(2_000, messages)).toEqual({
      fetched: 250,
      more: false,
      heldBack: false,
    });
    expect(askedBefore).toEqual([2, 3, 3]);
    expect(await unfetched()).toEqual([]);
  });

  it('is left to a further call when it is more than a few', async () => {
    await backlogOf(450);
    expect(await fetchOnce()).toMatchObject({ fetched: 400, more: true });
    expect(await fetchOnce()).toMatchObject({ fetched: 50, more: false });
    expect(fetches()).toHaveLength(5);
  });

  it('blames only the batch that failed, and keeps what came before it', async () => {
    await backlogOf(250);
    source.stuck.add(150);
    expect(await fetchOnce()).toMatchObject({ fetched: 100, more: true });
    const left = await unfetched();
    const tried = left.filter(({ attempts }) => attempts > 0).map(({ uid }) => uid);
    expect(left).toHaveLength(150);
    expect([tried.length, tried[0], tried.at(-1)]).toEqual([100, 101, 200]);
  });

  it('that cannot be stored is nobody’s fault, even if what is on its way fails too', async () => {
    await backlogOf(250);
    source.stuck.add(150);
    const { messages } = watching((n) => {
      if (n === 1) throw new Failure('store.unavailable', 'not now');
    });
    await expect(fetchOnce(2_000, messages)).rejects.toMatchObject({ code: 'store.unavailable' });
    const left = await unfetched();
    expect(left).toHaveLength(250);
    expect(left.every(({ attempts }) => attempts === 0)).toBe(true);
  });
});
