import type { Figures } from '../../src/ports.ts';

/** Counts nothing. */
export const noFigures: Figures = {
  render: () => Promise.resolve({ type: 'text/plain', text: '' }),
  request: () => undefined,
  client: () => undefined,
};
