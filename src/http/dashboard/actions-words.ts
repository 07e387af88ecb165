import type { AuditEntry } from '../../ports.ts';

/** By the method and pattern of the route; `#` stands for what its `:id` was. */
const words: Record<string, string> = {
  'POST /login': 'signed in',
  'POST /logout': 'signed out',
  'POST /dashboard/review': 'reviewed drafts',
  'POST /dashboard/drafts/:id/reply': 'worked on the reply of draft #',
  'POST /dashboard/drafts/:id/regenerate': 'asked for draft # to be written again',
  'POST /dashboard/messages/:id/again': 'had message # tried again',
  'POST /drafts': 'delivered a draft',
  'PATCH /drafts/:id': 'edited draft #',
  'POST /drafts/:id/approve': 'approved draft #',
  'POST /drafts/:id/reject': 'rejected draft #',
  'POST /drafts/:id/reopen': 'reopened draft #',
  'POST /drafts/:id/regenerate': 'asked for draft # to be written again',
  'POST /drafts/:id/send': 'sent draft #',
  'POST /drafts/:id/save-to-mailbox': 'saved draft # to the mailbox',
  'POST /messages/:id/retry': 'had message # tried again',
  'POST /messages/:id/replay': 'rehearsed message #',
  'POST /messages/:id/discard': 'discarded message #',
  'POST /mailboxes/:id/retry': 'had mailbox # connect',
  'POST /mailboxes/:id/pause': 'paused mailbox #',
  'POST /mailboxes/:id/resume': 'resumed mailbox #',
  'POST /mailboxes/:id/take-older': 'had mailbox # take in older mail',
  'POST /supervisor/pause': 'paused all work',
  'POST /supervisor/resume': 'resumed all work',
  'POST /dashboard/supervisor': 'paused or resumed all work',
  'POST /dashboard/mailboxes/:id/order': 'gave mailbox # an order',
  'POST /dashboard/quarantine/retry': 'had messages of the quarantine tried again',
  'POST /dashboard/quarantine/:id/retry': 'had message # tried again',
  'POST /dashboard/quarantine/:id/discard': 'discarded message #',
  'POST /dashboard/demo/mail': 'sent a test mail',
};

/** What somebody did; a route that has no words of its own is named as it is. */
export function actionText({ action, subject }: AuditEntry): string {
  const known = Object.hasOwn(words, action) ? words[action] : undefined;
  if (known === undefined) return subject === null ? action : `${action} (${subject})`;
  // By a function: a `$&` in the subject would be taken for a pattern.
  return known.replace('#', () => subject ?? 'unknown');
}
