import { describe, expect, it } from 'vitest';
import { LayoutThread } from '../../../src/inspector/chart/thread.ts';

const graph = (target: string) => ({
  id: 'graph',
  children: [
    { id: 'a', width: 10, height: 10 },
    { id: 'b', width: 10, height: 10 },
  ],
  edges: [{ id: 'e', sources: ['a'], targets: [target] }],
});

const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'Worker').length;

describe('LayoutThread', () => {
  it('lays out what several users bring, and is gone after the last', async () => {
    const thread = new LayoutThread();
    const before = threads();
    const placed = await Promise.all(
      [1, 2].map(() => thread.during(() => thread.layout(graph('b')))),
    );
    for (const { children } of placed) {
      expect(children?.map(({ x, y }) => [x, y])).toEqual([
        [12, 12],
        [42, 12],
      ]);
    }
    await expect.poll(threads).toBe(before);
  });

  it('says why a layout failed, and lays out the next one', async () => {
    const thread = new LayoutThread();
    await thread.during(async () => {
      await expect(thread.layout(graph('nowhere'))).rejects.toThrow(/chart layout: .*nowhere/);
      expect((await thread.layout(graph('b'))).width).toBeGreaterThan(0);
    });
  });
});
