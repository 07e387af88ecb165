import { z } from 'zod';
import type { AuditEntry, Page } from '../../ports.ts';
import type { Operation } from '../openapi/operation.ts';
import { pageOf, time } from '../openapi/shapes.ts';
import { auditFilter } from './schema.ts';

const auditPage: z.ZodType<Page<AuditEntry>> = pageOf(
  z
    .object({
      id: z.int().positive(),
      at: time,
      name: z.string().nullable().describe('Who had signed in; null: a program, or nobody had to.'),
      action: z.string().describe('Method and route, such as `POST /messages/:id/retry`.'),
      subject: z.string().nullable().describe('The `:id` of the route.'),
    })
    .meta({ id: 'AuditEntry' }),
).meta({ id: 'AuditPage' });

export const auditOperations: Operation[] = [
  {
    id: 'listAudit',
    method: 'get',
    path: '/audit',
    tag: 'Running',
    summary: 'See who changed what',
    description: 'Every request that changed anything, the newest first.',
    query: auditFilter,
    answers: { 200: { description: 'A page of entries.', schema: auditPage } },
  },
];
