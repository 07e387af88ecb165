import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import { type Message, route, type Stage, type Step, steps } from '../../../src/domain/message.ts';
import type { MailboxRow } from '../../../src/ports.ts';
import { aRun } from '../../support/a-claim.ts';
import { minute } from './conversation.ts';
import {
  commitOf,
  failure,
  fetched,
  folder,
  type Held,
  type MakeStore,
  minutes,
  range,
  results,
  type StoreUnderTest,
} from './harness.ts';

const place = fc.nat(40);

/** The LLM is away, so that any draft may be made again. */
const run = aRun({ fallback: true, cause: 'llm.unavailable' });
const made = { ...results, drafting: { ...results.drafting, run } };

/** What mailboxes, email machines, a person and the clock do to a store. */
const action = fc.oneof(
  fc.record({ do: fc.constant('discover'), uids: fc.array(fc.integer({ min: 1, max: 24 })) }),
  fc.record({
    do: fc.constant('fetch'),
    limit: fc.integer({ min: 1, max: 6 }),
    gone: fc.boolean(),
  }),
  fc.record({ do: fc.constant('claim'), limit: fc.integer({ min: 1, max: 4 }) }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('work'), of: place }) },
  fc.record({ do: fc.constant('work twice'), of: place }),
  fc.record({ do: fc.constant('finish'), of: place }),
  fc.record({
    do: fc.constant('settle'),
    of: place,
    kind: fc.constantFrom('wait', 'quarantine', 'skip'),
  }),
  fc.record({ do: fc.constant('work late'), of: place }),
  fc.record({ do: fc.constant('release'), of: place }),
  fc.record({ do: fc.constant('retry'), of: place, from: fc.constantFrom(undefined, ...steps) }),
  fc.record({ do: fc.constant('regenerate'), of: place }),
  fc.record({ do: fc.constant('edit'), of: place }),
  fc.record({ do: fc.constant('supersede'), of: place }),
  fc.record({ do: fc.constant('redraft'), limit: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('reconcile'), uids: fc.array(fc.integer({ min: 1, max: 24 })) }),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Actions of one batch run at the same time; the end of all leases comes between two of them. */
const batch = fc.oneof(
  { weight: 9, arbitrary: fc.array(action, { minLength: 1, maxLength: 5 }) },
  fc.constantFrom('recover' as const, 'expire' as const),
);
const schedule = fc.array(batch, { minLength: 5, maxLength: 40, size: 'max' });

/** Whatever happens in whatever order, the ledger adds up and nobody commits by a dead lease. */
export function interleavingContract(make: MakeStore): void {
  test('any interleaving keeps the ledger whole', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (batches) => {
        const store = await make();
        const world = new World(store, await folder(store, []));
        await world.perform({ do: 'discover', uids: range(1, 6) });
        await world.perform({ do: 'fetch', limit: 4, gone: false });
        for (const actions of batches) {
          if (typeof actions === 'string') await world.endLeases(actions);
          else await Promise.all(actions.map((one) => world.perform(one)));
          await world.check();
        }
        await world.checkJourneys();
        await world.checkDrafts();
        await store.close();
      }),
      { numRuns: 30 },
    );
  });
}

/** Those who use the store, and what they may believe. */
class World {
  readonly #store: StoreUnderTest;
  readonly #mailbox: MailboxRow;
  readonly #uids = new Set<number>();
  /** Claims that nobody else may hold, by message. */
  #held = new Map<number, Held>();
  /** Claims that ended: by the message's end, by time, or because they were given back. */
  #dead: Held[] = [];

  constructor(store: StoreUnderTest, mailbox: MailboxRow) {
    this.#store = store;
    this.#mailbox = mailbox;
  }

