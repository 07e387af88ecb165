import type { Operation } from '../openapi/operation.ts';

export const metricsOperations: Operation[] = [
  {
    id: 'getMetrics',
    method: 'get',
    path: '/metrics',
    tag: 'Running',
    summary: 'Figures for Prometheus',
    description: 'In the text format of Prometheus; the operating guide has a table of them.',
    answers: { 200: { description: 'All of them.', mediaType: 'text/plain' } },
  },
];
