import { describe, expect } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import { route } from '../../../src/domain/message.ts';
import {
  aMail,
  claimOne,
  commitOf,
  committedSteps,
  doneMessage,
  failure,
  fetchedFolder,
  finish,
  type MakeStore,
  minutes,
  range,
  results,
  walk,
  withStore,
} from './harness.ts';

const prices = { input: 0, output: 0 };
const fenced = { code: 'store.fenced' };

/** Step results, settlements and the draft: committed by the holder of the lease alone. */
export function stepContract(make: MakeStore): void {
  const test = withStore(make);

  describe('commitStep', () => {
    test('commits each step, and the stage is what route says', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      let current = message;
      for (const step of committedSteps) {
        expect((await store.messages.get(message.id))?.stage).toBe(step);
        const after = await store.messages.commitStep(commitOf(lease, current, step));
        expect(after).toEqual({ ...current, [step]: results[step], seq: current.seq + 1 });
        expect((await store.messages.get(message.id))?.stage).toBe(route(after));
        current = after;
      }
      await store.messages.release([lease]);
      expect((await claimOne(store)).message).toEqual(current);
    });

    test('shows what the parser read in the ledger', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      expect(await store.messages.mail(claim.message.id)).toBeNull();
      await walk(store, claim, 'classifying');
      expect(await store.messages.mail(claim.message.id)).toEqual(results.parsing);
      expect(await store.messages.get(claim.message.id)).toMatchObject({
        messageId: '<1@engines.example>',
        subject: 'Pricing for 200 seats',
        sender: 'Ada Lovelace <ada@engines.example>',
      });
    });

    test('a note stands in the journey, not as the reason of a state', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const message = await walk(store, claim, 'enriching');
      const result = { crm: null, reason: 'the CRM is away' };
      const note = 'the CRM is away';
      const { lease } = claim;
      await store.messages.commitStep({ lease, message, step: 'enriching', result, ms: 7, note });
      const row = await store.messages.get(message.id);
      expect(row?.error).toBeNull();
      const line = { from: 'enriching', to: 'drafting', ms: 7, attempt: 1, error: note };
      expect(row?.journey.at(-1)).toMatchObject(line);
    });

    test('refuses a late result after a newer commit', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const asked = await walk(store, claim, 'classifying');
      const fallback = await store.messages.commitStep(
        commitOf(claim.lease, asked, 'classifying', results),
      );
      const late = { ...results.classifying, category: 'Spam' as const };
      await expect(
        store.messages.commitStep(
          commitOf(claim.lease, asked, 'classifying', { ...results, classifying: late }),
        ),
      ).rejects.toMatchObject(fenced);
      await store.messages.release([claim.lease]);
      expect((await claimOne(store)).message).toEqual(fallback);
    });

    test('of two results of one step at the same moment exactly one counts', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const before = store.events.length;
      const settled = await Promise.allSettled(
        range(1, 5).map((n) => {
          const parsing = aMail({ subject: `reading ${n}` });
          return store.messages.commitStep(
            commitOf(lease, message, 'parsing', { ...results, parsing }),
          );
        }),
      );
      const won = settled.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
      expect(won).toHaveLength(1);
      expect((await store.messages.get(message.id))?.journey).toHaveLength(2);
      expect((await store.messages.get(message.id))?.subject).toBe(won[0]?.parsing?.subject);
      expect(store.events).toHaveLength(before + 1);
    });

    test('of a dead and a living holder at the same moment the living counts', async ({
      store,
    }) => {
      await fetchedFolder(store, [1]);
      const dead = await claimOne(store);
      store.clock.now += minutes(10);
      const heir = await claimOne(store);
      const [late, mine] = await Promise.allSettled(
        [dead, heir].map(({ lease, message }) =>
          store.messages.commitStep(commitOf(lease, message, 'parsing')),
        ),
      );
      expect(late).toMatchObject({ status: 'rejected', reason: fenced });
      expect(mine?.status).toBe('fulfilled');
    });

    test('a refused commit leaves no trace', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const events = store.events.length;
      const stale = { ...lease, epoch: lease.epoch - 1 };
      const commit = commitOf(stale, message, 'parsing');
      await expect(store.messages.commitStep(commit)).rejects.toMatchObject(fenced);
      expect(await store.messages.mail(message.id)).toBeNull();
      expect((await store.messages.get(message.id))?.journey).toHaveLength(1);
      expect(store.events).toHaveLength(events);
    });

    test("a lease of one message does not commit another's step", async ({ store }) => {
      await fetchedFolder(store, [1, 2]);
      const [one, two] = (await store.messages.claim(2)).claims;
      if (!one || !two) throw new Error('two were expected');
      const commit = commitOf(one.lease, two.message, 'parsing');
      await expect(store.messages.commitStep(commit)).rejects.toMatchObject(fenced);
    });

    test('hundreds at the same moment each get their own answer', async ({ store }) => {
      await fetchedFolder(store, range(1, 300));
      const { claims } = await store.messages.claim(300);
      const after = await Promise.all(claims.map((claim) => walk(store, claim)));
      expect(after.map(({ id }) => id)).toEqual(claims.map(({ message }) => message.id));
      expect(await store.messages.counts()).toEqual({ persisting: 300 });
    });
  });

  describe('persist', () => {
    test('stores draft, stage and journey, and the job is gone', async ({ store }) => {
      const message = await doneMessage(store);
      expect(route(message)).toBe('done');
      const draft = await store.drafts.byMessage(message.id);
      expect(draft).toMatchObject({ id: message.persisting, key: message.key, version: 1 });
      const { id: _id, version: _v, createdAt, updatedAt, ...stored } = draft ?? ({} as never);
      expect(stored).toEqual(composeDraft({ ...message, persisting: null }, prices));
      expect([createdAt, updatedAt]).toEqual(
        Array(2).fill(new Date(store.clock.now).toISOString()),
      );
      const row = await store.messages.get(message.id);
      expect(row).toMatchObject({ stage: 'done', error: null, notBefore: null, attempts: 0 });
      expect(row?.journey.map(({ to }) => to)).toEqual([...committedSteps, 'persisting', 'done']);
      store.clock.now += minutes(60);
      expect(await store.messages.claim(9)).toEqual({ claims: [], nextDueMs: null });
      expect(store.events.at(-1)).toMatchObject({ type: 'message.transitioned', to: 'done' });
      expect(store.events).toContainEqual({ type: 'draft.created', draft });
    });

    test('is fenced like every commit, and then stores no draft', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const message = await walk(store, claim);
      await store.messages.release([claim.lease]);
      const draft = composeDraft(message, prices);
      await expect(store.messages.persist(claim.lease, message, draft, 1)).rejects.toMatchObject(
        fenced,
      );
      expect((await store.drafts.list({ limit: 5 })).items).toEqual([]);
      expect(await store.messages.counts()).toEqual({ persisting: 1 });
    });

    test('twice at the same moment makes one draft', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const message = await walk(store, claim);
      const draft = composeDraft(message, prices);
      const both = await Promise.allSettled([
        store.messages.persist(claim.lease, message, draft, 1),
        store.messages.persist(claim.lease, message, draft, 1),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await store.drafts.list({ limit: 5 })).items).toHaveLength(1);
    });

    test('meets a draft of the same key that is there already', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const message = await walk(store, claim);
      const put = await store.drafts.put(composeDraft(message, prices));
      const done = await finish(store, { ...claim, message });
      expect(put).toMatchObject({ kind: 'created', draft: { id: done.persisting } });
      expect(await store.drafts.versions(done.persisting ?? 0)).toHaveLength(1);
      expect(store.events.filter(({ type }) => type === 'draft.created')).toHaveLength(1);
    });
  });

  describe('settle', () => {
    test('wait: not due before its time, then claimed where it stood', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const message = await walk(store, claim, 'classifying');
      const settlement = { kind: 'wait', afterMs: 2500.4, failure, ms: 30 } as const;
      const waiting = await store.messages.settle(claim.lease, message, settlement);
      expect(waiting).toEqual({ ...message, attempts: 1, seq: message.seq + 1 });
      expect(await store.messages.get(message.id)).toMatchObject({
        stage: 'waiting',
        attempts: 1,
        notBefore: new Date(store.clock.now + 2500).toISOString(),
        error: 'llm.unavailable: the LLM answers 503',
      });
      store.clock.now += 2499;
      expect(await store.messages.claim(1)).toEqual({ claims: [], nextDueMs: 1 });
      store.clock.now += 1;
      const again = await claimOne(store);
      expect(again.message).toMatchObject({ attempts: 1, parsing: results.parsing });
      expect(await store.messages.get(message.id)).toMatchObject({
        stage: 'classifying',
        notBefore: null,
        error: null,
      });
      await walk(store, again, 'enriching');
      expect(await store.messages.get(message.id)).toMatchObject({ attempts: 0 });
    });

    test('wait ends the lease', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const wait = { kind: 'wait', afterMs: 1000, failure, ms: 1 } as const;
      const waiting = await store.messages.settle(lease, message, wait);
      const commit = commitOf(lease, waiting, 'parsing');
      await expect(store.messages.commitStep(commit)).rejects.toMatchObject(fenced);
      await store.messages.renew([lease]);
      store.clock.now += 1000;
      await claimOne(store);
    });

    test('attempts add up, and the journey tells each try', async ({ store }) => {
      await fetchedFolder(store, [1]);
      for (const attempts of [0, 1]) {
        const { lease, message } = await claimOne(store);
        expect(message.attempts).toBe(attempts);
        await store.messages.settle(lease, message, { kind: 'wait', afterMs: 10, failure, ms: 1 });
        store.clock.now += 10;
      }
      const { lease, message } = await claimOne(store);
      await store.messages.settle(lease, message, { kind: 'quarantine', failure, ms: 1 });
      const tries = (await store.messages.get(message.id))?.journey
        .filter(({ from }) => from === 'parsing')
        .map(({ to, attempt }) => [to, attempt]);
      expect(tries).toEqual([
        ['waiting', 1],
        ['waiting', 2],
        ['quarantined', 3],
      ]);
    });

    test('quarantine: set aside with its reason, nothing due', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const after = await store.messages.settle(lease, message, {
        kind: 'quarantine',
        failure,
        ms: 1,
      });
      expect(after).toEqual({ ...message, ended: 'quarantined', seq: message.seq + 1 });
      expect(await store.messages.get(message.id)).toMatchObject({
        stage: 'quarantined',
        error: 'llm.unavailable: the LLM answers 503',
      });
      store.clock.now += minutes(60);
      expect(await store.messages.claim(1)).toEqual({ claims: [], nextDueMs: null });
      expect(await store.messages.source(message.id)).not.toBeNull();
    });

    test('skip: with its reason and the mail that was read', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const mail = aMail({ subject: 'Our own newsletter' });
      const skip = { kind: 'skip', reason: 'own mail', mail, ms: 2 } as const;
      const after = await store.messages.settle(lease, message, skip);
      expect(after).toEqual({ ...message, ended: 'skipped', parsing: mail, seq: message.seq + 1 });
      expect(await store.messages.get(message.id)).toMatchObject({
        stage: 'skipped',
        error: 'own mail',
        subject: 'Our own newsletter',
      });
      expect(await store.messages.mail(message.id)).toEqual(mail);
      expect((await store.messages.claim(1)).claims).toEqual([]);
    });

    test('is fenced like every commit', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      await walk(store, { lease, message }, 'enriching');
      const late = { kind: 'quarantine', failure, ms: 1 } as const;
      await expect(store.messages.settle(lease, message, late)).rejects.toMatchObject(fenced);
      expect(await store.messages.counts()).toEqual({ enriching: 1 });
    });
  });
}
