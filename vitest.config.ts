import { defineConfig } from 'vitest/config';

const common = { testTimeout: 30_000, hookTimeout: 60_000 };

const measured = [
  'test/system/hostile.test.ts',
  'test/system/console-scale.test.ts',
  'test/system/fuzz.test.ts',
  'test/inspector/chart/thread.test.ts',
  'test/inspector/page/{chart-view,sequence,timeline}.test.ts',
];

export default defineConfig({
  test: {
    // Two cores are the least, and half of the files start servers of their own.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/system/**', ...measured],
        },
      },
      {
        test: {
          ...common,
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          exclude: measured,
          globalSetup: ['test/support/build.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'measured',
          include: measured,
          globalSetup: ['test/support/build.ts'],
          // After the others and one at a time: they say how long things take.
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
