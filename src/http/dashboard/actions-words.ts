import type { AuditEntry } from '../../ports.ts';

/** By the method and pattern of the route; a thing with `#` is the one that its `:id` named. */
const words: Record<string, string> = {
  'POST /login': 'signed in',
  'POST /logout': 'signed out',
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
  'POST /inspector/actors/:id/events': 'told actor #',
  'POST /messages/:id/retry': 'had message # tried again',
  'POST /messages/:id/replay': 'rehearsed message #',
  'POST /messages/:id/discard': 'discarded message #',
  'POST /mailboxes/:id/retry': 'had mailbox # connect',
  'POST /mailboxes/:id/pause': 'paused mailbox #',
  'POST /mailboxes/:id/resume': 'resumed mailbox #',
  'POST /mailboxes/:id/take-older': 'had mailbox # take in older mail',
  'POST /webhooks/:id/retry': 'had webhook # posted again',
  purge: 'purged the mail of a sender',
  'POST /supervisor/pause': 'paused all work',
  'POST /supervisor/resume': 'resumed all work',
  'POST /dashboard/demo/mail': 'sent a test mail',
  'POST /tokens': 'made token #',
  'DELETE /tokens/:id': 'revoked token #',
};

/** What somebody did: the words, with the thing that it was done to between them. */
export interface ActionText {
  before: string;
  /** null: it was done to none that could be named. */
  subject: { text: string; href: string | null } | null;
  after: string;
}

/** A route that has no words of its own is named as it is. */
export function actionText({ action, subject }: AuditEntry): ActionText {
  const known = Object.hasOwn(words, action) ? (words[action] ?? '') : null;
  if (known === null) {
    const before = subject === null ? action : `${action} (${subject})`;
    return { before, subject: null, after: '' };
  }
  const [, before = known, thing, after = ''] = /^(.*?)(\w+) #(.*)$/.exec(known) ?? [];
  if (thing === undefined) return { before, subject: null, after };
  const text = `${thing} ${subject ?? 'unknown'}`;
  return { before, subject: { text, href: hrefOf(thing, subject) }, after };
}

/** A folder has its place on a page. */
function hrefOf(thing: string, id: string | null): string | null {
  if (thing === 'token') return '/dashboard/settings/tokens';
  if (id === null || !/^[1-9]\d{0,14}$/.test(id)) return null;
  if (thing === 'mailbox') return `/dashboard/mailboxes#mailbox-${id}`;
  return `/dashboard/${thing}s/${id}`;
}

/** Programs use no pages; whoever came without a name by another way may be either. */
export function actorText({ name, action }: AuditEntry): string {
  if (name !== null) return name;
  return / \/(?:dashboard\/|login$|logout$)/.test(action) ? 'Somebody' : 'Somebody or a program';
}
