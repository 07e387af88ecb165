import { describe, expect } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { OutgoingKind } from '../../../src/domain/outgoing.ts';
import type { OutgoingMove } from '../../../src/ports.ts';
import {
  claimOne,
  fetchedFolder,
  type MakeStore,
  minutes,
  range,
  type StoreUnderTest,
  withStore,
} from './harness.ts';
import {
  aDraftIn,
  claimLetter,
  goes,
  history,
  present,
  queued,
  review,
  sending,
  wish,
} from './outbox.ts';

const away = new Failure('smtp.unavailable', '421 come back later');
const rejected = new Failure('smtp.rejected', '550 no such user');
const lost = new Failure('smtp.unknown', 'the answer to the end of the letter was lost');

/** Carrying what goes out: claims, moves and what a crash leaves. */
export function dispatchContract(make: MakeStore): void {
  const test = withStore(make);

  /** A draft of its own is asked to go out; the row's id. */
  async function wished(store: StoreUnderTest, uid: number, kind: OutgoingKind): Promise<number> {
    const { id } = await aDraftIn(store, uid);
    if (kind === 'send') await review(store, id, 'approve');
    return (await queued(store, id, kind)).id;
  }

  describe('claim', () => {
    test('gives all that a letter is made of', async ({ store }) => {
      const draft = await aDraftIn(store);
      const outgoing = await queued(store, draft.id, 'save');
      const { lease, ...parts } = await claimLetter(store);
      const mail = await store.messages.mail(draft.message ?? 0);
      expect(parts).toEqual({ outgoing, draft, reply: draft.reply, mail });
      expect(lease).toEqual({ job: expect.any(Number), epoch: 1 });
      expect(await store.outgoing.claim()).toBeNull();
    });

    test('comes in the order of the wishes, of both kinds', async ({ store }) => {
      const all: number[] = [];
      for (const [uid, kind] of [
        [1, 'save'],
        [2, 'send'],
        [3, 'save'],
        [4, 'send'],
      ] as const) {
        all.push(await wished(store, uid, kind));
      }
      const claimed: number[] = [];
      for (const _ of all) claimed.push((await claimLetter(store)).outgoing.id);
      expect(claimed).toEqual(all);
    });

    test.for([
      ['saves', 'send'],
      ['sends', 'save'],
    ] as const)(
      'lets no %s that hang whenever they are tried keep a fresh %s waiting',
      async ([, fresh], { store }) => {
        const hanging = fresh === 'send' ? 'save' : 'send';
        const failed: number[] = [];
        for (const uid of [1, 2, 3]) failed.push(await wished(store, uid, hanging));
        for (const n of [3, 2, 1]) {
          const move = { to: 'waiting', afterMs: minutes(n), failure: away } as const;
          await goes(store, await claimLetter(store), move);
        }
        store.clock.now += minutes(5);
        const first = await wished(store, 4, fresh);
        const second = await wished(store, 5, hanging);
        const claimed: number[] = [];
        for (const _ of range(1, 5)) claimed.push((await claimLetter(store)).outgoing.id);
        // What hangs comes after them, and what has been due the longest first.
        expect(claimed).toEqual([first, second, ...failed.toReversed()]);
        expect(await store.outgoing.claim()).toBeNull();
      },
    );

    test('holds for five minutes, and anew with each move', async ({ store }) => {
      await sending(store, 1);
      const first = await claimLetter(store);
      store.clock.now += minutes(5) - 1;
      expect(await store.outgoing.claim()).toBeNull();
      await goes(store, first, { to: 'transmitting' });
      store.clock.now += minutes(5) - 1;
      expect(await store.outgoing.claim()).toBeNull();
      store.clock.now += 1;
      const second = await claimLetter(store);
      expect(second.lease.epoch).toBe(first.lease.epoch + 1);
    });

    test('many at once never give one letter twice', async ({ store }) => {
      for (const uid of [1, 2, 3]) {
        const { id } = await aDraftIn(store, uid);
        await queued(store, id, 'save');
      }
      const all = await Promise.all(Array.from({ length: 9 }, () => store.outgoing.claim()));
      const ids = all.flatMap((one) => (one ? [one.outgoing.id] : []));
      expect(new Set(ids).size).toBe(3);
      expect(ids).toHaveLength(3);
    });

    test('and the work of email machines does not touch it', async ({ store }) => {
      await sending(store, 1);
      expect(await store.messages.claim(9)).toEqual({ claims: [], nextDueMs: null });
      expect(await store.messages.claimDelivery()).toBeNull();
      expect(await store.messages.backlog()).toBe(0);
      await claimLetter(store);
      expect(await store.messages.claim(9)).toEqual({ claims: [], nextDueMs: null });
      await fetchedFolder(store, [9]);
      await claimOne(store);
      expect(await store.outgoing.claim()).toBeNull();
    });
  });

  describe('a sending', () => {
    test('takes its draft along, to the copy in Sent', async ({ store }) => {
      const id = await sending(store, 1);
      store.clock.now += 1000;
      const at = new Date(store.clock.now).toISOString();
      const held = await claimLetter(store);
      const transmitting = await store.outgoing.move(held, { to: 'transmitting' });
      expect(transmitting).toEqual({
        ...held,
        outgoing: { ...held.outgoing, state: 'transmitting', updatedAt: at },
      });
      expect(await present(store, id)).toMatchObject({ status: 'sending' });
      const copying = await store.outgoing.move(transmitting, { to: 'copying' });
      expect(copying).toMatchObject({ outgoing: { state: 'copying' }, draft: { status: 'sent' } });
      expect(await present(store, id)).toEqual(copying.draft);
      const done = await store.outgoing.move(copying, { to: 'done', folder: 'Sent' });
      expect(done.outgoing).toMatchObject({ state: 'done', folder: 'Sent', error: null });
      expect(done.draft).toEqual(copying.draft);
      expect(await store.outgoing.ofDraft(id)).toEqual([done.outgoing]);
      expect(await history(store, id)).toEqual([
        ['agent', null, 'created', 'drafted'],
        ['person', 'Mia', 'approved', 'approved'],
        ['person', 'Mia', 'sending', 'sending'],
        ['agent', null, 'sent', 'sent'],
      ]);
      await store.messages.recover();
      expect(await store.outgoing.claim()).toBeNull();
    });

    test('gives way to the next one until its copy is due', async ({ store }) => {
      const [first, second] = [await sending(store, 1), await sending(store, 2)];
      const held = await claimLetter(store);
      await goes(store, held, { to: 'transmitting' }, { to: 'copying', afterMs: 2_000 });
      expect(await present(store, first)).toMatchObject({ status: 'sent' });
      const next = await claimLetter(store);
      expect(next.draft.id).toBe(second);
      expect(await store.outgoing.claim()).toBeNull();
      store.clock.now += 2_000;
      const copy = await claimLetter(store);
      expect(copy.outgoing).toMatchObject({ draft: first, state: 'copying', attempts: 0 });
    });

    test('is told of after each commit', async ({ store }) => {
      const id = await sending(store, 1);
      store.events.length = 0;
      const moves: OutgoingMove[] = [
        { to: 'transmitting' },
        { to: 'copying' },
        { to: 'done', folder: null, note: 'no folder for sent mail' },
      ];
      const { draft } = await goes(store, await claimLetter(store), ...moves);
      expect(store.events).toMatchObject([
        { type: 'draft.updated', draft: { id, status: 'sending' } },
        { type: 'draft.updated', draft: { id, status: 'sent' } },
        { type: 'draft.updated', draft },
      ]);
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { state: 'done', folder: null, error: 'no folder for sent mail' },
      ]);
    });

    test('without a copy is sent by its end', async ({ store }) => {
      const id = await sending(store, 1, { to: 'transmitting' }, { to: 'done', folder: null });
      expect(await present(store, id)).toMatchObject({ status: 'sent' });
    });

    test('that was refused makes its draft failed, and may be wished again', async ({ store }) => {
      const id = await sending(
        store,
        1,
        { to: 'transmitting' },
        {
          to: 'failed',
          failure: rejected,
        },
      );
      expect(await present(store, id)).toMatchObject({ status: 'failed', version: 4 });
      expect((await history(store, id)).at(-1)).toEqual([
        'agent',
        null,
        'sending failed',
        'failed',
      ]);
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { state: 'failed', attempts: 1, error: 'smtp.rejected: 550 no such user' },
      ]);
      expect(await store.outgoing.claim()).toBeNull();
      expect(await wish(store, id, 'send')).toMatchObject({ kind: 'queued' });
      expect(await present(store, id)).toMatchObject({ status: 'sending' });
    });

    test('whose outcome was lost is unknown, and never due by itself', async ({ store }) => {
      const id = await sending(store, 1, { to: 'transmitting' }, { to: 'unknown', failure: lost });
      expect(await present(store, id)).toMatchObject({ status: 'unknown' });
      expect((await history(store, id)).at(-1)).toEqual(['agent', null, 'perhaps sent', 'unknown']);
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { state: 'unknown', error: `smtp.unknown: ${lost.message}` },
      ]);
      await store.messages.recover();
      store.clock.now += minutes(10_000);
      expect(await store.outgoing.claim()).toBeNull();
    });

    test('that must wait is due when its time has come', async ({ store }) => {
      const id = await sending(store, 1);
      let held = await goes(store, await claimLetter(store), { to: 'transmitting' });
      for (const attempts of [1, 2]) {
        const back = await goes(store, held, { to: 'waiting', afterMs: minutes(1), failure: away });
        const notBefore = new Date(store.clock.now + minutes(1)).toISOString();
        const error = 'smtp.unavailable: 421 come back later';
        expect(back.outgoing).toMatchObject({ state: 'queued', attempts, notBefore, error });
        expect(await present(store, id)).toMatchObject({ status: 'sending', version: 3 });
        store.clock.now += minutes(1) - 1;
        expect(await store.outgoing.claim()).toBeNull();
        store.clock.now += 1;
        held = await goes(store, await claimLetter(store), { to: 'transmitting' });
        expect(held.outgoing).toMatchObject({ attempts, notBefore: null, error: null });
      }
    });

    test('one that waits holds no other up', async ({ store }) => {
      await sending(store, 1, { to: 'waiting', afterMs: minutes(1), failure: away });
      const id = await sending(store, 2);
      expect((await claimLetter(store)).draft.id).toBe(id);
    });

    test('whose copy must wait is never sent again', async ({ store }) => {
      const full = new Failure('imap.throttled', 'over quota');
      const id = await sending(
        store,
        1,
        { to: 'transmitting' },
        { to: 'waiting', afterMs: 1, failure: away },
      );
      store.clock.now += 1;
      const held = await claimLetter(store);
      const copying = await goes(store, held, { to: 'transmitting' }, { to: 'copying' });
      // The tries are those of the copy from now on.
      expect(copying.outgoing.attempts).toBe(0);
      await goes(store, copying, { to: 'waiting', afterMs: 1, failure: full });
      expect(await present(store, id)).toMatchObject({ status: 'sent' });
      store.clock.now += 1;
      const again = await claimLetter(store);
      expect(again.outgoing).toMatchObject({ state: 'copying', attempts: 1 });
      const { outgoing } = await goes(store, again, { to: 'failed', failure: full });
      expect(outgoing).toMatchObject({ state: 'failed', attempts: 2 });
      // It did arrive, whatever became of the copy.
      expect(await present(store, id)).toMatchObject({ status: 'sent', version: 4 });
    });
  });

  describe('a save', () => {
    test.for([
      ['done', { to: 'done', folder: 'Drafts' }],
      ['failed', { to: 'failed', failure: new Failure('imap.rejected', 'no such folder') }],
    ] as const)('that is %s leaves its draft alone', async ([state, move], { store }) => {
      const draft = await aDraftIn(store);
      await queued(store, draft.id, 'save');
      store.events.length = 0;
      await goes(store, await claimLetter(store), move);
      expect(await store.drafts.get(draft.id)).toEqual(draft);
      expect(store.events).toEqual([{ type: 'draft.updated', draft }]);
      expect(await store.outgoing.ofDraft(draft.id)).toMatchObject([{ state }]);
      expect(await wish(store, draft.id, 'save')).toMatchObject({ kind: 'queued' });
    });
  });
}
