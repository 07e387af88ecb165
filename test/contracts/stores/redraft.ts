import { describe, expect } from 'vitest';
import type { FailureCode } from '../../../src/domain/failure.ts';
import { route } from '../../../src/domain/message.ts';
import { aRun } from '../../support/a-claim.ts';
import { aDraft } from '../../support/a-draft.ts';
import { draftOf, drafted, edit } from './conversation.ts';
import {
  claimOne,
  finish,
  type MakeStore,
  minutes,
  range,
  type Results,
  results,
  type StoreUnderTest,
  walk,
  withStore,
} from './harness.ts';

type AskedStep = 'classifying' | 'drafting' | 'summarizing';

/** Results of which a stand-in for the LLM made these. */
function standIn(causes: Partial<Record<AskedStep, FailureCode | null>>): Pick<Results, AskedStep> {
  const run = (step: AskedStep) => {
    const cause = causes[step];
    return cause === undefined ? aRun() : aRun({ provider: 'mock', fallback: true, cause });
  };
  return {
    classifying: { ...results.classifying, run: run('classifying') },
    drafting: { ...results.drafting, run: run('drafting') },
    summarizing: { ...results.summarizing, run: run('summarizing') },
  };
}

const away = standIn({ drafting: 'llm.unavailable', summarizing: 'llm.unavailable' });

