import type { Operation } from '../openapi/operation.ts';
import { outgoingItems } from '../outgoing/shape.ts';
import { draftParams, noDraft, staleDraft } from './openapi.ts';
import { draftVersion } from './schema.ts';
import { draft } from './shape.ts';

const body = { schema: draftVersion, example: { version: 1 } };

const decision = (
  review: 'approve' | 'reject' | 'reopen',
  summary: string,
  description: string,
): Operation => ({
  id: `${review}Draft`,
  method: 'post',
  path: `/drafts/:id/${review}`,
  tag: 'Review',
  summary,
  description,
  params: draftParams,
  body,
  answers: { 200: { description: 'The draft as it is now.', schema: draft } },
  refusals: {
    not_found: noDraft,
    stale: staleDraft,
    conflict: 'Its `status` does not allow it; the message says why.',
  },
});

const leaving = (id: string, path: string, summary: string, description: string): Operation => ({
  id,
  method: 'post',
  path: `/drafts/:id/${path}`,
  tag: 'Review',
  summary,
  description: `${description} Asked twice for the same version, it happens once.`,
  params: draftParams,
  body,
  answers: {
    202: {
      description: 'It is written down that this version goes out.',
      schema: draft,
      headers: { Location: 'Where to read what became of it.' },
    },
  },
  refusals: {
    not_found: noDraft,
    stale: staleDraft,
    conflict: 'Its `status` does not allow it, nothing can be sent, or the mail is elsewhere.',
  },
});

export const reviewOperations: Operation[] = [
  decision('approve', 'Approve a draft', 'From then on it may be sent.'),
  decision('reject', 'Reject a draft', 'Nothing is answered.'),
  decision(
    'reopen',
    'Take a decision back',
    'Undoes approval and rejection, and takes a failed or unknown sending in hand again.',
  ),
  leaving(
    'sendDraft',
    'send',
    'Send an approved reply',
    'By SMTP (`SMTP_URL`), with a copy in Sent.',
  ),
  leaving(
    'saveDraftToMailbox',
    'save-to-mailbox',
    'Save an approved reply to Drafts',
    'Into the Drafts folder of the mailbox, threaded, to be sent from a mail program.',
  ),
  {
    id: 'listDraftOutgoing',
    method: 'get',
    path: '/drafts/:id/outgoing',
    tag: 'Review',
    summary: 'See what became of it',
    description: 'Everything that was asked to go out of this draft, the newest first.',
    params: draftParams,
    answers: { 200: { description: 'Each with its state.', schema: outgoingItems } },
    refusals: { not_found: noDraft },
  },
];
