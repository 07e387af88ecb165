import { describe, expect, it } from 'vitest';
import { createMachine, fromPromise, setup } from 'xstate';
import { toDirectedGraph } from 'xstate/graph';
import { allNodes, ends, everyMachine, flaws, reachable } from '../support/statechart.ts';

const machines = (await everyMachine()).map((machine) => ({ id: machine.id, machine }));

it('knows every machine that there is', () => {
  const known = machines.map(({ id }) => id);
  expect(known).toEqual(
    expect.arrayContaining(['supervisor', 'mailbox', 'email', 'dispatch', 'llmGate']),
  );
});

describe.each(machines)('$id', ({ machine }) => {
  it('has no unreachable state, dead end, unhandled error or name without a meaning', () => {
    expect(flaws(machine)).toEqual([]);
  });

  it('reaches each of its ends on some path', () => {
    const reached = reachable(machine.root);
    expect(ends(machine).filter((node) => !reached.has(node))).toEqual([]);
  });

  it('draws with every edge between two of its states', () => {
    const known = new Set(allNodes(machine.root).map(({ id }) => id));
    const edgesOf = (node: ReturnType<typeof toDirectedGraph>): unknown[] => [
      ...node.edges.flatMap(({ source, target }) => [source.id, target.id]),
      ...node.children.flatMap(edgesOf),
    ];
    const ids = edgesOf(toDirectedGraph(machine));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !known.has(String(id)))).toEqual([]);
  });
});

describe('the walk itself', () => {
  const work = fromPromise(() => Promise.resolve());

  it('finds an invoke without onError, and one whose onError may not be taken', () => {
    const bad = setup({ actors: { work }, guards: { 'is minor': () => true } }).createMachine({
      id: 'bad',
      initial: 'working',
      states: {
        working: { invoke: { src: 'work', onDone: 'retrying' } },
        retrying: {
          invoke: {
            src: 'work',
            onDone: 'done',
            onError: { guard: 'is minor', target: 'done' },
          },
        },
        done: { type: 'final' },
      },
    });
    expect(flaws(bad)).toEqual([
      'bad.working: work may fail, and no onError leads on',
      'bad.retrying: work may fail, and no onError leads on',
    ]);
  });

  it('finds states that nothing leads to or out of, and work without its -ing', () => {
    const bad = setup({ actors: { work } }).createMachine({
      id: 'bad',
      initial: 'fetch',
      states: {
        fetch: { invoke: { src: 'work', onDone: 'stuck', onError: 'stuck' } },
        stuck: { on: { again: 'stuck' } },
        forgotten: { on: { back: 'fetch' } },
      },
    });
    expect(flaws(bad)).toEqual([
      'bad.forgotten: never reached',
      'bad.stuck: no way out',
      'bad.fetch: works, but is not named in -ing',
    ]);
  });

  it('finds names that were never given a meaning', () => {
    const bad = createMachine({
      id: 'bad',
      initial: 'working',
      states: {
        working: {
          entry: 'shout',
          invoke: { src: 'nobody', onError: 'idle' },
          after: { someday: { guard: 'is ripe', target: 'idle' } },
        },
        idle: { on: { again: 'working' } },
      },
    });
    expect(flaws(bad)).toEqual([
      'bad.working: "nobody" is not among the actors',
      'bad.working: "shout" is not among the actions',
      'bad.working: "is ripe" is not among the guards',
      'bad.working: "someday" is not among the delays',
    ]);
  });
});
