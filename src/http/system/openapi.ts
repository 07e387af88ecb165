import { z } from 'zod';
import type { ActorInfo } from '../../ports.ts';
import type { Operation } from '../openapi/operation.ts';
import { time } from '../openapi/shapes.ts';

const actors: z.ZodType<ActorInfo[]> = z.array(
  z
    .object({
      id: z.string().describe('Good while the actor lives.'),
      parent: z.string().nullable(),
      machine: z.string(),
      state: z.string().describe('Such as `connected.watching`; of a promise its status.'),
      since: time,
      subject: z.string().exactOptional().describe('A message, or a folder.'),
    })
    .meta({ id: 'ActorInfo' }),
);

export const systemOperations: Operation[] = [
  {
    id: 'listActors',
    method: 'get',
    path: '/actors',
    tag: 'Inspector',
    summary: 'List the live actors',
    description: 'Of this process, parents before their children.',
    answers: { 200: { description: 'The actor system now.', schema: actors } },
    storeless: true,
  },
];