/** Drafts of a stand-in that are made again. */
export function redraftContract(make: MakeStore): void {
  const test = withStore(make);
  const since = ({ clock }: StoreUnderTest, ago = minutes(60)) =>
    new Date(clock.now - ago).toISOString();
  const letter = (uid: number, made: Partial<Results> = away) => {
    return { uid, thread: `<${uid}@x>`, made };
  };

  describe('redraft', () => {
    test('of nothing is nothing', async ({ store }) => {
      expect(await store.messages.redraft(since(store), 10)).toBe(0);
      await drafted(store, letter(1, {}));
      expect(await store.messages.redraft(since(store), 10)).toBe(0);
    });

    test.for<[AskedStep, Partial<Record<AskedStep, FailureCode | null>>]>([
      ['classifying', { classifying: 'llm.timeout', drafting: 'llm.timeout' }],
      ['drafting', { drafting: 'llm.rate_limited' }],
      ['drafting', { classifying: 'llm.refused', drafting: 'llm.budget' }],
      ['summarizing', { drafting: 'llm.unsafe', summarizing: 'llm.rejected' }],
      ['classifying', { classifying: null }],
    ])(
      'takes back from the first step that the LLM may better: %s',
      async ([step, causes], { store }) => {
        const before = await drafted(store, letter(1, standIn(causes)));
        expect(await store.messages.redraft(since(store), 10)).toBe(1);
        const { message, redraft } = await claimOne(store);
        expect(route(message)).toBe(step);
        expect({ redraft, revision: message.revision }).toEqual({ redraft: true, revision: 2 });
        expect(store.events.at(-1)).toMatchObject({ id: before.id, from: 'done', to: step });
        expect((await store.messages.get(before.id))?.journey.at(-1)).toMatchObject({ to: step });
      },
    );

    test('what the LLM itself spoilt is left', async ({ store }) => {
      const causes = ['llm.refused', 'llm.unsafe', 'llm.invalid'] as const;
      for (const [i, cause] of causes.entries()) {
        await drafted(store, letter(i + 1, standIn({ classifying: cause, drafting: cause })));
      }
      expect(await store.messages.redraft(since(store), 10)).toBe(0);
    });

    test('the new draft takes the place of the old one', async ({ store }) => {
      const { id } = await drafted(store, letter(1));
      await store.messages.redraft(since(store), 10);
      expect(await store.messages.redraft(since(store), 10)).toBe(0);
      await finish(store, await claimOne(store));
      const draft = await draftOf(store, { id });
      expect(draft).toMatchObject({ revision: 2, version: 2 });
      expect((await store.drafts.versions(draft.id))?.at(-1)).toMatchObject({
        change: 'drafted again',
        by: 'agent',
      });
      store.clock.now += minutes(30);
      expect(await store.messages.redraft(since(store), 10)).toBe(0);
    });

    test('one that falls back again is left as it is, and tried later, twice as long each time', async ({
      store,
    }) => {
      const { id } = await drafted(store, letter(1));
      for (const pause of [1, 2, 4, 8, 16, 32, 60, 60]) {
        expect(await store.messages.redraft(since(store, minutes(999)), 10)).toBe(1);
        await finish(store, await claimOne(store), { ...results, ...away });
        expect(await draftOf(store, { id })).toMatchObject({ version: 1 });
        store.clock.now += minutes(pause) - 1;
        expect(await store.messages.redraft(since(store, minutes(999)), 10)).toBe(0);
        store.clock.now += 1;
      }
      await store.messages.redraft(since(store, minutes(999)), 10);
      await finish(store, await claimOne(store));
      expect(await draftOf(store, { id })).toMatchObject({ version: 2 });
    });

    test('one that falls back at a later step is better than what was there', async ({ store }) => {
      const first = standIn({ classifying: 'llm.timeout', drafting: 'llm.timeout' });
      const { id } = await drafted(store, letter(1, first));
      await store.messages.redraft(since(store), 10);
      await finish(store, await claimOne(store), { ...results, ...away });
      expect(await draftOf(store, { id })).toMatchObject({ version: 2 });
    });

    test('what a stand-in took for spam is looked at again as well', async ({ store }) => {
      const { id } = await drafted(
        store,
        letter(1, {
          ...standIn({ classifying: 'llm.timeout' }),
          drafting: { reply: null, noReplyReason: 'spam is never answered', run: null },
        }),
      );
      expect(await store.messages.redraft(since(store), 10)).toBe(1);
      await finish(store, await claimOne(store));
      expect(await draftOf(store, { id })).toMatchObject({ status: 'drafted', version: 2 });
    });

    test('the newest first, none from before, and no more than asked for', async ({ store }) => {
      const ids = [];
      for (const uid of range(1, 4)) {
        ids.push((await drafted(store, letter(uid))).id);
        store.clock.now += minutes(1);
      }
      const after = since(store, minutes(3));
      expect(await store.messages.redraft(after, 2)).toBe(2);
      expect(await stages(store, ids)).toEqual(['done', 'done', 'drafting', 'drafting']);
      expect(await store.messages.redraft(after, 9)).toBe(1);
      expect(await stages(store, ids)).toEqual(['done', 'drafting', 'drafting', 'drafting']);
    });

    test('waits behind live mail', async ({ store }) => {
      await drafted(store, letter(1));
      await store.messages.redraft(since(store), 10);
      const live = await drafted(store, letter(2, {}));
      expect(live.uid).toBe(2);
      expect((await claimOne(store)).redraft).toBe(true);
    });

    test('nothing that a person touched, that is closed, in work or of another database', async ({
      store,
    }) => {
      await edit(store, await drafted(store, letter(1)), { urgency: 'low' });
      await store.messages.supersede([(await drafted(store, letter(2))).id], 'answered elsewhere');
      await store.messages.retry((await drafted(store, letter(3))).id, 'persisting');
      const { provenance } = aDraft();
      await store.drafts.put(aDraft({ provenance: { ...provenance, fallback: true } }));
      expect(await store.messages.redraft(since(store), 10)).toBe(0);
    });

    test('an edit made meanwhile stays', async ({ store }) => {
      const { id } = await drafted(store, letter(1));
      await store.messages.redraft(since(store), 10);
      await edit(store, { id }, { reply: { body: 'Mine.' } });
      await finish(store, await claimOne(store));
      expect(await draftOf(store, { id })).toMatchObject({ version: 2, reply: { body: 'Mine.' } });
      expect(await store.messages.counts()).toEqual({ done: 1 });
    });

    test('at the same moment as an edit, either is whole', async ({ store }) => {
      const { id } = await drafted(store, letter(1));
      const draft = await draftOf(store, { id });
      const [put] = await Promise.all([
        store.messages.redraft(since(store), 10),
        store.drafts.edit(draft.id, 1, { urgency: 'low' }, null),
      ]);
      expect(await stages(store, [id])).toEqual([put === 1 ? 'drafting' : 'done']);
    });

    test('many at once, each from its own step', async ({ store }) => {
      const steps = ['classifying', 'drafting', 'summarizing'] as const;
      const ids = [];
      for (const uid of range(1, 30)) {
        const made = standIn({ [steps[uid % 3] ?? 'drafting']: 'llm.timeout' });
        ids.push((await drafted(store, letter(uid, made))).id);
      }
      expect(await store.messages.redraft(since(store), 100)).toBe(30);
      expect(await stages(store, ids)).toEqual(range(1, 30).map((uid) => steps[uid % 3]));
      const { claims } = await store.messages.claim(100);
      await Promise.all(
        claims.map(async (claim) => {
          const message = await walk(store, claim, 'persisting');
          await finish(store, { ...claim, message });
        }),
      );
      expect(await store.messages.counts()).toEqual({ done: 30 });
    });
  });
}

async function stages({ messages }: StoreUnderTest, ids: number[]) {
  return await Promise.all(ids.map(async (id) => (await messages.get(id))?.stage));
}
