import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options.ts';

const figures = ['pipeline', 'inspector', 'start'];
const read = (...args: string[]) => readOptions(args, figures);

test('without arguments everything is measured, and nothing is written', () => {
  expect(read()).toEqual({ only: [], quick: false, json: { to: 'nowhere' }, profile: null });
});

test('figures are chosen by comma, by repetition, or both', () => {
  expect(read('--only', 'start,inspector').only).toEqual(['start', 'inspector']);
  expect(read('--only=start', '--only', ' pipeline , inspector').only).toEqual([
    'start',
    'pipeline',
    'inspector',
  ]);
});

test.each([
  [['--json'], { to: 'stdout' }],
  [['--json', '--quick'], { to: 'stdout' }],
  [['--json', 'out.json', '--quick'], { to: 'file', path: 'out.json' }],
  [['--quick', '--json', 'out.json'], { to: 'file', path: 'out.json' }],
])('%j writes %j', (args, json) => {
  expect(read(...args).json).toEqual(json);
});

test.each([
  [['--only', 'pipelin'], 'pipelin'],
  [['out.json'], 'out.json'],
  [['--json', 'a.json', 'b.json'], 'b.json'],
  [['--quick', 'out.json', '--json'], 'out.json'],
  [['--fast'], '--fast'],
])('%j is refused by name', (args, name) => {
  expect(() => read(...args)).toThrow(name);
});
