import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, createMachine, fromPromise } from 'xstate';
import { Charts } from '../../../src/inspector/chart/index.ts';
import { edgeId, stateKey } from '../../../src/inspector/edges.ts';
import { supervisorMachine } from '../../../src/machines/supervisor.ts';
import { watchdogMachine } from '../../../src/machines/watchdog.ts';
import { oddMachines } from '../../support/chart-machines.ts';
import { allNodes, everyMachine } from '../../support/statechart.ts';
import { attributesIn, textsIn } from '../../support/svg-attributes.ts';

const machines: AnyStateMachine[] = [...(await everyMachine()), ...Object.values(oddMachines)];

async function drawn(machine: AnyStateMachine, charts = new Charts()): Promise<string> {
  return (await charts.svg(charts.know(machine))) ?? '';
}

const spinning = 'const end = Date.now() + 1500; while (Date.now() < end);';

const ended = (worker: Worker) => new Promise((resolve) => worker.once('exit', resolve));

/** For how long nothing else could happen during some work, in milliseconds. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  await work();
  clearInterval(beat);
  return longest;
}

/** XML has no way to write it. */
const writable = (text: string) => text.replaceAll('\u0001', '\ufffd');

describe('Charts', () => {
  const charts = new Charts();

  it.for(machines.map((machine) => [machine.id, machine] as const))(
    'draws every state and transition of %s once',
    { timeout: 60_000 },
    async ([, machine]) => {
      const svg = await drawn(machine, charts);
      const nodes = allNodes(machine.root);
      const transitions = nodes.flatMap((node) =>
        [...node.transitions.values()].flat().concat(node.always ?? []),
      );
      const sorted = (texts: string[]) => texts.map(writable).toSorted();
      expect(sorted(attributesIn(svg, 'data-state'))).toEqual(sorted(nodes.map(stateKey)));
      expect(sorted(attributesIn(svg, 'data-edge'))).toEqual(sorted(transitions.map(edgeId)));
      const arrows = attributesIn(svg, 'data-edges').flatMap((ids) => ids.split(' '));
      const targeted = transitions.filter(({ target }) => target !== undefined).map(edgeId);
      const plain = arrows.map((id) => id.replace(/%(09|0A|20|25)/g, decodeURIComponent));
      expect(sorted(plain)).toEqual(sorted(targeted));
    },
  );

  it('knows the machines among the actors of a machine, and draws nothing for it', () => {
    const charts = new Charts();
    const key = charts.know(supervisorMachine);
    expect(charts.list().map(({ machine }) => machine)).toEqual([
      'supervisor',
      'mailbox',
      'watchdog',
      'email',
      'delivery',
      'dispatch',
      'webhooks',
      'llmGate',
    ]);
    expect(charts.list()[0]).toEqual({ machine: 'supervisor', key });
    expect(key).toMatch(/^supervisor-[0-9a-f]+$/);
  });

  it('gives a copy with other implementations the same key, and another shape another', () => {
    const charts = new Charts();
    const key = charts.know(watchdogMachine);
    expect(charts.know(watchdogMachine.provide({ delays: { silence: 5 } }))).toBe(key);
    expect(new Charts().know(watchdogMachine)).toBe(key);
    expect(charts.list()).toHaveLength(1);
    const other = createMachine({ id: 'watchdog', initial: 'fresh', states: { fresh: {} } });
    expect(charts.know(other)).not.toBe(key);
    expect(charts.list()).toHaveLength(2);
  });

  it('has keys that are safe in a path', () => {
    const keys = Object.values(oddMachines).map((machine) => new Charts().know(machine));
    for (const key of keys) expect(key).toMatch(/^[\w-]+$/);
  });

  it('has nothing under an unknown key', async () => {
    expect(await new Charts().svg('email-000000')).toBeNull();
    expect(new Charts().way('email-000000', 'a', 'b')).toBeNull();
  });

  it('draws the same machine the same', async () => {
    const [one, other] = await Promise.all([drawn(supervisorMachine), drawn(supervisorMachine)]);
    expect(one).toBe(other);
  });

  it('draws once for all who ask', async () => {
    const charts = new Charts();
    const key = charts.know(watchdogMachine);
    const [one, other] = await Promise.all([charts.svg(key), charts.svg(key)]);
    expect(one).not.toBeNull();
    expect(other).toBe(one);
  });

  it('forgets what nobody asks for, where machines are made without end', async () => {
    const charts = new Charts();
    charts.keep(supervisorMachine);
    const made = (n: number) =>
      createMachine({ id: `made-${n}`, initial: `s${n}`, states: { [`s${n}`]: {} } });
    const first = charts.know(made(0));
    const second = charts.know(made(1));
    for (let n = 2; n < 500; n += 1) {
      charts.know(made(n));
      charts.way(first, '', '');
    }
    const list = charts.list();
    expect(list.length).toBeLessThan(220);
    const names = list.map(({ machine }) => machine);
    expect(names).toEqual(expect.arrayContaining(['supervisor', 'email', 'made-0', 'made-499']));
    expect(await charts.svg(second)).toBeNull();
    // Who comes back is known again.
    const again = made(2);
    const key = charts.know(again);
    for (let n = 500; n < 1_000; n += 1) charts.know(made(n));
    expect(charts.way(key, '', '')).toBeNull();
    expect(charts.know(again)).toBe(key);
    expect(charts.way(key, '', '')).not.toBeNull();
  });

  it('draws ahead in one thread, and not without end', { timeout: 60_000 }, async () => {
    const charts = new Charts();
    for (let n = 0; n < 30; n += 1) {
      charts.know(createMachine({ id: `m${n}`, initial: `s${n}`, states: { [`s${n}`]: {} } }));
    }
    const drawn: string[] = [];
    const svg = charts.svg.bind(charts);
    charts.svg = (key) => (drawn.push(key), svg(key));
    let threads = 0;
    const count = () => (threads += 1);
    process.on('worker', count);
    await charts.warm();
    process.off('worker', count);
    expect(drawn).toHaveLength(20);
    expect(threads).toBe(1);
  });

  it('keeps the main thread free meanwhile', { timeout: 120_000, retry: 2 }, async () => {
    const charts = new Charts();
    charts.know(supervisorMachine);
    // What the machine does to a process whose other thread is busy, whoever else is on it.
    const usual = await longestPause(() => ended(new Worker(spinning, { eval: true })));
    const drawing = () => Promise.all(charts.list().map(({ key }) => charts.svg(key)));
    expect(await longestPause(drawing)).toBeLessThan(50 + 2 * usual);
  });
});

