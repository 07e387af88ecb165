import { z } from 'zod';
import { stages } from '../../domain/message.ts';
import type { DomainEvent } from '../../ports.ts';
import { draft } from '../drafts/shape.ts';
import type { Operation } from '../openapi/operation.ts';

export const domainEvent: z.ZodType<DomainEvent> = z
  .union([
    z.object({ type: z.enum(['draft.created', 'draft.updated']), draft }),
    z.object({
      type: z.literal('message.transitioned'),
      id: z.int().positive(),
      key: z.string(),
      from: z.enum(stages),
      to: z.enum(stages),
      error: z.string().nullable(),
    }),
    z.object({
      type: z.literal('mailbox.changed'),
      account: z.string(),
      mailbox: z.string(),
      state: z.string(),
    }),
  ])
  .meta({ id: 'Event', description: 'The `data` of a server-sent event, as JSON.' });

export const eventOperations: Operation[] = [
  {
    id: 'followEvents',
    method: 'get',
    path: '/events',
    tag: 'Running',
    summary: 'Follow what happens',
    description:
      'Server-sent events without an end: `event` is the type, `data` the event as JSON, and `id` ' +
      'rises by one, so that a gap is seen. Nothing is replayed: who comes back reads the present ' +
      'state anew. A comment every 15 seconds keeps the connection open.',
    answers: {
      200: { description: 'The stream.', mediaType: 'text/event-stream', item: domainEvent },
    },
    storeless: true,
  },
];
