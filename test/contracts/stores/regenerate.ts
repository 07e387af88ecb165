import { describe, expect } from 'vitest';
import type { DraftStatus } from '../../../src/domain/draft.ts';
import { type Message, route } from '../../../src/domain/message.ts';
import { aDraft } from '../../support/a-draft.ts';
import { draftOf, edit } from './conversation.ts';
import {
  claimOne,
  doneMessage,
  failure,
  fetchAll,
  fetchedFolder,
  finish,
  folder,
  inbox,
  type MakeStore,
  results,
  type StoreUnderTest,
  walk,
  withStore,
} from './harness.ts';

/** A draft that a person wants made again. */
export function regenerateContract(make: MakeStore): void {
  const test = withStore(make);
  const shorter = { ...results.drafting, reply: { subject: 'Re', body: 'Ok.', language: 'en' } };

  /** A done message whose draft somebody brought into this status. */
  async function doneAs(store: StoreUnderTest, status: DraftStatus): Promise<Message> {
    await fetchedFolder(store, [1]);
    const claim = await claimOne(store);
    const { id, key } = claim.message;
    const reply = status === 'no_reply' ? null : aDraft().reply;
    await store.drafts.put(aDraft({ key, message: id, revision: 1, status, reply }));
    return await finish(store, claim);
  }

  describe('regenerate', () => {
    test('has the reply drafted again as a person wants it', async ({ store }) => {
      const before = await doneMessage(store);
      const draft = await draftOf(store, before);
      const result = await store.messages.regenerate(draft.id, 1, ' shorter,\n please ', null);
      expect(result).toEqual({ kind: 'queued', message: before.id });
      expect(store.events.at(-1)).toMatchObject({ from: 'done', to: 'drafting' });
      const claim = await claimOne(store);
      expect(claim.redraft).toBe(false);
      expect(claim.message).toMatchObject({
        instruction: ' shorter,\n please ',
        revision: 2,
        classifying: results.classifying,
        enriching: results.enriching,
        drafting: null,
        persisting: null,
      });
      const after = await finish(store, claim, { ...results, drafting: shorter });
      expect(after.instruction).toBeNull();
      expect(await store.messages.worked(before.id)).toEqual(after);
      expect(await draftOf(store, before)).toMatchObject({
        id: draft.id,
        version: 2,
        reply: shorter.reply,
        status: 'drafted',
      });
      const versions = await store.drafts.versions(draft.id);
      expect(versions?.at(-1)).toMatchObject({
        by: 'agent',
        change: 'drafted again: shorter, please',
      });
    });

    test('an instruction is used once', async ({ store }) => {
      const { id } = await draftOf(store, await doneMessage(store));
      await store.messages.regenerate(id, 1, 'x'.repeat(200), null);
      await finish(store, await claimOne(store));
      expect((await store.drafts.versions(id))?.at(-1)?.change).toBe(
        `drafted again: ${'x'.repeat(79)}…`,
      );
      await store.messages.regenerate(id, 2, null, null);
      const claim = await claimOne(store);
      expect(claim.message.instruction).toBeNull();
      await finish(store, claim);
      expect((await store.drafts.versions(id))?.at(-1)?.change).toBe('drafted again');
    });

    test('goes before other work', async ({ store }) => {
      const { id, message } = await draftOf(store, await doneMessage(store));
      const mailbox = await folder(store, [2, 3]);
      await fetchAll(store, mailbox);
      await store.messages.regenerate(id, 1, null, null);
      expect((await claimOne(store)).message.id).toBe(message);
    });

    test('of nobody is missing; of an old version is stale', async ({ store }) => {
      expect(await store.messages.regenerate(9, 1, null, null)).toEqual({ kind: 'missing' });
      const done = await doneMessage(store);
      const { id } = await edit(store, done, { urgency: 'low' });
      const stale = await store.messages.regenerate(id, 1, null, null);
      expect(stale).toEqual({ kind: 'stale', version: 2 });
      expect(await store.messages.counts()).toEqual({ done: 1 });
    });

    test.for(['sending', 'sent', 'failed', 'unknown', 'superseded'] as const)(
      'a draft that is %s is not drafted again',
      async (status, { store }) => {
        const { id } = await draftOf(store, await doneAs(store, status));
        const result = await store.messages.regenerate(id, 1, null, null);
        expect(result).toEqual({ kind: 'refused', reason: expect.stringContaining(status) });
        expect(await store.messages.counts()).toEqual({ done: 1 });
      },
    );

    test.for(['approved', 'rejected', 'no_reply'] as const)(
      'a draft that is %s comes back as drafted',
      async (status, { store }) => {
        const done = await doneAs(store, status);
        const { id } = await draftOf(store, done);
        expect(await store.messages.regenerate(id, 1, 'do answer', null)).toMatchObject({
          kind: 'queued',
        });
        expect(await draftOf(store, done)).toMatchObject({ status, version: 1 });
        await finish(store, await claimOne(store));
        expect(await draftOf(store, done)).toMatchObject({
          status: 'drafted',
          version: 2,
          reply: results.drafting.reply,
        });
      },
    );

    test('a message in work is not put back; two at once are one', async ({ store }) => {
      const { id } = await draftOf(store, await doneMessage(store));
      const both = await Promise.all([
        store.messages.regenerate(id, 1, 'one', null),
        store.messages.regenerate(id, 1, 'two', null),
      ]);
      expect(both.map(({ kind }) => kind)).toEqual(['queued', 'refused']);
      expect(await store.messages.regenerate(id, 1, null, null)).toMatchObject({ kind: 'refused' });
      const claim = await claimOne(store);
      expect(claim.message.instruction).toBe('one');
      await finish(store, claim);
      expect(await store.messages.regenerate(id, 2, null, null)).toMatchObject({ kind: 'queued' });
    });

    test('a message of another database names the way out', async ({ store }) => {
      await doneMessage(store);
      const elsewhere = [aDraft({ key: 'a/b/1/1', message: 1 }), aDraft({ key: 'a/b/1/2' })];
      for (const draft of elsewhere) {
        const put = await store.drafts.put(draft);
        const id = 'draft' in put ? put.draft.id : 0;
        const result = await store.messages.regenerate(id, 1, null, null);
        expect(result).toEqual({
          kind: 'refused',
          reason: expect.stringContaining('DATABASE_URL'),
        });
      }
      expect(await store.messages.counts()).toEqual({ done: 1 });
    });

    test('replaces an edit of the version that was named', async ({ store }) => {
      const done = await doneMessage(store);
      const { id } = await edit(store, done, { reply: { body: 'Mine.' } });
      await store.messages.regenerate(id, 2, 'make it formal', null);
      await finish(store, await claimOne(store), { ...results, drafting: shorter });
      expect(await draftOf(store, done)).toMatchObject({ version: 3, reply: shorter.reply });
      // And is then the pipeline's again.
      expect(await store.messages.retry(done.id, 'drafting')).toBe('retried');
    });

    test('an edit made meanwhile is kept, and the new draft dropped', async ({ store }) => {
      const done = await doneMessage(store);
      const { id } = await edit(store, done, { reply: { body: 'First.' } });
      await store.messages.regenerate(id, 2, null, null);
      const claim = await claimOne(store);
      await edit(store, done, { reply: { body: 'Second.' } });
      await finish(store, claim, { ...results, drafting: shorter });
      expect(await draftOf(store, done)).toMatchObject({ version: 3, reply: { body: 'Second.' } });
      expect(await store.messages.counts()).toEqual({ done: 1 });
      expect(await store.messages.retry(done.id)).toBe('edited');
      expect(await store.messages.regenerate(id, 3, null, null)).toMatchObject({ kind: 'queued' });
    });

    test('one that failed on its way is retried, or asked for once more', async ({ store }) => {
      const done = await doneMessage(store);
      const { id } = await edit(store, done, { reply: { body: 'Mine.' } });
      await store.messages.regenerate(id, 2, 'shorter', null);
      for (const again of ['retry', 'regenerate'] as const) {
        const { lease, message } = await claimOne(store);
        await store.messages.settle(lease, message, { kind: 'quarantine', failure, ms: 1 });
        if (again === 'retry') expect(await store.messages.retry(done.id)).toBe('retried');
        else await store.messages.regenerate(id, 2, 'longer', null);
      }
      const claim = await claimOne(store);
      expect(claim.message).toMatchObject({ instruction: 'longer', revision: 2 });
      await finish(store, claim, { ...results, drafting: shorter });
      expect(await draftOf(store, done)).toMatchObject({ version: 3, reply: shorter.reply });
    });

    test('what a person sorted and weighed stays so', async ({ store }) => {
      const done = await doneMessage(store);
      const { id } = await edit(store, done, { category: 'Support', urgency: 'low' });
      await store.messages.regenerate(id, 2, null, null);
      const claim = await claimOne(store);
      expect(claim.message.classifying).toEqual({
        category: 'Support',
        confidence: 1,
        reason: 'sorted by a person',
        run: expect.objectContaining({ provider: 'person', fallback: false, cause: null }),
      });
      const message = await walk(store, claim, 'persisting');
      await finish(store, { ...claim, message });
      expect(await draftOf(store, done)).toMatchObject({
        version: 3,
        category: 'Support',
        summary: { urgency: 'low' },
      });
      // The next time as well.
      await store.messages.regenerate(id, 3, null, null);
      await finish(store, await claimOne(store));
      expect(await draftOf(store, done)).toMatchObject({
        category: 'Support',
        summary: { urgency: 'low' },
      });
    });

    test('a new category has the mail summed up anew', async ({ store }) => {
      const done = await doneMessage(store);
      const { id } = await edit(store, done, { category: 'General' });
      await store.messages.regenerate(id, 2, null, null);
      expect((await claimOne(store)).message.summarizing).toBeNull();
    });

    test('another in the same folder is not touched', async ({ store }) => {
      const done = await doneMessage(store);
      const { id: mailbox } = await folder(store, [2]);
      await fetchAll(store, (await store.messages.mailbox(inbox)) ?? ({ id: mailbox } as never));
      const other = await finish(store, await claimOne(store));
      await store.messages.regenerate((await draftOf(store, done)).id, 1, null, null);
      expect(route((await store.messages.worked(other.id)) ?? other)).toBe('done');
    });
  });
}
