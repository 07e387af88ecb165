import { idParam } from '../input.ts';
import { ledgerEntry } from '../ledger/shape.ts';
import type { Operation } from '../openapi/operation.ts';

const order = (id: string, path: string, summary: string, description: string): Operation => ({
  id,
  method: 'post',
  path: `/mailboxes/:id/${path}`,
  tag: 'Mailboxes',
  summary,
  description,
  params: { id: idParam.describe('Of the folder, as in `GET /ledger`.') },
  answers: { 200: { description: 'The folder, in the state it has now.', schema: ledgerEntry } },
  refusals: {
    not_found: 'There is no such folder.',
    conflict: 'The folder is not watched any more, or its machine runs in another process.',
  },
});

export const mailboxOperations: Operation[] = [
  order('retryMailbox', 'retry', 'Connect now', 'Ends a wait for the mail server at once.'),
  order('pauseMailbox', 'pause', 'Pause a folder', 'Disconnects until it is resumed.'),
  order('resumeMailbox', 'resume', 'Resume a folder', 'Ends a pause.'),
  order(
    'takeOlderMail',
    'take-older',
    'Take older mail in',
    'The newest of what the first start left alone, as many as `IMAP_BACKFILL_LIMIT`.',
  ),
];
