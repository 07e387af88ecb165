import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBackfill, planOlder, planRenumbering } from '../../src/domain/backfill.ts';

const all = [3, 5, 8, 9, 12];

describe('planBackfill', () => {
  it.each([
    ['everything', all, 500, { startUid: 3, uids: all, left: 0 }],
    ['the newest up to the limit', all, 2, { startUid: 9, uids: [9, 12], left: 3 }],
    ['unread mail between read mail', [5, 9], 500, { startUid: 13, uids: [5, 9], left: 3 }],
    ['the newest unread mail', [9, 12], 500, { startUid: 9, uids: [9, 12], left: 3 }],
    ['nothing', [], 500, { startUid: 13, uids: [], left: 5 }],
    ['nothing, by its limit', all, 0, { startUid: 13, uids: [], left: 5 }],
  ])('takes %s', (_, wanted, limit, plan) => {
    expect(planBackfill(all, wanted, limit, 13)).toEqual({ cursor: 12, ...plan });
  });

  it('begins an empty folder with the next mail', () => {
    const plan = { startUid: 1, cursor: 0, uids: [], left: 0 };
    expect(planBackfill([], [], 500, 1)).toEqual(plan);
  });

  it('takes no limit for an endless one', () => {
    expect(planBackfill(all, all, Infinity, 13).uids).toEqual(all);
  });

  it('leaves mail that came after the folder was opened to the cursor', () => {
    const plan = planBackfill([...all, 13, 14], [12, 14], 500, 13);
    expect(plan).toEqual({ startUid: 12, cursor: 12, uids: [12], left: 4 });
  });
});

describe('planOlder', () => {
  const older = [3, 5, 8, 9];
  it.each([
    ['the newest that were left', [3, 8, 9], 2, { startUid: 4, uids: [8, 9], left: 1 }],
    ['what was left between taken mail', [5], 2, { startUid: 3, uids: [5], left: 0 }],
    ['all of it', older, 4, { startUid: 3, uids: older, left: 0 }],
    ['nothing where nothing was left', [], 500, { startUid: 3, uids: [], left: 0 }],
    ['nothing, by its limit', [3, 8], 0, { startUid: 9, uids: [], left: 2 }],
  ])('takes %s', (_, missing, limit, plan) => {
    expect(planOlder(older, missing, limit, 12)).toEqual(plan);
  });

  it('leaves the beginning where it was if nothing older is there any more', () => {
    expect(planOlder([], [], 500, 12)).toEqual({ startUid: 12, uids: [], left: 0 });
  });
});

describe('any plan', () => {
  const folder = fc
    .record({
      uids: fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 60 }),
      mask: fc.infiniteStream(fc.boolean()),
      limit: fc.oneof(fc.nat(70), fc.constant(Infinity)),
      spare: fc.nat(20),
      late: fc.nat(5),
    })
    .map(({ uids, mask, limit, spare, late }) => {
      const known = uids.toSorted((a, b) => a - b);
      const uidNext = (known.at(-1) ?? 0) + 1 + spare;
      // Mail may come in between opening the folder and searching it.
      const later = Array.from({ length: late }, (_, i) => uidNext + i);
      const there = [...known, ...later];
      return { known, all: there, wanted: there.filter(() => mask.next().value), limit, uidNext };
    });
  const check = (holds: (scene: FolderScene, plan: ReturnType<typeof planBackfill>) => void) =>
    fc.assert(
      fc.property(folder, (scene) => {
        holds(scene, planBackfill(scene.all, scene.wanted, scene.limit, scene.uidNext));
      }),
      { numRuns: 500 },
    );

  it('takes every UID from startUid to the cursor', () => {
    check(({ all: there }, { startUid, cursor, uids }) => {
      const proven = there.filter((uid) => uid >= startUid && uid <= cursor);
      expect(uids).toEqual(expect.arrayContaining(proven));
    });
  });

  it('begins its proof as early as it can', () => {
    check(({ known }, { startUid, uids }) => {
      const before = known.filter((uid) => uid < startUid);
      const newest = before.at(-1);
      expect(newest === undefined || !uids.includes(newest)).toBe(true);
    });
  });

  it('takes the newest of what is wanted, ascending, within the limit', () => {
    check(({ wanted, limit, uidNext }, { uids }) => {
      const eligible = wanted.filter((uid) => uid < uidNext);
      expect(uids).toHaveLength(Math.min(limit, eligible.length));
      expect(uids).toEqual(eligible.slice(eligible.length - uids.length));
    });
  });

  it('accounts for every message that was there', () => {
    check(({ known }, { uids, left }) => {
      expect(uids.length + left).toBe(known.length);
    });
  });

  it('goes on with what it left, a part a time, until each was taken once', () => {
    const parts = fc.infiniteStream(fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(folder, parts, ({ wanted, limit, uidNext, known }, sizes) => {
        let { startUid, uids: taken } = planBackfill(known, wanted, limit, uidNext);
        for (let left = known.length - taken.length; left > 0;) {
          const older = known.filter((uid) => uid < startUid);
          const missing = older.filter((uid) => !taken.includes(uid));
          const plan = planOlder(older, missing, sizes.next().value, startUid);
          expect(plan.startUid).toBeLessThanOrEqual(startUid);
          expect(plan.left).toBeLessThan(left);
          ({ startUid, left } = plan);
          taken = [...taken, ...plan.uids];
          expect(taken).toEqual(
            expect.arrayContaining(known.filter((uid) => uid >= plan.startUid)),
          );
        }
        expect(taken.toSorted((a, b) => a - b)).toEqual(known);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves new mail above the cursor, so that it is taken next', () => {
    check(({ uidNext }, { startUid, cursor }) => {
      expect(cursor).toBe(uidNext - 1);
      expect(startUid).toBeLessThanOrEqual(uidNext);
    });
  });
});

interface FolderScene {
  known: number[];
  all: number[];
  wanted: number[];
  limit: number;
  uidNext: number;
}

describe('planRenumbering', () => {
  const createdAt = '2026-03-01T09:00:00.700Z';
  const at = (uid: number, receivedAt: string | null) => ({ uid, receivedAt });
  const unknown = [
    at(3, '2026-02-28T09:00:00.000Z'),
    at(9, '2026-03-01T09:00:00.000Z'),
    at(12, '2026-03-02T09:00:00.000Z'),
  ];

  it('takes what is unknown and came after the start, in its very second as well', () => {
    const plan = planRenumbering(all, unknown, { left: 7, createdAt }, 13);
    expect(plan).toEqual({ startUid: 5, cursor: 12, uids: [5, 8, 9, 12], left: 1 });
  });

  it('takes everything where nothing was left alone at the start', () => {
    const plan = planRenumbering(all, unknown, { left: 0, createdAt }, 13);
    expect(plan).toEqual({ startUid: 3, cursor: 12, uids: all, left: 0 });
  });

  it('takes what has no date rather than miss it', () => {
    const plan = planRenumbering(all, [at(3, null)], { left: 7, createdAt }, 13);
    expect(plan.uids).toEqual(all);
  });

  it('leaves mail that came after the folder was opened to the cursor', () => {
    const plan = planRenumbering([...all, 13], [at(13, createdAt)], { left: 1, createdAt }, 13);
    expect(plan).toMatchObject({ cursor: 12, uids: all });
  });
});
