import { fromPromise } from 'xstate';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import { dispatchMachine } from '../../src/machines/dispatch.ts';
import type { Dispatch, OutgoingMove } from '../../src/ports.ts';
import { aDispatch } from './an-outgoing.ts';
import { turn } from './turns.ts';

/** What each hand does before it succeeds; may wait, or throw. */
export interface DispatchHands {
  claim(): void | Promise<void>;
  place(dispatch: Dispatch): void | Promise<void>;
  transmit(dispatch: Dispatch, signal: AbortSignal): void | Promise<void>;
  move(move: OutgoingMove['to'], dispatch: Dispatch): void | Promise<void>;
}

const nothing: DispatchHands = {
  claim: () => undefined,
  place: () => undefined,
  transmit: () => undefined,
  move: () => undefined,
};

/** The dispatch over rows in memory; a hand can be changed while it runs. */
export function fakeDispatch(given: Partial<DispatchHands> = {}) {
  const hands: DispatchHands = { ...nothing, ...given };
  const rows = new Map<number, Outgoing>();
  const scene = {
    hands,
    /** What was done, in its order, such as `transmit 1` or `1 is copying`. */
    deeds: [] as string[],
    moves: [] as OutgoingMove[],
    /** Puts a wish into the table. */
    add: (changes: Partial<Outgoing> = {}) => {
      const { outgoing } = aDispatch({ id: rows.size + 1, ...changes });
      rows.set(outgoing.id, outgoing);
    },
    row: (id = 1) => rows.get(id),
    /** Its time has come. */
    due: (id = 1) => set(id, { notBefore: null }),
  };

  function set(id: number, changes: Partial<Outgoing>): Outgoing {
    const row = { ...aDispatch({ id }).outgoing, ...rows.get(id), ...changes };
    rows.set(id, row);
    return row;
  }

  function moved(row: Outgoing, move: OutgoingMove): Partial<Outgoing> {
    if (move.to === 'done') return { state: 'done', folder: move.folder, error: move.note ?? null };
    if (move.to === 'copying') {
      return { state: 'copying', attempts: 0, notBefore: move.afterMs ? 'later' : null };
    }
    if (move.to !== 'waiting') return { state: move.to };
    const state = row.state === 'transmitting' ? 'queued' : row.state;
    return { state, attempts: row.attempts + 1, notBefore: 'later' };
  }

  const machine = dispatchMachine.provide({
    actors: {
      claim: fromPromise(async () => {
        await turn();
        await hands.claim();
        const open = ['queued', 'transmitting', 'copying'];
        const due = [...rows.values()].find((row) => open.includes(row.state) && !row.notBefore);
        return due ? aDispatch(due) : null;
      }),
      place: fromPromise(async ({ input }) => {
        await turn();
        const into = input.outgoing.kind === 'save' ? 'Drafts' : 'Sent';
        scene.deeds.push(`place ${input.outgoing.id} in ${into}`);
        await hands.place(input);
        return into;
      }),
      transmit: fromPromise(async ({ input, signal }) => {
        await turn();
        scene.deeds.push(`transmit ${input.outgoing.id}`);
        await hands.transmit(input, signal);
      }),
      move: fromPromise(async ({ input: { dispatch, move } }) => {
        await turn();
        await hands.move(move.to, dispatch);
        scene.moves.push(move);
        scene.deeds.push(`${dispatch.outgoing.id} is ${move.to}`);
        return { ...dispatch, outgoing: set(dispatch.outgoing.id, moved(dispatch.outgoing, move)) };
      }),
    },
  });
  return { ...scene, machine };
}
