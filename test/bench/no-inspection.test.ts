import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const preload = new URL('../../bench/preload/no-inspection.mjs', import.meta.url).href;

/** A program that is observed in both ways that there are, and says what its observers saw. */
const program = `
  import { createActor, createMachine } from 'xstate';
  const seen = [];
  const machine = createMachine({ initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } });
  const actor = createActor(machine, { input: { n: 1 }, inspect: ({ type }) => seen.push(type) });
  actor.system.inspect(({ type }) => seen.push(type)).unsubscribe();
  actor.system.inspect(({ type }) => seen.push(type));
  actor.start().send({ type: 'go' });
  const { value } = actor.getSnapshot();
  console.log(JSON.stringify({ value, seen: seen.length, inherits: 'NODE_OPTIONS' in process.env }));
`;

async function run(options: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { env: { NODE_OPTIONS: options } },
  );
  return JSON.parse(stdout);
}

test('without the preload both observers see the machine', async () => {
  expect(await run('')).toMatchObject({ value: 'b', seen: expect.any(Number) });
  expect(await run('')).not.toMatchObject({ seen: 0 });
});

test('with it the machine works, nobody sees it, and child processes are left alone', async () => {
  expect(await run(`--import=${preload}`)).toEqual({ value: 'b', seen: 0, inherits: false });
});
