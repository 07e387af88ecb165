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
  results,
  walk,
  withStore,
} from './harness.ts';

const prices = { input: 0, output: 0 };
const fenced = { code: 'store.fenced' };

/** How a message leaves its machine: with a draft, or by a settlement. */
export function endContract(make: MakeStore): void {
  const test = withStore(make);

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
      expect(after).toEqual({
        ...message,
        attempts: 1,
        ended: 'quarantined',
        seq: message.seq + 1,
      });
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
