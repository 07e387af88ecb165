import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { Dispatch, OutgoingMove } from '../../../src/ports.ts';
import { type MakeStore, minutes, range, type StoreUnderTest } from './harness.ts';
import { aDraftIn, domain } from './outbox.ts';

const failure = new Failure('smtp.unavailable', '421 later');
const of = fc.nat(2);

/** What people, the carrier and the clock do. */
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('approve', 'reject', 'reopen', 'edit', 'save'),
      of,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('send', 'claim'), of }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('move'), of, way: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answer elsewhere'), of }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('move late', 'wait'), of, way: fc.nat(9) }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;
const batch = fc.oneof(
  { weight: 9, arbitrary: fc.array(action, { minLength: 1, maxLength: 4 }) },
  fc.constant('recover' as const),
);
const schedule = fc.array(batch, { minLength: 5, maxLength: 40, size: 'max' });

/** Whatever happens in whatever order, no text leaves twice and every draft says where it stands. */
export function outgoingInterleavingContract(make: MakeStore): void {
  test('any interleaving of wishes and moves keeps them whole', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (batches) => {
        const store = await make();
        const ids: number[] = [];
        for (const uid of range(1, 3)) ids.push((await aDraftIn(store, uid)).id);
        const world = new World(store, ids);
        for (const actions of batches) {
          if (actions === 'recover') await world.recover();
          else await Promise.all(actions.map((one) => world.perform(one)));
          await world.check();
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  });
}

class World {
  readonly #store: StoreUnderTest;
  readonly #ids: number[];
  /** What this carrier holds, by row. */
  #held = new Map<number, Dispatch>();
  readonly #dead: Dispatch[] = [];
  /** Rows that somebody was at, once or more. */
  readonly #begun = new Set<number>();
  /** Drafts that a server has certainly taken. */
  readonly #taken = new Set<number>();

  constructor(store: StoreUnderTest, ids: number[]) {
    this.#store = store;
    this.#ids = ids;
  }

  async perform(action: Action): Promise<void> {
    const { drafts, outgoing, clock } = this.#store;
    const id = this.#ids[action.of] ?? 0;
    const version = (await drafts.get(id))?.version ?? 0;
    switch (action.do) {
      case 'approve':
      case 'reject':
      case 'reopen': {
        await drafts.review(id, version, action.do, 'Mia');
        break;
      }
      case 'edit': {
        await drafts.edit(id, version, { reply: { body: `edit ${version}` } }, null);
        break;
      }
      case 'save':
      case 'send': {
        const wish = { draft: id, version, kind: action.do, attended: true, by: null, domain };
        await outgoing.queue(wish);
        break;
      }
      case 'answer elsewhere': {
        const { message } = (await drafts.get(id)) ?? {};
        await this.#store.messages.supersede([message ?? 0], 'answered elsewhere');
        break;
      }
      case 'claim': {
        const dispatch = await outgoing.claim();
        if (!dispatch) return;
        expect(this.#held.has(dispatch.outgoing.id), 'two live leases of one row').toBe(false);
        this.#held.set(dispatch.outgoing.id, dispatch);
        this.#begun.add(dispatch.outgoing.id);
        break;
      }
      case 'wait': {
        clock.now += 10;
        break;
      }
      case 'move': {
        await this.#move(action.of, action.way);
        break;
      }
      case 'move late': {
        const dead = this.#dead[action.way % this.#dead.length];
        if (!dead) return;
        const move = { to: 'done', folder: null } as const;
        await expect(outgoing.move(dead, move)).rejects.toMatchObject({ code: 'store.fenced' });
        break;
      }
    }
  }

  async recover(): Promise<void> {
    this.#dead.push(...this.#held.values());
    this.#held = new Map();
    await this.#store.messages.recover();
    this.#store.clock.now += minutes(1);
  }

  async #move(at: number, way: number): Promise<void> {
    const dispatch = [...this.#held.values()][at % this.#held.size];
    if (!dispatch) return;
    const { id } = dispatch.outgoing;
    this.#held.delete(id);
    const move = nextMove(dispatch, way);
    this.#dead.push(dispatch);
    try {
      const moved = await this.#store.outgoing.move(dispatch, move);
      if (move.to === 'copying') {
        expect(this.#taken.has(dispatch.draft.id), 'a draft is sent once').toBe(false);
        this.#taken.add(dispatch.draft.id);
      }
      if (move.to === 'transmitting' || move.to === 'copying') this.#held.set(id, moved);
    } catch (error) {
      // It was taken back, which is possible only before it was begun.
      expect(error).toMatchObject({ code: 'store.fenced' });
      expect(dispatch.outgoing.state).toBe('queued');
    }
  }

  /** Drafts and rows tell the same story. */
  async check(): Promise<void> {
    const { drafts, outgoing } = this.#store;
    for (const id of this.#ids) {
      const draft = await drafts.get(id);
      const rows = await outgoing.ofDraft(id);
      const live = rows.filter(({ state }) =>
        ['queued', 'transmitting', 'copying'].includes(state),
      );
      for (const kind of ['save', 'send']) {
        expect(live.filter((row) => row.kind === kind).length).toBeLessThanOrEqual(1);
      }
      const sending = live.some(({ kind, state }) => kind === 'send' && state !== 'copying');
      expect(draft?.status === 'sending').toBe(sending);
      expect(draft?.status === 'sent').toBe(this.#taken.has(id));
      const versions = (await drafts.versions(id)) ?? [];
      expect(versions.map(({ version }) => version)).toEqual(range(1, draft?.version ?? 0));
      expect(versions.at(-1)).toMatchObject({ status: draft?.status, reply: draft?.reply });
      const texts = new Map(versions.map(({ version, reply }) => [version, reply?.body]));
      for (const { id: row, kind, version } of live) {
        if (kind !== 'save' || this.#begun.has(row)) continue;
        const isWanted = ['drafted', 'approved', 'failed'].includes(draft?.status ?? '');
        expect(isWanted, 'a save outlives no decision against it').toBe(true);
        expect(texts.get(version), 'nor another text').toBe(draft?.reply?.body);
      }
      const named = rows.map((row) => [row.kind, texts.get(row.version), row.messageId]);
      const idOf = new Map(named.map(([kind, text, letter]) => [`${kind} ${text}`, letter]));
      for (const [kind, text, letter] of named) expect(idOf.get(`${kind} ${text}`)).toBe(letter);
    }
    const held = [...this.#held.values()].map(({ outgoing: row }) => row.draft);
    expect(this.#ids).toEqual(expect.arrayContaining(held));
  }
}

/** As the carrier goes: a letter is transmitted before it is copied, and copied before it is done. */
function nextMove({ outgoing: { kind, state } }: Dispatch, way: number): OutgoingMove {
  const waiting = { to: 'waiting', afterMs: 5, failure } as const;
  if (kind === 'save' || state === 'copying') {
    if (way === 0) return waiting;
    return way === 1 ? { to: 'failed', failure } : { to: 'done', folder: 'Drafts' };
  }
  if (state === 'queued') return way === 0 ? waiting : { to: 'transmitting' };
  if (way === 0) return waiting;
  if (way < 4) return { to: way === 1 ? 'failed' : 'unknown', failure };
  return { to: 'copying' };
}
