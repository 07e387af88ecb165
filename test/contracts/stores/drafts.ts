import { describe, expect } from 'vitest';
import type { NewDraft } from '../../../src/domain/draft.ts';
import type { Draft } from '../../../src/domain/draft.ts';
import { aDraft } from '../../support/a-draft.ts';
import { type MakeStore, range, type StoreUnderTest, withStore } from './harness.ts';

/** Drafts one by one: put, edit and their versions. */
export function draftContract(make: MakeStore): void {
  const test = withStore(make);

  describe('countsSince', () => {
    test('counts by category what was made since then', async ({ store }) => {
      await store.drafts.put(aDraft({ key: 'old', category: 'Spam' }));
      store.clock.now += 60_000;
      const since = new Date(store.clock.now).toISOString();
      expect(await store.drafts.countsSince(since)).toEqual({});
      await store.drafts.put(aDraft({ key: 'a', category: 'Lead' }));
      await store.drafts.put(aDraft({ key: 'b', category: 'Lead' }));
      await store.drafts.put(aDraft({ key: 'c', category: 'General' }));
      expect(await store.drafts.countsSince(since)).toEqual({ Lead: 2, General: 1 });
    });
  });

  describe('put', () => {
    test('a new key makes a draft with its first version', async ({ store }) => {
      const draft = await put(store);
      const at = new Date(store.clock.now).toISOString();
      expect(draft).toEqual({
        ...aDraft(),
        id: draft.id,
        version: 1,
        createdAt: at,
        updatedAt: at,
      });
      expect(await store.drafts.get(draft.id)).toEqual(draft);
      expect(store.events).toEqual([{ type: 'draft.created', draft }]);
      expect(await store.drafts.versions(draft.id)).toEqual([
        {
          version: 1,
          at,
          by: 'agent',
          name: null,
          change: 'created',
          reply: draft.reply,
          category: 'Lead',
          urgency: 'high',
          status: 'drafted',
        },
      ]);
    });

    test('the same or an older revision changes nothing', async ({ store }) => {
      const draft = await put(store, { revision: 2 });
      for (const revision of [2, 1]) {
        const again = await store.drafts.put(aDraft({ revision, subject: 'Other' }));
        expect(again).toEqual({ kind: 'unchanged', draft });
      }
      expect(store.events).toHaveLength(1);
      expect(await store.drafts.versions(draft.id)).toHaveLength(1);
    });

    test('a higher revision is a new version of an untouched draft', async ({ store }) => {
      const draft = await put(store);
      store.clock.now += 1000;
      const better = aDraft({ revision: 2, category: 'Support', subject: 'Now in German' });
      const result = await store.drafts.put(better);
      const updatedAt = new Date(store.clock.now).toISOString();
      expect(result).toEqual({
        kind: 'revised',
        draft: { ...draft, ...better, version: 2, updatedAt },
      });
      expect(await store.drafts.get(draft.id)).toEqual('draft' in result && result.draft);
      expect(store.events.at(-1)).toMatchObject({ type: 'draft.updated', draft: { version: 2 } });
      const versions = await store.drafts.versions(draft.id);
      expect(versions?.map(({ version, by, category }) => [version, by, category])).toEqual([
        [1, 'agent', 'Lead'],
        [2, 'agent', 'Support'],
      ]);
    });

    test('a draft that a person touched is not overwritten', async ({ store }) => {
      const { id } = await put(store);
      await store.drafts.edit(id, 1, { reply: { body: 'Mine.' } }, null);
      const before = await store.drafts.get(id);
      const events = store.events.length;
      const result = await store.drafts.put(aDraft({ revision: 2 }));
      expect(result).toEqual({ kind: 'conflict', reason: expect.any(String) });
      expect(await store.drafts.get(id)).toEqual(before);
      expect(store.events).toHaveLength(events);
    });

    test.for(['approved', 'sent', 'rejected', 'sending', 'superseded'] as const)(
      'a draft that is %s is not overwritten',
      async (status, { store }) => {
        await put(store, { status });
        const result = await store.drafts.put(aDraft({ revision: 2 }));
        expect(result.kind).toBe('conflict');
      },
    );

    test('the same key many times at once makes one draft', async ({ store }) => {
      const all = await Promise.all(range(1, 12).map(() => store.drafts.put(aDraft())));
      expect(all.filter(({ kind }) => kind === 'created')).toHaveLength(1);
      expect(all.filter(({ kind }) => kind === 'unchanged')).toHaveLength(11);
      expect((await store.drafts.list({ limit: 9 })).items).toHaveLength(1);
    });

    test('ascending revisions at once end with the highest', async ({ store }) => {
      await Promise.all(range(1, 6).map((revision) => store.drafts.put(aDraft({ revision }))));
      const { items } = await store.drafts.list({ limit: 9 });
      expect(items).toMatchObject([{ revision: 6, version: 6 }]);
    });
  });

  describe('get, byMessage and versions', () => {
    test('of nobody are null', async ({ store }) => {
      expect(await store.drafts.get(5)).toBeNull();
      expect(await store.drafts.byMessage(5)).toBeNull();
      expect(await store.drafts.versions(5)).toBeNull();
    });

    test('byMessage finds the draft of a ledger row', async ({ store }) => {
      const draft = await put(store, { message: 42 });
      expect(await store.drafts.byMessage(42)).toEqual(draft);
    });
  });

  describe('edit', () => {
    test('changes what is named and nothing else', async ({ store }) => {
      const draft = await put(store);
      store.clock.now += 1000;
      const edit = { reply: { body: 'Dear Ada, yes.' }, urgency: 'low' } as const;
      const result = await store.drafts.edit(draft.id, 1, edit, 'Mia');
      const edited: Draft = {
        ...draft,
        reply: { subject: 'Re: Pricing for 200 seats', body: 'Dear Ada, yes.', language: 'en' },
        summary: { ...draft.summary, urgency: 'low' },
        version: 2,
        updatedAt: new Date(store.clock.now).toISOString(),
      };
      expect(result).toEqual({ kind: 'edited', draft: edited });
      expect(await store.drafts.get(draft.id)).toEqual(edited);
      expect(store.events.at(-1)).toEqual({ type: 'draft.updated', draft: edited });
      expect((await store.drafts.versions(draft.id))?.at(-1)).toEqual({
        version: 2,
        at: edited.updatedAt,
        by: 'person',
        name: 'Mia',
        change: 'edited',
        reply: edited.reply,
        category: 'Lead',
        urgency: 'low',
        status: 'drafted',
      });
    });

    test('of nobody is missing; on an old version it is stale', async ({ store }) => {
      expect(await store.drafts.edit(9, 1, {}, null)).toEqual({ kind: 'missing' });
      const { id } = await put(store);
      await store.drafts.edit(id, 1, { category: 'Support' }, null);
      const events = store.events.length;
      const stale = await store.drafts.edit(id, 1, { category: 'Spam' }, null);
      expect(stale).toEqual({ kind: 'stale', version: 2 });
      expect(await store.drafts.get(id)).toMatchObject({ category: 'Support', version: 2 });
      expect(store.events).toHaveLength(events);
    });

    test('by two people at the same moment: one wins', async ({ store }) => {
      const { id } = await put(store);
      const kinds = await Promise.all(
        range(1, 5).map((n) =>
          store.drafts.edit(id, 1, { reply: { body: `Version of ${n}` } }, null),
        ),
      );
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([
        'edited',
        ...Array(4).fill('stale'),
      ]);
      expect(await store.drafts.versions(id)).toHaveLength(2);
    });

    test.for(['approved', 'failed'] as const)(
      'one that is %s goes back to drafted',
      async (status, { store }) => {
        const { id } = await put(store, { status });
        const result = await store.drafts.edit(id, 1, { reply: { subject: 'Re: offer' } }, null);
        expect(result).toMatchObject({ kind: 'edited', draft: { status: 'drafted' } });
        expect((await store.drafts.list({ status: 'drafted', limit: 1 })).items).toHaveLength(1);
      },
    );

    test.for(['sent', 'sending', 'rejected', 'superseded', 'unknown'] as const)(
      'a draft that is %s is not edited',
      async (status, { store }) => {
        const draft = await put(store, { status });
        const result = await store.drafts.edit(draft.id, 1, { category: 'Spam' }, null);
        expect(result).toEqual({ kind: 'refused', reason: expect.stringContaining(status) });
        expect(await store.drafts.get(draft.id)).toEqual(draft);
      },
    );

    test('what a person calls spam is answered no more, and never urgent', async ({ store }) => {
      const draft = await put(store);
      const result = await store.drafts.edit(
        draft.id,
        1,
        { category: 'Spam', urgency: 'high' },
        null,
      );
      expect(result).toMatchObject({
        kind: 'edited',
        draft: { category: 'Spam', status: 'no_reply', reply: null, summary: { urgency: 'low' } },
      });
      const versions = await store.drafts.versions(draft.id);
      expect(versions?.map(({ reply }) => reply)).toEqual([draft.reply, null]);
    });

    test('a reply is not edited where there is none; the category is', async ({ store }) => {
      const { id } = await put(store, { status: 'no_reply', reply: null });
      const refused = await store.drafts.edit(id, 1, { reply: { body: 'Hello' } }, null);
      expect(refused.kind).toBe('refused');
      const edited = await store.drafts.edit(id, 1, { category: 'General' }, null);
      expect(edited).toMatchObject({ kind: 'edited', draft: { status: 'no_reply', reply: null } });
    });
  });
}

async function put(store: StoreUnderTest, changes: Partial<NewDraft> = {}): Promise<Draft> {
  const result = await store.drafts.put(aDraft(changes));
  if (result.kind !== 'created') throw new Error(`the draft was ${result.kind}`);
  return result.draft;
}
