import { describe, expect } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { edit } from './conversation.ts';
import { type MakeStore, withStore } from './harness.ts';
import { aDraftIn, claimLetter, domain, goes, queued, review, wish } from './outbox.ts';

const failure = new Failure('smtp.rejected', '550 no such user');
const lost = new Failure('smtp.unknown', 'the answer was lost');

/** Which text goes out, and by which Message-ID. */
export function outgoingTextContract(make: MakeStore): void {
  const test = withStore(make);

  describe('the Message-ID', () => {
    test('stays through all that is not the text', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      const ids: string[] = [];
      const versions: number[] = [];
      async function sent(...ways: { to: 'failed' | 'unknown'; failure: Failure }[]) {
        const outgoing = await queued(store, id, 'send');
        ids.push(outgoing.messageId);
        versions.push(outgoing.version);
        await goes(store, await claimLetter(store), { to: 'transmitting' }, ...ways);
      }
      await review(store, id, 'approve');
      await sent({ to: 'failed', failure });
      await sent({ to: 'unknown', failure: lost });
      await sent({ to: 'unknown', failure: lost });
      await review(store, id, 'reopen');
      await edit(store, { id: message ?? 0 }, { category: 'Support', urgency: 'low' });
      await review(store, id, 'approve');
      await sent({ to: 'failed', failure });
      expect(new Set(ids).size).toBe(1);
      expect(new Set(versions)).toEqual(new Set([1]));

      const { version } = await edit(store, { id: message ?? 0 }, { reply: { body: 'Other.' } });
      await review(store, id, 'approve');
      await sent({ to: 'failed', failure });
      expect(versions.at(-1)).toBe(version);
      expect(new Set(ids).size).toBe(2);
    });

    test('a save that is asked for once more has the same, and is a row of its own', async ({
      store,
    }) => {
      const { id } = await aDraftIn(store);
      const first = await queued(store, id, 'save');
      await goes(store, await claimLetter(store), { to: 'done', folder: 'Drafts' });
      await review(store, id, 'approve');
      const second = await queued(store, id, 'save');
      expect(second.messageId).toBe(first.messageId);
      expect(second.id).toBeGreaterThan(first.id);
      const rows = await store.outgoing.ofDraft(id);
      expect(rows.map(({ state }) => state)).toEqual(['queued', 'done']);
    });

    test('is of the draft, the kind and the domain', async ({ store }) => {
      const ids: string[] = [];
      for (const uid of [1, 2]) {
        const { id } = await aDraftIn(store, uid);
        ids.push((await queued(store, id, 'save')).messageId);
      }
      const { id } = await aDraftIn(store, 3);
      const other = await wish(store, id, 'save', { domain: 'other.example' });
      expect(other).toMatchObject({
        outgoing: { messageId: expect.stringMatching(/@other\.example>$/) },
      });
      expect(new Set(ids).size).toBe(2);
      expect(ids.every((one) => one.endsWith(`@${domain}>`))).toBe(true);
    });
  });

  describe('a save of a newer text', () => {
    test('takes the place of one that waits', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      const first = await queued(store, id, 'save');
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
      const second = await queued(store, id, 'save');
      expect(second).toMatchObject({ version: 2, state: 'queued' });
      expect(second.messageId).not.toBe(first.messageId);
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { id: second.id, state: 'queued' },
        { id: first.id, state: 'cancelled' },
      ]);
      const dispatch = await claimLetter(store);
      expect(dispatch.reply.body).toBe('Newer.');
      expect(await store.outgoing.claim()).toBeNull();
    });

    test('is put off while somebody puts the older one in its place', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      await queued(store, id, 'save');
      const dispatch = await claimLetter(store);
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
      expect(await wish(store, id, 'save')).toEqual({
        kind: 'refused',
        reason: expect.stringContaining('in a moment'),
      });
      await goes(store, dispatch, { to: 'done', folder: 'Drafts' });
      expect(await wish(store, id, 'save')).toMatchObject({ kind: 'queued' });
      expect((await claimLetter(store)).reply.body).toBe('Newer.');
    });

    test('what was edited since is not what goes out', async ({ store }) => {
      const { id, message, reply } = await aDraftIn(store);
      await queued(store, id, 'save');
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
      expect((await claimLetter(store)).reply).toEqual(reply);
    });
  });
}
