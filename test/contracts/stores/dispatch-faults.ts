import { describe, expect } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { Dispatch, OutgoingMove } from '../../../src/ports.ts';
import {
  claimOne,
  finish,
  folder,
  type MakeStore,
  minutes,
  type StoreUnderTest,
  withStore,
} from './harness.ts';
import { aDraftIn, claimLetter, goes, present, queued, review, sending } from './outbox.ts';

const away = new Failure('smtp.unavailable', '421 come back later');
const rejected = new Failure('smtp.rejected', '550 no such user');
const lost = new Failure('smtp.unknown', 'the answer to the end of the letter was lost');

/** What goes out beside crashes, lost leases and other work on the same message. */
export function dispatchFaultContract(make: MakeStore): void {
  const test = withStore(make);

  const moves: OutgoingMove[] = [
    { to: 'transmitting' },
    { to: 'copying' },
    { to: 'done', folder: null },
    { to: 'waiting', afterMs: 1, failure: away },
    { to: 'failed', failure: rejected },
    { to: 'unknown', failure: lost },
  ];

  async function isFenced({ outgoing }: StoreUnderTest, dispatch: Dispatch): Promise<void> {
    for (const move of moves) {
      await expect(outgoing.move(dispatch, move)).rejects.toMatchObject({ code: 'store.fenced' });
    }
  }

  describe('fencing', () => {
    test('a lease that was voided, or went to another, moves nothing', async ({ store }) => {
      const id = await sending(store, 1);
      const old = await claimLetter(store);
      await store.messages.recover();
      await isFenced(store, old);
      const held = await claimLetter(store);
      expect(held.outgoing).toEqual(old.outgoing);
      await isFenced(store, old);
      expect(await present(store, id)).toMatchObject({ status: 'sending', version: 3 });
      expect(await store.outgoing.ofDraft(id)).toMatchObject([{ state: 'queued', attempts: 0 }]);
      await goes(store, held, { to: 'transmitting' });
    });

    test('one whose time is over moves nothing once another has it', async ({ store }) => {
      await sending(store, 1);
      const old = await claimLetter(store);
      store.clock.now += minutes(5);
      await claimLetter(store);
      await isFenced(store, old);
    });

    test('a move is made once, even twice at once', async ({ store }) => {
      const id = await sending(store, 1);
      const held = await goes(store, await claimLetter(store), { to: 'transmitting' });
      const both = await Promise.allSettled([
        store.outgoing.move(held, { to: 'copying' }),
        store.outgoing.move(held, { to: 'copying' }),
      ]);
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(await present(store, id)).toMatchObject({ status: 'sent', version: 4 });
      await isFenced(store, held);
    });

    test('what has ended moves no more', async ({ store }) => {
      const { id } = await aDraftIn(store);
      await queued(store, id, 'save');
      const held = await claimLetter(store);
      const done = await goes(store, held, { to: 'done', folder: 'Drafts' });
      await isFenced(store, held);
      await isFenced(store, done);
    });
  });

  describe('after a crash', () => {
    test.for([
      ['transmitting', [{ to: 'transmitting' }]],
      ['copying', [{ to: 'transmitting' }, { to: 'copying' }]],
    ] as const)('one that was %s says so', async ([state, going], { store }) => {
      const id = await sending(store, 1, ...going);
      expect(await store.outgoing.claim()).toBeNull();
      await store.messages.recover();
      const again = await claimLetter(store);
      expect(again.outgoing).toMatchObject({ state, attempts: 0 });
      expect(again.draft).toEqual(await present(store, id));
      expect(again.reply).toEqual(again.draft.reply);
      await goes(store, again, { to: 'unknown', failure: lost });
      // The draft of one that was certainly taken stays sent.
      const status = state === 'copying' ? 'sent' : 'unknown';
      expect(await present(store, id)).toMatchObject({ status });
    });

    test('a save is claimed as if for the first time', async ({ store }) => {
      const { id } = await aDraftIn(store);
      const outgoing = await queued(store, id, 'save');
      await claimLetter(store);
      await store.messages.recover();
      expect((await claimLetter(store)).outgoing).toEqual(outgoing);
    });
  });

  describe('a mail that is answered elsewhere', () => {
    /** What `unanswered` tells of, and what `supersede` closes. */
    async function answered(store: StoreUnderTest, id: number): Promise<[number[], number]> {
      const { message } = await present(store, id);
      const { id: mailbox } = await folder(store, []);
      const open = await store.messages.unanswered(mailbox, 9);
      const closed = await store.messages.supersede([message ?? 0], 'answered elsewhere');
      return [open.map((one) => one.id), closed];
    }

    test.for([
      ['approved', null],
      ['failed', [{ to: 'transmitting' }, { to: 'failed', failure: rejected }]],
      ['sending', []],
      ['sending', [{ to: 'transmitting' }, { to: 'waiting', afterMs: 1, failure: away }]],
    ] as const)('is not answered by a draft that is %s', async ([status, moves], { store }) => {
      const id = moves ? await sending(store, 1, ...moves) : (await aDraftIn(store)).id;
      if (!moves) await review(store, id, 'approve');
      const before = await present(store, id);
      expect(before.status).toBe(status);
      store.events.length = 0;

      expect(await answered(store, id)).toEqual([[before.message], 1]);
      const closed = await present(store, id);
      expect(closed).toMatchObject({
        status: 'superseded',
        version: before.version + 1,
        reply: before.reply,
      });
      expect(store.events).toEqual([{ type: 'draft.updated', draft: closed }]);
      const states = (await store.outgoing.ofDraft(id)).map(({ state }) => state);
      const state = status === 'sending' ? 'cancelled' : status;
      expect(states).toEqual(moves ? [state] : []);
      store.clock.now += minutes(10);
      expect(await store.outgoing.claim()).toBeNull();
      expect(await answered(store, id)).toEqual([[], 0]);
    });

    test.for([
      ['on its way', [{ to: 'transmitting' }], 'sending'],
      ['sent', [{ to: 'transmitting' }, { to: 'copying' }], 'sent'],
      ['perhaps sent', [{ to: 'transmitting' }, { to: 'unknown', failure: lost }], 'unknown'],
    ] as const)('leaves one alone that is %s', async ([, moves, status], { store }) => {
      const id = await sending(store, 1, ...moves);
      const before = await present(store, id);
      expect(before.status).toBe(status);
      expect(await answered(store, id)).toEqual([[], 0]);
      expect(await present(store, id)).toEqual(before);
    });

    test('leaves one alone that somebody is about to begin', async ({ store }) => {
      const id = await sending(store, 1);
      const held = await claimLetter(store);
      expect(await answered(store, id)).toMatchObject([{}, 0]);
      await goes(store, held, { to: 'transmitting' }, { to: 'copying' });
      expect(await present(store, id)).toMatchObject({ status: 'sent' });
    });

    test('but not one whose holder is long dead', async ({ store }) => {
      const id = await sending(store, 1);
      const old = await claimLetter(store);
      store.clock.now += minutes(5);
      expect(await answered(store, id)).toMatchObject([{}, 1]);
      await isFenced(store, old);
    });

    test('and one that is claimed at the same moment tell one story', async ({ store }) => {
      for (const isFirst of [true, false]) {
        const id = await sending(store, isFirst ? 1 : 2);
        const { message } = await present(store, id);
        const claiming = isFirst ? store.outgoing.claim() : null;
        const closing = store.messages.supersede([message ?? 0], 'answered elsewhere');
        const held = await (claiming ?? store.outgoing.claim());
        expect(await closing).toBe(held ? 0 : 1);
        expect((await present(store, id)).status).toBe(held ? 'sending' : 'superseded');
      }
    });
  });

  describe('what befalls the message meanwhile', () => {
    test('does not disturb what goes out', async ({ store }) => {
      const { id, message, reply } = await aDraftIn(store);
      const { key } = await present(store, id);
      await queued(store, id, 'save');
      await store.messages.regenerate(id, 1, 'shorter', null);
      const work = await claimOne(store);
      await store.messages.settle(work.lease, work.message, {
        kind: 'quarantine',
        failure: away,
        ms: 1,
      });
      expect(await store.messages.discard(message ?? 0)).toBe('discarded');
      const dispatch = await claimLetter(store);
      expect(dispatch).toMatchObject({ draft: { id, key }, reply });
      await goes(store, dispatch, { to: 'done', folder: 'Drafts' });
    });

    test('mail that is being read anew is waited for', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      await queued(store, id, 'save');
      await sending(store, 2);
      await store.messages.retry(message ?? 0, 'parsing');
      expect((await claimLetter(store)).outgoing.kind).toBe('send');
      expect(await store.outgoing.claim()).toBeNull();
      await finish(store, await claimOne(store));
      expect((await claimLetter(store)).draft.id).toBe(id);
    });

    test('nothing is drafted anew while it is being sent', async ({ store }) => {
      const id = await sending(store, 1);
      const { version, message } = await present(store, id);
      expect(await store.messages.regenerate(id, version, null, null)).toMatchObject({
        kind: 'refused',
      });
      expect(await store.messages.retry(message ?? 0, 'parsing')).toBe('edited');
      expect((await claimLetter(store)).draft.id).toBe(id);
    });
  });
}
