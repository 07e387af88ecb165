import { describe, expect } from 'vitest';
import type { Draft } from '../../../src/domain/draft.ts';
import type { DraftEdit } from '../../../src/ports.ts';
import {
  claimOne,
  finish,
  type MakeStore,
  results,
  type StoreUnderTest,
  withStore,
} from './harness.ts';
import { aDraftIn, history, present, queued, review } from './outbox.ts';

const taken = { reply: null, noReplyReason: 'spam is never answered', run: null };
const spam = {
  classifying: { ...results.classifying, category: 'Spam' as const },
  drafting: taken,
};

/** What becomes of a reply whose mail a person takes for spam, and thinks better of it. */
export function spamContract(make: MakeStore): void {
  const test = withStore(make);

  describe('a draft that a person sorts as Spam', () => {
    test('keeps what they wrote in the same edit as a version of its own', async ({ store }) => {
      const draft = await aDraftIn(store);
      store.events.length = 0;
      const sorted = await sort(store, draft, { category: 'Spam', reply: { body: 'My words.' } });
      expect(sorted).toMatchObject({ category: 'Spam', status: 'no_reply', reply: null });
      expect(sorted.version).toBe(3);
      expect(await present(store, draft.id)).toEqual(sorted);
      expect(store.events).toEqual([{ type: 'draft.updated', draft: sorted }]);
      const [, written, last] = (await store.drafts.versions(draft.id)) ?? [];
      expect(written).toMatchObject({
        version: 2,
        by: 'person',
        name: 'Mia',
        change: 'edited',
        category: 'Lead',
        status: 'drafted',
        reply: { ...draft.reply, body: 'My words.' },
      });
      expect(last).toMatchObject({ version: 3, name: 'Mia', category: 'Spam', reply: null });
    });

    test('gets no version for words that were there already', async ({ store }) => {
      const draft = await aDraftIn(store);
      const body = draft.reply?.body ?? '';
      expect((await sort(store, draft, { category: 'Spam', reply: { body } })).version).toBe(2);
    });

    test('has its last reply back with another category, to be reviewed', async ({ store }) => {
      const draft = await aDraftIn(store);
      await review(store, draft.id, 'approve');
      await sort(store, draft, { category: 'Spam', reply: { body: 'My words.' } });
      const back = await sort(store, draft, { category: 'Support', urgency: 'high' });
      expect(back).toMatchObject({
        category: 'Support',
        status: 'drafted',
        noReplyReason: null,
        reply: { ...draft.reply, body: 'My words.' },
        summary: { urgency: 'high' },
      });
      expect(await present(store, draft.id)).toEqual(back);
      await review(store, draft.id, 'approve');
      expect(await queued(store, draft.id, 'send')).toMatchObject({ version: back.version });
    });

    test('may be given other words with its other category', async ({ store }) => {
      const draft = await aDraftIn(store);
      await sort(store, draft, { category: 'Spam' });
      const back = await sort(store, draft, { category: 'Lead', reply: { body: 'Others.' } });
      expect(back).toMatchObject({ status: 'drafted', reply: { ...draft.reply, body: 'Others.' } });
    });

    test('has it back, too, when a reply was asked for in between', async ({ store }) => {
      const draft = await aDraftIn(store);
      const { version } = await sort(store, draft, { category: 'Spam' });
      await store.messages.regenerate(draft.id, version, null, 'Mia');
      await finish(store, await claimOne(store), { ...results, drafting: taken });
      const back = await sort(store, draft, { category: 'Lead' });
      expect(back).toMatchObject({ status: 'drafted', reply: draft.reply, noReplyReason: null });
    });

    test('stays Spam by whatever else is changed', async ({ store }) => {
      const draft = await aDraftIn(store);
      await sort(store, draft, { category: 'Spam' });
      const still = await sort(store, draft, { urgency: 'high' });
      expect(still).toMatchObject({ category: 'Spam', status: 'no_reply', reply: null });
    });
  });

  describe('a draft that the agent sorted as Spam', () => {
    test('is no more called so, and can be drafted, once a person knows better', async ({
      store,
    }) => {
      const draft = await aDraftIn(store, 1, { made: spam });
      const sorted = await sort(store, draft, { category: 'Lead' });
      expect(sorted).toMatchObject({ status: 'no_reply', reply: null });
      expect(sorted.noReplyReason).toBe('it had been taken for spam');
      const asked = await store.messages.regenerate(draft.id, sorted.version, null, 'Mia');
      expect(asked.kind).toBe('queued');
      const claim = await claimOne(store);
      expect(claim.message.classifying?.category).toBe('Lead');
      await finish(store, claim);
      expect(await present(store, draft.id)).toMatchObject({
        status: 'drafted',
        noReplyReason: null,
        category: 'Lead',
      });
    });

    test('does not get a reply back that the agent itself took away', async ({ store }) => {
      const draft = await aDraftIn(store);
      await store.messages.retry(draft.message ?? 0, 'classifying');
      await finish(store, await claimOne(store), { ...results, ...spam });
      expect(await present(store, draft.id)).toMatchObject({ category: 'Spam', version: 2 });
      const sorted = await sort(store, draft, { category: 'Lead' });
      expect(sorted).toMatchObject({ status: 'no_reply', reply: null });
    });

    test('keeps any other reason that it has', async ({ store }) => {
      const noReplyReason = 'machine-made mail: a bounce';
      const drafting = { ...taken, noReplyReason };
      const draft = await aDraftIn(store, 1, { made: { ...spam, drafting } });
      expect(await sort(store, draft, { category: 'General' })).toMatchObject({ noReplyReason });
      expect(await history(store, draft.id)).toHaveLength(2);
    });
  });
}

/** As a person does who sees the draft as it stands. */
async function sort(store: StoreUnderTest, { id }: Draft, changes: DraftEdit): Promise<Draft> {
  const { version } = await present(store, id);
  const result = await store.drafts.edit(id, version, changes, 'Mia');
  if (result.kind !== 'edited') throw new Error(`the edit is ${JSON.stringify(result)}`);
  return result.draft;
}
