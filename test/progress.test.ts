import { expect, test } from 'vitest';
import { progressOn } from '../src/progress.ts';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 60, written, write: (text: string) => written.push(text) };
}

test('a terminal has a bar, no wider than itself, that lines stand above', () => {
  let now = 0;
  const tty = screen(true);
  const progress = progressOn(tty, 1_000, () => now);
  now = 2_000;
  progress.show(50, 100, 'a note that does not fit beside the bar');
  expect(tty.written).toEqual([
    expect.stringContaining('[############------------] 50/100  25/s  a note'),
  ]);
  expect(tty.written[0]?.replace('\r\u001B[K', '')).toHaveLength(59);
  progress.show(51, 100);
  expect(tty.written).toHaveLength(1);
  progress.say('a line');
  expect(tty.written.slice(1)).toEqual(['\r\u001B[K', 'a line\n', tty.written[0]]);
  progress.show(100, 100);
  expect(tty.written.at(-1)).toContain('[########################] 100/100');
  progress.end();
  progress.say('after it');
  expect(tty.written.slice(-2)).toEqual(['\r\u001B[K', 'after it\n']);
});

test('elsewhere there is a line now and then, or none', () => {
  let now = 0;
  const pipe = screen(false);
  const progress = progressOn(pipe, 1_000, () => now);
  const silent = screen(false);
  const none = progressOn(silent, Infinity, () => now);
  for (now = 100; now <= 3_000; now += 100) {
    progress.show(now / 100, 30);
    none.show(now / 100, 30);
  }
  expect(pipe.written).toEqual(['10/30  10/s\n', '20/30  10/s\n', '30/30  10/s\n']);
  expect(silent.written).toEqual([]);
});
