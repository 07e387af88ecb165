import { describe, expect } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { aDraft } from '../../support/a-draft.ts';
import {
  claimOne,
  doneMessage,
  fetchedFolder,
  finish,
  inbox,
  type MakeStore,
  minutes,
  range,
  type StoreUnderTest,
  withStore,
} from './harness.ts';

const taken = { status: 204, ms: 5, error: null };
const refused = { status: 500, ms: 5, error: 'answered 500' };
const hours = (n: number) => minutes(60 * n);

/** What is claimed, in its order, with its data. */
async function claim({ webhooks }: StoreUnderTest, limit = 100) {
  const claims = await webhooks.claim(limit);
  return claims.map((one) => ({
    claim: one,
    ...(JSON.parse(one.body) as { type: string; timestamp: string; data: Record<string, never> }),
  }));
}

const types = (claims: { type: string }[]) => claims.map(({ type }) => type);

async function deliverAll(store: StoreUnderTest): Promise<string[]> {
  const told: string[] = [];
  for (;;) {
    const claims = await claim(store);
    if (claims.length === 0) return told;
    told.push(...claims.map(({ type, data }) => `${type} ${labelOf(data)}`));
    await store.webhooks.settle(claims.map((one) => ({ claim: one.claim, answer: taken })));
  }
}

function labelOf(data: Record<string, unknown>): string {
  const draft = data['draft'] as { version: number } | number | null | undefined;
  if (draft && typeof draft === 'object') return `v${draft.version}`;
  return String(data['to'] ?? data['state']);
}

