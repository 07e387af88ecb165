import type { Operation } from '../openapi/operation.ts';
import { ledger } from './shape.ts';

export const ledgerOperations: Operation[] = [
  {
    id: 'getLedger',
    method: 'get',
    path: '/ledger',
    tag: 'Mailboxes',
    summary: 'Prove that nothing is missing',
    description:
      'Every UID that a folder has had since `startUid` is in exactly one stage. A gap is an alarm, ' +
      'and is taken in.',
    answers: { 200: { description: 'Each watched folder.', schema: ledger } },
  },
];
