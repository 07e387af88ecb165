import type { WebhookEvent, WebhookState } from '../../domain/webhook.ts';
import type { WebhookAttempt, WebhookDelivery, WebhookReceiver } from '../../ports.ts';
import type { Word } from './words.ts';

const states: Record<WebhookState, Word> = {
  queued: { text: 'Waiting', tone: 'busy' },
  delivered: { text: 'Delivered', tone: 'good' },
  failed: { text: 'Given up', tone: 'bad' },
};

export function stateWord({ state, tries }: Pick<WebhookDelivery, 'state' | 'tries'>): Word {
  return state === 'queued' && tries > 0 ? { text: 'Trying again', tone: 'warn' } : states[state];
}

const events: Record<WebhookEvent, string> = {
  'draft.created': 'Draft made',
  'draft.updated': 'Draft changed',
  'message.transitioned': 'Message at its end',
  'mailbox.changed': 'Mailbox changed',
};

export const eventText = (type: WebhookEvent): string => events[type];

/** What it is about, as a link where a page is about it; a mailbox has its place on one. */
export function subjectOf(subject: string): { text: string; href: string } {
  const [thing = '', id = ''] = subject.split('/');
  const text = `${thing.charAt(0).toUpperCase()}${thing.slice(1)} ${id}`;
  const href =
    thing === 'mailbox' ? `/dashboard/mailboxes#mailbox-${id}` : `/dashboard/${thing}s/${id}`;
  return { text, href };
}

export function attemptWord({ status, error }: WebhookAttempt): Word {
  if (error === null) return { text: `Taken, ${status}`, tone: 'good' };
  return { text: error, tone: 'bad' };
}

/** How the receiver is doing, in a sentence. */
export function receiverWord({ on, goneAt, queued }: WebhookReceiver): Word {
  if (!on) {
    return {
      text: 'Nothing is posted: WEBHOOK_URL is not set where the agent runs.',
      tone: 'quiet',
    };
  }
  if (goneAt !== null) {
    const text =
      'The receiver answered 410 Gone. Nothing is posted until you have one tried again.';
    return { text, tone: 'bad' };
  }
  const waiting = queued === 1 ? '1 event waits' : `${queued.toLocaleString('en')} events wait`;
  return queued > 0
    ? { text: `${waiting}.`, tone: 'busy' }
    : { text: 'Nothing waits.', tone: 'good' };
}
