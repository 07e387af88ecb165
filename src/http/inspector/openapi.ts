import { z } from 'zod';
import { idParam } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { sentEvent } from './schema.ts';
import { actor, story } from './shape.ts';

const params = { id: z.string().min(1).describe('Of the actor, as in `GET /actors`.') };
const gone = 'No such actor lives in this process.';

export const inspectorOperations: Operation[] = [
  {
    id: 'getActor',
    method: 'get',
    path: '/inspector/actors/:id',
    tag: 'Inspector',
    summary: 'Look into a live actor',
    description: 'Its snapshot after redaction, and the events that it would take now.',
    params,
    answers: { 200: { description: 'The actor.', schema: actor } },
    refusals: { not_found: gone },
    storeless: true,
  },
  {
    id: 'sendActorEvent',
    method: 'post',
    path: '/inspector/actors/:id/events',
    tag: 'Inspector',
    summary: 'Send an event to an actor',
    description: 'One of those that it `accepts`, once. Off unless `INSPECT_SEND=true`.',
    params,
    body: { schema: sentEvent, example: { type: 'mailbox.retry' } },
    answers: {
      202: {
        description: 'It was sent.',
        schema: z.object({ actor: z.string(), type: z.string() }),
      },
    },
    refusals: {
      not_found: gone,
      forbidden: 'Sending is off, or a page of another site asks.',
      conflict: 'In its present state the actor does not take it.',
    },
    storeless: true,
  },
  {
    id: 'getMessageStory',
    method: 'get',
    path: '/inspector/messages/:id',
    tag: 'Inspector',
    summary: 'Replay the way of a message',
    description: 'Step by step, by the states and edges of its machine’s drawing.',
    params: { id: idParam.describe('Of the message.') },
    answers: { 200: { description: 'Its way so far.', schema: story } },
    refusals: { not_found: 'There is no such message.' },
  },
  {
    id: 'getChart',
    method: 'get',
    path: '/inspector/charts/:key',
    tag: 'Inspector',
    summary: 'Get the drawing of a machine',
    params: { key: z.string().min(1).describe('The `chart` of an actor or of a message’s way.') },
    answers: {
      200: {
        description: 'The statechart.',
        mediaType: 'image/svg+xml',
        headers: { ETag: 'For `If-None-Match`.' },
      },
      304: { description: 'It is the same as before.' },
    },
    refusals: {
      not_found: 'There is no such drawing.',
      unavailable: 'It could not be drawn; ask again.',
    },
    storeless: true,
  },
];
