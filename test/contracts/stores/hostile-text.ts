import { describe, expect } from 'vitest';
import { aDraft } from '../../support/a-draft.ts';
import {
  aMail,
  claimOne,
  fetchedFolder,
  finish,
  type MakeStore,
  type Results,
  results,
  withStore,
} from './harness.ts';

/** Text that once broke some database somewhere. NUL is not among it: the parser removes it. */
const texts: Record<string, string> = {
  emoji: '👩‍👩‍👧‍👦 ☕️ 🇩🇪 𝒳',
  'lone surrogates': 'a\ud800b\udfff c\ud83d',
  'SQL and JSON': `'); drop table draft; -- " \\" \\u0041 {"a":[1,"x"]} $.a ? ?1 :a @b`,
  'control characters': '\u0001\u0007\u001b[31m\u007f\u0085 \u2028\u2029 \r\n\t\v\f',
  'invisible and reversed': '\u200b\u200d\ufeff\u202egnp.exe\u2066',
  'no characters and private ones': '\ufffe\uffff\ufffd\ue000',
  'combining marks': 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢'.repeat(50),
  'looks like a number': '00123',
  'looks like null': 'null',
  'keys of Object.prototype': '__proto__ constructor toString',
  '100 KB': 'Grüße, 世界! 😀 "quoted" \\ back '.repeat(3000),
  'one long word': 'x'.repeat(100_000),
  'quoted backslashes': '\\"'.repeat(5000),
};

/** What comes in goes out again, whatever it is. */
export function hostileTextContract(make: MakeStore): void {
  const test = withStore(make);

  describe('hostile text', () => {
    test.for(Object.entries(texts))('%s goes through every step', async ([, text], { store }) => {
      const made: Results = {
        parsing: aMail({
          text,
          own: text,
          subject: text,
          threadId: text,
          from: { name: text, address: `${text}@x.example` },
          injection: { suspected: true, evidence: [text, text] },
        }),
        classifying: { ...results.classifying, reason: text },
        enriching: { crm: null, reason: text },
        drafting: { reply: null, noReplyReason: text, run: null },
        summarizing: { ...results.summarizing, intent: text },
      };
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const done = await finish(store, claim, made);
      expect(await store.messages.mail(done.id)).toEqual(made.parsing);
      const draft = await store.drafts.byMessage(done.id);
      expect(draft).toMatchObject({ reason: text, noReplyReason: text, subject: text });

      const next = await store.messages.background({ ...done, key: 'the next one' });
      expect(next).toMatchObject({ thread: [{ subject: text, intent: text }], sender: [] });
      const nextThread = {
        ...done,
        key: 'the next one',
        parsing: aMail({ ...made.parsing, threadId: '<t>' }),
      };
      expect((await store.messages.background(nextThread)).sender).toMatchObject([
        { subject: text },
      ]);

      await store.messages.retry(done.id, 'persisting');
      const again = await claimOne(store);
      expect(again.message).toMatchObject(made);
      // The ledger's own columns hold what a database can: a lone surrogate is no character.
      const shown = (await store.messages.list({ limit: 1 })).items[0];
      expect(shown?.subject).toBe(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
    });

    test.for(Object.entries(texts))(
      '%s is kept in drafts and versions',
      async ([, text], { store }) => {
        const reply = { subject: text, body: text, language: 'en' };
        const attachments = [{ name: text, type: text, size: 1 }];
        const draft = aDraft({ subject: text, reply, attachments, messageId: text });
        const put = await store.drafts.put(draft);
        if (put.kind !== 'created') throw new Error(`the draft was ${put.kind}`);
        expect(await store.drafts.get(put.draft.id)).toEqual({ ...put.draft, ...draft });
        const edit = { reply: { body: `${text} edited` } };
        await store.drafts.edit(put.draft.id, 1, edit, null);
        const edited = await store.drafts.get(put.draft.id);
        expect(edited?.reply).toEqual({ ...reply, ...edit.reply });
        const versions = await store.drafts.versions(put.draft.id);
        expect(versions?.map((version) => version.reply)).toEqual([reply, edited?.reply]);
      },
    );

    test('a folder and an account with odd names', async ({ store }) => {
      const ref = { account: `o'brien "x" %/`, mailbox: 'INBOX/Ä 世界.[Gmail]' };
      await fetchedFolder(store, [1], ref);
      expect(await store.messages.mailbox(ref)).toMatchObject(ref);
      const page = await store.messages.list({ account: ref.account, limit: 5 });
      expect(page.items).toMatchObject([ref]);
      await finish(store, await claimOne(store));
      const drafts = await store.drafts.list({ account: ref.account, limit: 5 });
      expect(drafts.items).toMatchObject([ref]);
    });
  });
}
