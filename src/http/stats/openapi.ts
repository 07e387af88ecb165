import type { Operation } from '../openapi/operation.ts';
import { statsRange } from './schema.ts';
import { stats } from './shape.ts';

export const statsOperations: Operation[] = [
  {
    id: 'getStats',
    method: 'get',
    path: '/stats',
    tag: 'Running',
    summary: 'Read the figures',
    description: 'Drafts, latency, tokens and cost by day and category.',
    query: statsRange,
    answers: { 200: { description: 'The figures.', schema: stats } },
  },
];
