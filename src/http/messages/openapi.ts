import { idParam } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { messageFilter, messageReplay, messageRetry } from './schema.ts';
import { message, messagePage, replay } from './shape.ts';

const params = { id: idParam.describe('Of the message.') };
const not_found = 'There is no such message.';
const elsewhere = 'it is in the database of the agent, another process';

export const messageOperations: Operation[] = [
  {
    id: 'listMessages',
    method: 'get',
    path: '/messages',
    tag: 'Messages',
    summary: 'List ledger rows',
    description:
      'A row for each mail that was ever seen, the newest first; `q` finds words of its subject and sender.',
    query: messageFilter,
    answers: { 200: { description: 'A page of rows.', schema: messagePage } },
  },
  {
    id: 'getMessage',
    method: 'get',
    path: '/messages/:id',
    tag: 'Messages',
    summary: 'Get a message with its journey',
    params,
    answers: { 200: { description: 'The row and every transition.', schema: message } },
    refusals: { not_found },
  },
  {
    id: 'getMessageSource',
    method: 'get',
    path: '/messages/:id/raw',
    tag: 'Messages',
    summary: 'Download the source',
    description:
      'The mail as the server gave it (RFC 5322), cut at `MAX_MESSAGE_BYTES`. It is kept for ' +
      '`RAW_RETENTION_DAYS`. A stranger wrote it: do not open it where anything of it could run.',
    params,
    answers: {
      200: {
        description: 'The octets of the mail, as an attachment.',
        mediaType: 'message/rfc822',
      },
    },
    refusals: {
      not_found: 'There is no such message, or its source was never kept.',
      gone: 'The source is not kept any more, or its sender was purged.',
      conflict: `The source is not here: ${elsewhere}.`,
    },
  },
  {
    id: 'retryMessage',
    method: 'post',
    path: '/messages/:id/retry',
    tag: 'Messages',
    summary: 'Work an ended message again',
    description: 'From the step that failed, or from an earlier one (`from`).',
    params,
    body: { schema: messageRetry, optional: true, example: { from: 'classifying' } },
    answers: { 200: { description: 'The row, back in work.', schema: message } },
    refusals: {
      not_found,
      conflict: `It is still in work, a person has decided on its draft, or ${elsewhere}.`,
    },
  },
  {
    id: 'replayMessage',
    method: 'post',
    path: '/messages/:id/replay',
    tag: 'Messages',
    summary: 'Try another model or playbook',
    description:
      'Works the message by other means and answers with both results side by side; nothing is ' +
      'stored. `playbook` is YAML as in `PLAYBOOK_FILE`, `model` one of the configured server or `mock`.',
    params,
    body: {
      schema: messageReplay,
      optional: true,
      example: { from: 'drafting', model: 'mock', instruction: 'Shorter.' },
    },
    answers: { 200: { description: 'What there is, and what would come of it.', schema: replay } },
    refusals: {
      not_found,
      conflict: `It cannot be worked so, such as by a playbook with a mistake, or ${elsewhere}.`,
    },
  },
  {
    id: 'discardMessage',
    method: 'post',
    path: '/messages/:id/discard',
    tag: 'Messages',
    summary: 'Close a quarantined message',
    description: 'It becomes `skipped`; its row and its source stay.',
    params,
    answers: { 200: { description: 'The row.', schema: message } },
    refusals: { not_found, conflict: `It is not in quarantine, or ${elsewhere}.` },
  },
];