  async perform(action: Action): Promise<void> {
    const { messages } = this.#store;
    switch (action.do) {
      case 'discover': {
        for (const uid of action.uids) this.#uids.add(uid);
        await messages.discover(this.#mailbox.id, action.uids, Math.max(0, ...action.uids));
        break;
      }
      case 'reconcile': {
        for (const uid of await messages.reconcile(this.#mailbox.id, action.uids)) {
          this.#uids.add(uid);
        }
        break;
      }
      case 'fetch': {
        await this.#fetch(action.limit, action.gone);
        break;
      }
      case 'claim': {
        const { claims } = await messages.claim(action.limit);
        for (const claim of claims) {
          expect(this.#held.has(claim.message.id), 'two live leases of one message').toBe(false);
          this.#held.set(claim.message.id, claim);
        }
        break;
      }
      case 'work':
      case 'work twice': {
        const claim = this.#take(action.of);
        if (claim) await this.#work(claim, action.do === 'work' ? 1 : 2);
        break;
      }
      case 'finish': {
        let claim = this.#take(action.of);
        while (claim) claim = await this.#work(claim, 1, false);
        break;
      }
      case 'settle': {
        const claim = this.#take(action.of);
        if (claim) await this.#settle(claim, action.kind);
        break;
      }
      case 'work late': {
        const claim = this.#dead[action.of % this.#dead.length];
        if (claim) await expect(this.#step(claim)).rejects.toMatchObject({ code: 'store.fenced' });
        break;
      }
      case 'release': {
        const claim = this.#take(action.of);
        if (claim) {
          await messages.release([claim.lease]);
          this.#dead.push(claim);
        }
        break;
      }
      case 'retry': {
        const { items } = await messages.list({ limit: 40 });
        const row = items[action.of % items.length];
        if (row) await messages.retry(row.id, action.from);
        break;
      }
      case 'redraft': {
        await messages.redraft(minute(0), action.limit);
        break;
      }
      case 'regenerate':
      case 'edit':
      case 'supersede': {
        await this.#review(action.do, action.of);
        break;
      }
    }
  }

  /** By a restart, or by time: another claims what was held, and gives it back. */
  async endLeases(how: 'recover' | 'expire'): Promise<void> {
    const { messages, clock } = this.#store;
    this.#dead.push(...this.#held.values());
    this.#held = new Map();
    if (how === 'recover') await messages.recover();
    else clock.now += minutes(1);
    const { claims } = await messages.claim(1000);
    await messages.release(claims.map(({ lease }) => lease));
    this.#dead.push(...claims);
  }

  /** What a person does to a draft, or an answer from elsewhere. */
  async #review(how: 'regenerate' | 'edit' | 'supersede', at: number): Promise<void> {
    const { messages, drafts } = this.#store;
    const { items } = await drafts.list({ limit: 40 });
    const draft = items[at % items.length];
    if (!draft) return;
    const { id, version, message } = draft;
    if (how === 'edit')
      await drafts.edit(id, version, { reply: { body: `edit ${version}` } }, null);
    if (how === 'regenerate') await messages.regenerate(id, version, `after ${version}`, null);
    if (how === 'supersede') await messages.supersede([message ?? 0], 'answered elsewhere');
  }

  async #fetch(limit: number, gone: boolean): Promise<void> {
    const { messages } = this.#store;
    const found = await messages.unfetched(this.#mailbox.id, limit);
    const [lost, ...others] = gone ? found : [undefined, ...found];
    // Every third mail is the copy of another.
    const text = (uid: number) => (uid % 3 ? undefined : 'a copy');
    await messages.storeSources(
      others.flatMap((row) => {
        if (!row) return [];
        return [{ ...fetched(row.uid, text(row.uid)), receivedAt: minute(row.uid), id: row.id }];
      }),
      lost ? [lost.id] : [],
    );
  }

  /** Takes a held claim into work: nobody else of this world touches it meanwhile. */
  #take(at: number): Held | undefined {
    const claim = [...this.#held.values()][at % this.#held.size];
    if (claim) this.#held.delete(claim.message.id);
    return claim;
  }

  async #settle(claim: Held, kind: 'wait' | 'quarantine' | 'skip'): Promise<void> {
    const { lease, message } = claim;
    const ends = {
      wait: { kind: 'wait', afterMs: 5, failure, ms: 1 },
      quarantine: { kind: 'quarantine', failure, ms: 1 },
      skip: { kind: 'skip', reason: 'own mail', mail: null, ms: 1 },
    } as const;
    await this.#store.messages.settle(lease, message, ends[kind]);
    this.#dead.push(claim);
  }

  /** Commits the step that is due, perhaps twice at once; the claim as it then stands. */
  async #work(claim: Held, times: number, keep = true): Promise<Held | undefined> {
    const tries = await Promise.allSettled(range(1, times).map(() => this.#step(claim)));
    const [after, ...more] = tries.flatMap((t) => (t.status === 'fulfilled' ? [t.value] : []));
    expect([after, ...more], 'one step is committed once').toEqual([expect.anything()]);
    this.#dead.push(claim);
    if (!after || route(after) === 'done') return undefined;
    const next = { lease: claim.lease, message: after };
    if (keep) this.#held.set(after.id, next);
    return next;
  }

  /** Commits the step that is due. */
  async #step({ lease, message }: Held): Promise<Message> {
    const { messages } = this.#store;
    const step = route(message) as Step;
    if (step !== 'persisting')
      return await messages.commitStep(commitOf(lease, message, step, made));
    const draft = composeDraft(message, { input: 0, output: 0 });
    return await messages.persist(lease, message, draft, 1);
  }

  /** Every UID is in exactly one stage, and whoever counts comes to the same sum. */
  async check(): Promise<void> {
    const { messages, drafts } = this.#store;
    const { items } = await messages.list({ limit: 1000 });
    expect(items.map(({ uid }) => uid).toSorted((a, b) => a - b)).toEqual(
      [...this.#uids].toSorted((a, b) => a - b),
    );
    const tally: Partial<Record<Stage, number>> = {};
    for (const { stage } of items) tally[stage] = (tally[stage] ?? 0) + 1;
    expect(await messages.counts()).toEqual(tally);
    expect((await messages.ledger()).map(({ counts }) => counts)).toEqual([tally]);
    const done = items.filter(({ stage }) => stage === 'done');
    const written = (await drafts.list({ limit: 1000 })).items.map(({ message }) => message);
    expect(new Set(written).size).toBe(written.length);
    expect(written).toEqual(expect.arrayContaining(done.map(({ id }) => id)));
  }

  /** Each draft is at the last of its versions, and found as what it is. */
  async checkDrafts(): Promise<void> {
    const { drafts } = this.#store;
    for (const draft of (await drafts.list({ limit: 1000 })).items) {
      const versions = (await drafts.versions(draft.id)) ?? [];
      expect(versions.map(({ version }) => version)).toEqual(range(1, draft.version));
      const { status, category, reply } = draft;
      expect(versions.at(-1)).toMatchObject({ status, category, reply });
      const { items } = await drafts.list({ status, category, limit: 1000 });
      expect(items.map(({ id }) => id)).toContain(draft.id);
    }
  }

  /** The journeys are unbroken and end where their messages stand. */
  async checkJourneys(): Promise<void> {
    const { messages } = this.#store;
    const { items } = await messages.list({ limit: 1000 });
    for (const row of items) {
      const { journey = [] } = (await messages.get(row.id)) ?? {};
      expect(journey.at(-1)?.to ?? 'discovered').toBe(row.stage);
      expect(['discovered', ...journey.map(({ to }) => to)].slice(0, -1)).toEqual(
        journey.map(({ from }) => from),
      );
      expect(row.notBefore !== null).toBe(row.stage === 'waiting');
    }
  }
}
