import { afterEach, describe, expect, it } from 'vitest';
import { maxTries, type Outgoing } from '../../src/domain/outgoing.ts';
import {
  fails,
  failsFirst,
  forever,
  runDispatch as run,
  stopDispatches,
} from '../support/running-dispatch.ts';
import { Failure } from '../../src/domain/failure.ts';

afterEach(stopDispatches);

describe('a save', () => {
  it('is put into Drafts and done', async () => {
    const { deeds, row, state } = await run([{ kind: 'save' }]);
    expect(deeds).toEqual(['place 1 in Drafts', '1 is done']);
    expect(row()).toMatchObject({ state: 'done', folder: 'Drafts' });
    expect(state()).toBe('resting');
  });

  it.each(['imap.dropped', 'imap.throttled'] as const)('waits after %s', async (code) => {
    const { deeds, moves, due, pass, row } = await run([{ kind: 'save' }], {
      place: failsFirst(2, code),
    });
    expect(moves).toMatchObject([{ to: 'waiting', failure: { code } }]);
    due();
    await pass(5_000);
    due();
    await pass(5_000);
    expect(deeds.filter((deed) => deed.startsWith('place'))).toHaveLength(3);
    expect(row()?.state).toBe('done');
  });

  it.each(['imap.rejected', 'imap.refused', 'unexpected'] as const)('fails by %s', async (code) => {
    const { deeds } = await run([{ kind: 'save' }], { place: fails(code) });
    expect(deeds).toEqual(['place 1 in Drafts', '1 is failed']);
  });

  it('fails in the end', async () => {
    const { row } = await run([{ kind: 'save', attempts: maxTries - 1 }], {
      place: fails('imap.dropped'),
    });
    expect(row()?.state).toBe('failed');
  });

  it('that hangs is given up after a minute, and waits', async () => {
    const { deeds, pass } = await run([{ kind: 'save' }], { place: forever });
    await pass(59_000);
    expect(deeds).toEqual(['place 1 in Drafts']);
    await pass(1_000);
    expect(deeds.at(-1)).toBe('1 is waiting');
  });

  it('that could not be written down is written down again, not placed again', async () => {
    const { deeds, pass } = await run([{ kind: 'save' }], {
      move: failsFirst(2, 'store.unavailable'),
    });
    await pass(1_000);
    await pass(1_000);
    expect(deeds).toEqual(['place 1 in Drafts', '1 is done']);
  });
});

