import { z } from 'zod';
import type { Operation } from '../openapi/operation.ts';

const readiness = z
  .object({
    ready: z.boolean(),
    status: z
      .enum(['ready', 'degraded', 'unready'])
      .describe('`degraded`: it serves, and something beside it is away.'),
    reasons: z.array(z.string()).describe('For a person.'),
    checks: z
      .array(
        z.object({
          name: z.string(),
          status: z.enum(['ok', 'degraded', 'failed']),
          reason: z.string().nullable(),
        }),
      )
      .exactOptional()
      .describe('With `verbose`.'),
  })
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
    summary: 'Can it serve?',
    description:
      'What is away beside it, such as a mail server, leaves it ready, and is among the reasons. With ' +
      '`?verbose` every check is listed.',
    answers: {
      200: {
        description: 'It can.',
        schema: readiness,
        example: { ready: true, status: 'ready', reasons: [] },
      },
      503: {
        description: 'It cannot, and why.',
        schema: readiness,
        example: {
          ready: false,
          status: 'unready',
          reasons: ['starting: work left by the last process is being taken over'],
        },
      },
    },
    open: true,
    storeless: true,
  },
];
