import { z } from 'zod';
import type { Operation } from './operation.ts';

export const descriptionOperations: Operation[] = [
  {
    id: 'getDescription',
    method: 'get',
    path: '/openapi.json',
    tag: 'Description',
    summary: 'Get this description',
    description: 'OpenAPI 3.1, for generated clients and for tools. `/docs` shows it to people.',
    answers: {
      200: {
        description: 'The document of what this process serves.',
        schema: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
      },
    },
    storeless: true,
  },
];