describe('a sending', () => {
  it('is written down before its first byte, and once it was taken; then it is copied', async () => {
    const { deeds, row, due, pass, state } = await run([{}]);
    expect(deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is copying']);
    expect(state()).toBe('resting');
    due();
    await pass(5_000);
    expect(deeds.slice(3)).toEqual(['place 1 in Sent', '1 is done']);
    expect(row()).toMatchObject({ state: 'done', folder: 'Sent', error: null });
  });

  it('does not wait for its copy with the next one', async () => {
    const { deeds, due, pass } = await run([{}, {}]);
    const sent = (id: number) => [`${id} is transmitting`, `transmit ${id}`, `${id} is copying`];
    expect(deeds).toEqual([...sent(1), ...sent(2)]);
    due(1);
    due(2);
    await pass(5_000);
    expect(deeds.slice(6).filter((deed) => deed.endsWith('done'))).toEqual([
      '1 is done',
      '2 is done',
    ]);
  });

  it('transmits nothing while it cannot be written down', async () => {
    const { deeds, pass } = await run([{}], { move: failsFirst(3, 'store.unavailable') });
    await pass(1_000);
    await pass(1_000);
    expect(deeds).toEqual([]);
    await pass(1_000);
    expect(deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is copying']);
  });

  it('transmits nothing that somebody else holds by now', async () => {
    const { deeds, state } = await run([{}], { move: fails('store.fenced') });
    expect(deeds).toEqual([]);
    expect(state()).toBe('stalled');
  });

  it('waits while the server is away, as long as it asks', async () => {
    const { deeds, moves, due, pass } = await run([{}], {
      transmit: fails('smtp.unavailable', { retryAfterMs: 42_000 }),
    });
    expect(deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is waiting']);
    expect(moves.at(-1)).toMatchObject({ afterMs: 42_000, failure: { code: 'smtp.unavailable' } });
    due();
    await pass(5_000);
    expect(deeds.slice(3)).toEqual(['1 is transmitting', 'transmit 1', '1 is waiting']);
  });

  it('fails after so many tries', async () => {
    const { row } = await run([{ attempts: maxTries - 1 }], {
      transmit: fails('smtp.unavailable'),
    });
    expect(row()?.state).toBe('failed');
  });

  it.each(['smtp.rejected', 'smtp.refused'] as const)('fails at once by %s', async (code) => {
    const { deeds, moves } = await run([{}], { transmit: fails(code) });
    expect(deeds.at(-1)).toBe('1 is failed');
    expect(moves.at(-1)).toMatchObject({ failure: { code } });
  });

  it.each(['smtp.unknown', 'unexpected', 'store.unavailable'] as const)(
    'is unknown after %s, and never transmitted again',
    async (code) => {
      const { deeds, pass } = await run([{}], { transmit: fails(code) });
      expect(deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is unknown']);
      for (let i = 0; i < 100; i += 1) await pass(60_000);
      expect(deeds).toHaveLength(3);
    },
  );

  it('is unknown where the server falls silent; its connection is cut', async () => {
    let cut = false;
    const { deeds, pass } = await run([{}], {
      transmit: (_, signal) => {
        signal.addEventListener('abort', () => (cut = true));
        return forever();
      },
    });
    await pass(239_000);
    expect(cut).toBe(false);
    await pass(1_000);
    expect([deeds.at(-1), cut]).toEqual(['1 is unknown', true]);
  });

  it('whose transmitter died is unknown, and not transmitted', async () => {
    const { deeds, moves } = await run([{ state: 'transmitting' }]);
    expect(deeds).toEqual(['1 is unknown']);
    expect(moves).toMatchObject([{ to: 'unknown', failure: { code: 'smtp.unknown' } }]);
  });

  it.each(['store.unavailable', 'unexpected'] as const)(
    'that was taken is written down in the end, whatever the database says (%s)',
    async (code) => {
      let left = 30;
      const move = (to: string) => {
        if (to === 'copying' && left-- > 0) throw new Failure(code, 'no');
      };
      const { deeds, pass } = await run([{}], { move });
      for (let i = 0; i < 40; i += 1) await pass(1_000);
      expect(deeds).toEqual(['1 is transmitting', 'transmit 1', '1 is copying']);
    },
  );

  it('that somebody else has given up meanwhile stays so', async () => {
    const { deeds } = await run([{}], {
      move: (to) => (to === 'copying' ? fails('store.fenced')() : undefined),
    });
    expect(deeds.slice(0, 2)).toEqual(['1 is transmitting', 'transmit 1']);
    expect(deeds.filter((deed) => deed.startsWith('transmit'))).toHaveLength(1);
  });
});

describe('a copy in Sent', () => {
  const copying: Partial<Outgoing> = { state: 'copying' };

  it('is made by whoever comes next, without another transmission', async () => {
    const { deeds, pass } = await run([copying]);
    await pass(2_000);
    expect(deeds).toEqual(['place 1 in Sent', '1 is done']);
  });

  it.each(['imap.dropped', 'unexpected'] as const)('waits after %s', async (code) => {
    const { deeds, pass } = await run([copying], { place: fails(code) });
    await pass(2_000);
    expect(deeds).toEqual(['place 1 in Sent', '1 is waiting']);
  });

  it.each([
    ['which the server refuses', 0, 'imap.rejected'],
    ['whose login is refused', 0, 'imap.refused'],
    ['that fails too often', maxTries - 1, 'imap.dropped'],
  ] as const)('%s leaves what was sent as sent', async (_, attempts, code) => {
    const { row, pass } = await run([{ ...copying, attempts }], { place: fails(code) });
    await pass(2_000);
    expect(row()).toMatchObject({ state: 'done', folder: null, error: `${code}: no` });
  });

  it('that hangs waits', async () => {
    const { deeds, pass } = await run([copying], { place: forever });
    await pass(2_000);
    await pass(60_000);
    expect(deeds.at(-1)).toBe('1 is waiting');
  });
});
