import { z } from 'zod';
import type { Operation } from '../openapi/operation.ts';

const readiness = z
  .object({ ready: z.boolean(), reasons: z.array(z.string()).describe('For a person.') })
  .meta({ id: 'Readiness' });

export const healthOperations: Operation[] = [
  {
    id: 'getHealth',
    method: 'get',
    path: '/healthz',
    tag: 'Running',
    summary: 'Is it alive?',
    description: 'Restart on this one, never on `/readyz`.',
    answers: { 200: { description: 'It is.', schema: z.object({ status: z.literal('ok') }) } },
    open: true,
    storeless: true,
  },
  {
    id: 'getReadiness',
    method: 'get',
    path: '/readyz',
    tag: 'Running',
    summary: 'Can mail flow?',
    answers: {
      200: { description: 'It can.', schema: readiness, example: { ready: true, reasons: [] } },
      503: {
        description: 'It cannot, and why.',
        schema: readiness,
        example: { ready: false, reasons: ['The mailbox INBOX is paused: resume it'] },
      },
    },
    open: true,
    storeless: true,
  },
];
