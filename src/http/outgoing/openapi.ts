import type { Operation } from '../openapi/operation.ts';
import { outgoingFilter } from './schema.ts';
import { outgoingPage } from './shape.ts';

export const outgoingOperations: Operation[] = [
  {
    id: 'listOutgoing',
    method: 'get',
    path: '/outgoing',
    tag: 'Review',
    summary: 'List replies on their way out',
    description: 'Of all drafts, the newest first.',
    query: outgoingFilter,
    answers: { 200: { description: 'A page of them.', schema: outgoingPage } },
  },
];