/** Events for a receiver elsewhere. */
export function webhookContract(make: MakeStore): void {
  const test = withStore(make);

  describe('webhooks', () => {
    test('off, nothing is written; on, what was before is not told', async ({ store }) => {
      await doneMessage(store);
      expect(await store.webhooks.claim(10)).toEqual([]);
      expect(await store.webhooks.receiver()).toEqual({ on: false, goneAt: null, queued: 0 });
      await store.webhooks.begin('here');
      expect(await store.webhooks.claim(10)).toEqual([]);
      expect(await store.webhooks.list({ limit: 5 })).toEqual({ items: [], next: null });
    });

    test('a message’s draft is told before its end, and its changes after', async ({ store }) => {
      await store.webhooks.begin('here');
      await doneMessage(store);
      const [draft] = (await store.drafts.list({ limit: 1 })).items;
      store.clock.now += 1;
      await store.drafts.edit(draft?.id ?? 0, 1, { reply: { body: 'Mine.' } }, 'Mia');
      await store.drafts.review(draft?.id ?? 0, 2, 'approve', null);
      const first = await claim(store);
      expect(first).toMatchObject([
        { type: 'draft.created', data: { draft: { version: 1, status: 'drafted' } } },
      ]);
      await store.webhooks.settle(first.map((one) => ({ claim: one.claim, answer: taken })));
      expect(await deliverAll(store)).toEqual([
        'message.transitioned done',
        'draft.updated v2',
        'draft.updated v3',
      ]);
      const { items } = await store.webhooks.list({ limit: 9, state: 'delivered' });
      expect(items).toHaveLength(4);
      const record = await store.webhooks.get(items[1]?.id ?? 0);
      expect(JSON.parse(record?.body ?? '')).toMatchObject({
        type: 'draft.updated',
        timestamp: expect.stringMatching(/Z$/),
        data: {
          draft: { id: draft?.id, version: 2, status: 'drafted', reply: { body: 'Mine.' } },
          change: 'edited',
          by: 'person',
          name: 'Mia',
        },
      });
      expect(record?.attempts).toMatchObject([{ status: 204, ms: 5, error: null }]);
    });

    test('of a message only its ends are told', async ({ store }) => {
      await store.webhooks.begin('here');
      await fetchedFolder(store, [1, 2]);
      const [one, two] = [await claimOne(store), await claimOne(store)];
      const failure = new Failure('mail.unparsable', 'no parser could read it');
      await store.messages.settle(one.lease, one.message, { kind: 'quarantine', failure, ms: 1 });
      await finish(store, two);
      await store.messages.discard(one.message.id);
      const told = await deliverAll(store);
      expect(told.toSorted()).toEqual([
        'draft.created v1',
        'message.transitioned done',
        'message.transitioned quarantined',
        'message.transitioned skipped',
      ]);
      const { items } = await store.webhooks.list({ limit: 9 });
      expect(new Set(items.map(({ event }) => event)).size).toBe(items.length);
    });

    test('a folder is told when it rests in another state, not what it passes', async ({
      store,
    }) => {
      await fetchedFolder(store, []);
      await store.messages.noteMailbox(inbox, 'watching');
      await store.webhooks.begin('here');
      for (const state of ['connecting', 'catchingUp', 'watching']) {
        await store.messages.noteMailbox(inbox, state);
        expect(await store.webhooks.claim(9)).toEqual([]);
      }
      await store.messages.noteMailbox(inbox, 'refused');
      expect(await deliverAll(store)).toEqual(['mailbox.changed refused']);
      await store.messages.noteMailbox(inbox, 'connecting');
      await store.messages.noteMailbox(inbox, 'refused');
      expect(await store.webhooks.claim(9)).toEqual([]);
      await store.messages.noteMailbox(inbox, 'watching');
      expect(await deliverAll(store)).toEqual(['mailbox.changed watching']);
    });

    test('what failed comes again later, under the same id, and holds up what is about the same', async ({
      store,
    }) => {
      await store.webhooks.begin('here');
      await doneMessage(store);
      await store.drafts.put(aDraft({ key: 'other', message: null }));
      const [mine, other] = await claim(store);
      if (!mine || !other) throw new Error('there should be two');
      await store.webhooks.settle([
        { claim: mine.claim, answer: refused },
        { claim: other.claim, answer: taken },
      ]);
      expect(await store.webhooks.claim(9)).toEqual([]);
      const [waiting] = (await store.webhooks.list({ limit: 9, state: 'queued' })).items.slice(-1);
      expect(waiting).toMatchObject({ id: mine.claim.id, tries: 1, error: 'answered 500' });
      expect(Date.parse(waiting?.notBefore ?? '') - store.clock.now).toBeGreaterThan(1_000);
      store.clock.now += 6_000;
      const [again] = await claim(store);
      expect(again?.claim).toMatchObject({
        event: mine.claim.event,
        attempts: 1,
        body: mine.claim.body,
      });
      await store.webhooks.settle([{ claim: again?.claim ?? mine.claim, answer: taken }]);
      expect(await deliverAll(store)).toEqual(['message.transitioned done']);
      const record = await store.webhooks.get(mine.claim.id);
      expect(record?.attempts.map(({ status }) => status)).toEqual([500, 204]);
    });

    test('a claim holds; what its process did not live to settle is claimed again', async ({
      store,
    }) => {
      await store.webhooks.begin('here');
      await doneMessage(store);
      const [held] = await claim(store);
      expect(await store.webhooks.claim(9)).toEqual([]);
      store.clock.now += 26_000;
      const [again] = await claim(store);
      expect(again?.claim.event).toBe(held?.claim.event);
      if (!held || !again) throw new Error('nothing was claimed');
      // The first one lives after all: what it says no longer counts.
      expect(await store.webhooks.settle([{ claim: held.claim, answer: refused }])).toEqual([]);
      expect(await store.webhooks.settle([{ claim: again.claim, answer: taken }])).toHaveLength(1);
    });

    test('after three days it is given up, and a person may have it posted again', async ({
      store,
    }) => {
      await store.webhooks.begin('here');
      await doneMessage(store);
      const id = (await claim(store))[0]?.claim.id ?? 0;
      store.clock.now += hours(73);
      const [late] = await claim(store);
      if (!late) throw new Error('nothing was claimed');
      const [failed] = await store.webhooks.settle([{ claim: late.claim, answer: refused }]);
      expect(failed).toMatchObject({ id, state: 'failed' });
      expect(await store.webhooks.retry(id)).toMatchObject({
        state: 'queued',
        tries: 0,
        error: null,
      });
      const [again] = await claim(store);
      expect(again?.claim).toMatchObject({ id, expiresAt: store.clock.now + hours(72) });
      expect(await store.webhooks.retry(99_999)).toBeNull();
    });

    test('a receiver that is gone is told nothing until a person says so, and then all', async ({
      store,
    }) => {
      await store.webhooks.begin('here');
      await doneMessage(store);
      const [first] = await claim(store);
      if (!first) throw new Error('nothing was claimed');
      const gone = { status: 410, ms: 1, error: 'answered 410 Gone' };
      await store.webhooks.settle([{ claim: first.claim, answer: gone }]);
      expect(await store.webhooks.receiver()).toMatchObject({
        on: true,
        goneAt: new Date(store.clock.now).toISOString(),
      });
      await store.drafts.put(aDraft({ key: 'other', message: null }));
      store.clock.now += hours(1);
      expect(await store.webhooks.claim(9)).toEqual([]);
      // The same address after a restart is still gone; another one is another receiver.
      await store.webhooks.begin('here');
      expect(await store.webhooks.claim(9)).toEqual([]);
      await store.webhooks.retry(first.claim.id);
      expect((await deliverAll(store)).length).toBe(3);
      await store.webhooks.begin('there');
      expect((await store.webhooks.receiver()).goneAt).toBeNull();
    });

    test('goes on where it stopped, but tells nothing that is older than three days', async ({
      store,
    }) => {
      await store.webhooks.begin('here');
      await doneMessage(store);
      await store.webhooks.begin('here');
      expect(types(await claim(store))).toEqual(['draft.created']);
      await deliverAll(store);
      await store.drafts.put(aDraft({ key: 'old', message: null }));
      store.clock.now += hours(80);
      await store.drafts.put(aDraft({ key: 'new', message: null }));
      const keys = async () =>
        (await claim(store)).flatMap(({ claim: { id }, data }) =>
          id > 2 ? [(data['draft'] as unknown as { key: string }).key] : [],
        );
      expect(await keys()).toEqual(['new']);
      await store.webhooks.end();
      await store.drafts.put(aDraft({ key: 'unheard', message: null }));
      await store.webhooks.begin('here');
      store.clock.now += minutes(1);
      expect(await keys()).toEqual(['new']);
    });

    test('hundreds at once are told each once and in their order', async ({ store }) => {
      await store.webhooks.begin('here');
      const n = 620;
      const drafts = await Promise.all(
        range(1, n).map((i) => store.drafts.put(aDraft({ key: `k${i}`, message: null }))),
      );
      for (const { draft } of drafts.slice(0, 3) as { draft: { id: number } }[]) {
        await store.drafts.review(draft.id, 1, 'approve', null);
      }
      const told = await deliverAll(store);
      expect(told.filter((line) => line.startsWith('draft.created'))).toHaveLength(n);
      expect(told.filter((line) => line === 'draft.updated v2')).toHaveLength(3);
      expect(told).toHaveLength(n + 3);
      const all = await store.webhooks.list({ limit: 700 });
      expect(new Set(all.items.map(({ event }) => event)).size).toBe(n + 3);
    });

    test('a draft that is too long is told of, without its text', async ({ store }) => {
      await store.webhooks.begin('here');
      await store.drafts.put(aDraft({ key: 'long', message: null, reason: 'x'.repeat(300_000) }));
      const [told] = await claim(store);
      expect(told?.data['draft']).toEqual({
        id: expect.any(Number),
        key: 'long',
        message: null,
        version: 1,
        status: 'drafted',
        category: expect.any(String),
        omitted: true,
      });
    });

    test('forgets the oldest, with their tries', async ({ store }) => {
      await store.webhooks.begin('here');
      await doneMessage(store);
      await deliverAll(store);
      store.clock.now += minutes(10);
      const middle = new Date(store.clock.now).toISOString();
      store.clock.now += minutes(10);
      await store.drafts.put(aDraft({ key: 'young', message: null }));
      await deliverAll(store);
      expect(await store.webhooks.forget(middle, 1)).toBe(1);
      expect(await store.webhooks.forget(middle, 10)).toBe(1);
      expect(await store.webhooks.forget(middle, 10)).toBe(0);
      expect((await store.webhooks.list({ limit: 9 })).items).toHaveLength(1);
    });
  });
}