describe('what a drawing says', () => {
  it('says what starts a transition in words', async () => {
    const texts = textsIn(await drawn(oddMachines.invokes));
    expect(texts).toEqual(expect.arrayContaining(['runs work', 'after soon [ok]']));
    expect(texts.filter((text) => text.includes('xstate.'))).toEqual([]);
    expect(texts).toEqual(
      expect.arrayContaining(['A [ok and not ok]', 'B [ok or in rest]', 'C [level 3, high]']),
    );
  });

  it('says delays in numbers with their unit, and any event in words', async () => {
    const texts = textsIn(await drawn(oddMachines.loops));
    expect(texts).toEqual(
      expect.arrayContaining(['after 1.5 s', 'after 500 ms', 'after 1 min', 'any event', '[else]']),
    );
    expect(attributesIn(await drawn(oddMachines.loops), 'data-delay')).toContain('1.5 s');
  });

  it('shows names as text, whatever they are', async () => {
    const svg = await drawn(oddMachines.hostile);
    expect(svg).not.toContain('<script');
    expect(textsIn(svg)).toContain('<script>alert(1)</script>');
  });

  it('says nothing that came from outside into the ids of a machine made at run time', async () => {
    const id = 'box of alice@example.com';
    const machine = createMachine({
      id,
      initial: 'a',
      states: {
        a: {
          invoke: [
            { id: `${id}:1`, src: fromPromise(async () => 1), onDone: 'b' },
            { id: `${id}:2`, src: fromPromise(async () => 1), onDone: 'b', onError: 'a' },
          ],
          after: { 1000: 'b' },
        },
        b: {
          initial: 'c',
          states: { c: { type: 'final' } },
          onDone: 'a',
          on: {
            X: { guard: { type: 'of', params: { who: 'alice@example.com', n: 3 } }, target: 'a' },
            Y: { guard: { type: 'of', params: { who: 'my alice' } }, target: 'a' },
          },
        },
      },
    });
    const charts = new Charts();
    const key = charts.know(machine);
    const svg = (await charts.svg(key)) ?? '';
    expect(JSON.stringify([key, charts.list(), svg])).not.toMatch(/alice|%40/);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['[redacted]', 'X [of 3]', 'Y [of]']));
    // The edges that look the same without their names are told apart.
    const edges = attributesIn(svg, 'data-edge');
    expect(new Set(edges).size).toBe(edges.length);
    expect(edges).toHaveLength(7);
  });

  it('cuts what is too long, and has it in full as a title', async () => {
    const svg = await drawn(oddMachines.long);
    expect(Math.max(...textsIn(svg).map((text) => text.length))).toBeLessThanOrEqual(50);
    expect(svg).toContain('far beyond what anybody would ever want to read in a box event');
  });
});
