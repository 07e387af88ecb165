import { describe, expect } from 'vitest';
import { noBackground } from '../../../src/ports.ts';
import { aDraft } from '../../support/a-draft.ts';
import { draftOf, drafted, edit, minute, read, resultsOf } from './conversation.ts';
import { claimOne, finish, type MakeStore, range, results, withStore } from './harness.ts';

const bob = { from: 'bob@other.example', thread: '<bob@other.example>' };
const suspected = { injection: { suspected: true, evidence: ['ignore your instructions'] } };

/** What is known beside a mail: its thread, its sender and what persons made of others. */
export function backgroundContract(make: MakeStore): void {
  const test = withStore(make);

  describe('background', () => {
    test('of an empty store is nothing', async ({ store }) => {
      expect(await store.messages.background(await read(store, { uid: 1 }))).toEqual(noBackground);
    });

    test('of a mail without sender or thread is nothing', async ({ store }) => {
      for (const uid of [1, 2]) {
        const nobody = { uid, mail: { from: null, threadId: null } };
        await drafted(store, nobody);
      }
      const message = await read(store, { uid: 3, mail: { from: null, threadId: null } });
      expect(await store.messages.background(message)).toEqual(noBackground);
    });

    test('tells the five newest mails of the thread, whoever wrote them', async ({ store }) => {
      for (const uid of range(1, 7)) await drafted(store, { uid, from: `${uid}@engines.example` });
      const { thread, sender } = await store.messages.background(await read(store, { uid: 9 }));
      expect(thread.map(({ subject }) => subject)).toEqual(
        [7, 6, 5, 4, 3].map((uid) => `Letter ${uid}`),
      );
      expect(thread[0]).toEqual({
        at: minute(7),
        subject: 'Letter 7',
        category: 'Lead',
        intent: 'wants a quote',
        reply: 'Dear Ada, gladly.',
        answered: false,
      });
      expect(sender).toEqual([]);
    });

    test("tells the five newest of the sender's other mails", async ({ store }) => {
      for (const uid of range(1, 7)) await drafted(store, { uid, thread: `<${uid}@x.example>` });
      await drafted(store, { uid: 8, ...bob });
      const message = await read(store, { uid: 9, thread: '<6@x.example>' });
      const { thread, sender } = await store.messages.background(message);
      expect(thread.map(({ subject }) => subject)).toEqual(['Letter 6']);
      expect(sender.map(({ subject }) => subject)).toEqual(
        [7, 5, 4, 3, 2].map((uid) => `Letter ${uid}`),
      );
    });

    test('the sender is whom an answer goes to', async ({ store }) => {
      await drafted(store, { uid: 1, from: 'victim@x.example', thread: '<1@x.example>' });
      const mail = { replyTo: { name: '', address: 'thief@y.example' } };
      const letter = { uid: 2, from: 'victim@x.example', thread: '<2@x.example>', mail };
      const { sender } = await store.messages.background(await read(store, letter));
      expect(sender).toEqual([]);
    });

    test('a mail without a thread has a sender all the same', async ({ store }) => {
      await drafted(store, { uid: 1 });
      await drafted(store, { uid: 2, thread: null });
      const message = await read(store, { uid: 3, thread: null });
      const { thread, sender } = await store.messages.background(message);
      expect(thread).toEqual([]);
      expect(sender.map(({ subject }) => subject)).toEqual(['Letter 2', 'Letter 1']);
    });

    test('knows no mail that came later, of another account, or itself', async ({ store }) => {
      await drafted(store, { uid: 5 });
      await drafted(store, { uid: 1, ref: { account: 'support', mailbox: 'INBOX' } });
      const own = await drafted(store, { uid: 3 });
      expect(await store.messages.retry(own.id, 'classifying')).toBe('retried');
      const { message } = await claimOne(store);
      expect(await store.messages.background(message)).toEqual(noBackground);
    });

    test('says what was answered, and no reply that nobody sent', async ({ store }) => {
      const thread = { account: 'sales', threadId: '<t@engines.example>' };
      for (const [uid, status] of (
        ['sent', 'rejected', 'approved', 'no_reply'] as const
      ).entries()) {
        const key = `sales/INBOX/1/${uid}`;
        const reply = { ...results.drafting.reply, body: status } as never;
        const receivedAt = minute(uid).replace('.000', '');
        const draft = { ...thread, key, status, receivedAt, reply: uid === 3 ? null : reply };
        await store.drafts.put(aDraft(draft));
      }
      const { thread: told } = await store.messages.background(await read(store, { uid: 9 }));
      expect(told.map(({ reply, answered }) => [reply, answered])).toEqual([
        [null, false],
        ['approved', false],
        [null, false],
        ['sent', true],
      ]);
    });

    test('what was answered elsewhere was answered', async ({ store }) => {
      const { id } = await drafted(store, { uid: 1 });
      await store.messages.supersede([id], 'answered elsewhere');
      const { thread } = await store.messages.background(await read(store, { uid: 2 }));
      expect(thread).toMatchObject([{ reply: null, answered: true }]);
    });
  });

  describe('background: what persons made of others', () => {
    test('three of each category, the last edited first, with what was written', async ({
      store,
    }) => {
      const beginning = 'ÿ𝒳'.repeat(300);
      const long = `${beginning}and no more`;
      const letter = (uid: number) => ({ uid, from: `${uid}@x.example`, thread: `<${uid}@x>` });
      const ids = [];
      for (const uid of range(1, 5)) {
        ids.push(await drafted(store, { ...letter(uid), text: uid === 1 ? long : `text ${uid}` }));
      }
      for (const uid of [4, 3, 2, 1]) {
        const message = ids[uid - 1] ?? { id: 0 };
        await edit(store, message, { reply: { body: `as a person wrote it: ${uid}` } });
      }
      await edit(store, ids[3] ?? { id: 0 }, { category: 'Spam' });
      const { examples } = await store.messages.background(await read(store, { uid: 9 }));
      expect(examples).toEqual([
        ...[1, 2, 3].map((uid) => ({
          subject: `Letter ${uid}`,
          text: uid === 1 ? beginning : `text ${uid}`,
          category: 'Lead',
          reply: `as a person wrote it: ${uid}`,
        })),
        { subject: 'Letter 4', text: 'text 4', category: 'Spam', reply: null },
      ]);
    });

    test('none of the sender, of another account or of a suspected injection', async ({
      store,
    }) => {
      const others = [
        { uid: 1, thread: '<1@x>' },
        { uid: 2, ...bob, ref: { account: 'support', mailbox: 'INBOX' } },
        { uid: 3, ...bob, mail: suspected },
      ];
      for (const letter of others) {
        await edit(store, await drafted(store, letter), { category: 'Support' });
      }
      const { examples } = await store.messages.background(await read(store, { uid: 9 }));
      expect(examples).toEqual([]);
    });

    test('none that was superseded, or drafted again since', async ({ store }) => {
      const first = await drafted(store, { uid: 1, ...bob });
      await edit(store, first, { urgency: 'low' });
      await drafted(store, { uid: 2, ...bob });
      const second = await drafted(store, { uid: 3, from: 'eve@x.example' });
      await edit(store, second, { reply: { body: 'Mine.' } });
      await store.messages.regenerate((await draftOf(store, second)).id, 2, null, null);
      await finish(store, await claimOne(store));
      const message = await read(store, { uid: 9, thread: '<9@x>' });
      expect((await store.messages.background(message)).examples).toEqual([]);
    });

    test('many of one sender hide no more than themselves', async ({ store }) => {
      await edit(store, await drafted(store, { uid: 1, ...bob }), { urgency: 'low' });
      for (const uid of range(2, 6)) {
        await edit(store, await drafted(store, { uid, thread: `<${uid}@x>` }), { urgency: 'low' });
      }
      const { examples } = await store.messages.background(await read(store, { uid: 9 }));
      expect(examples).toMatchObject([{ subject: 'Letter 1' }]);
    });

    test("the category that a person gave the sender's mail last", async ({ store }) => {
      const letters = range(1, 3).map((uid) => ({ uid, thread: `<${uid}@x>` }));
      const [one, two, three] = await oneByOne(letters, (letter) => drafted(store, letter));
      const message = await read(store, { uid: 9, from: 'Ada@Engines.example' });
      const correction = async () => (await store.messages.background(message)).correction;
      expect(await correction()).toBeNull();
      await edit(store, two ?? { id: 0 }, { category: 'Support' });
      expect(await correction()).toBe('Support');
      await edit(store, one ?? { id: 0 }, { category: 'General' });
      await edit(store, three ?? { id: 0 }, { urgency: 'low', category: 'Lead' });
      expect(await correction()).toBe('General');
      await edit(store, two ?? { id: 0 }, { category: 'Lead' });
      expect(await correction()).toBe('Lead');
    });

    test('a correction outlives a new draft of that mail', async ({ store }) => {
      const first = await drafted(store, { uid: 1 });
      const { id } = await edit(store, first, { category: 'Support' });
      await store.messages.regenerate(id, 2, null, null);
      await finish(store, await claimOne(store), resultsOf({ uid: 1 }));
      const message = await read(store, { uid: 2 });
      expect((await store.messages.background(message)).correction).toBe('Support');
    });
  });

  test('worked is the message with its results so far', async ({ store }) => {
    expect(await store.messages.worked(7)).toBeNull();
    const message = await read(store, { uid: 1 });
    expect(await store.messages.worked(message.id)).toEqual(message);
    const done = await drafted(store, { uid: 2, ...bob });
    expect(await store.messages.worked(done.id)).toEqual(done);
  });
}

async function oneByOne<A, B>(items: A[], run: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  for (const item of items) results.push(await run(item));
  return results;
}
