import { idParam } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { aNewDraft } from './example.ts';
import { draftAgain, draftFilter, draftPatch, newDraft, wholeFilter } from './schema.ts';
import { draft, draftPage, draftVersions } from './shape.ts';

export const draftParams = { id: idParam.describe('Of the draft.') };
export const noDraft = 'There is no such draft.';
export const staleDraft = 'It has changed since `version`; the message says which one it is at.';

export const draftOperations: Operation[] = [
  {
    id: 'listDrafts',
    method: 'get',
    path: '/drafts',
    tag: 'Drafts',
    summary: 'List drafts',
    description: 'The newest row first. Filters are combined.',
    query: draftFilter,
    answers: { 200: { description: 'A page of drafts.', schema: draftPage } },
  },
  {
    id: 'storeDraft',
    method: 'post',
    path: '/drafts',
    tag: 'Drafts',
    summary: 'Store a draft',
    description:
      'The way in for an agent in another process. Idempotent on `key`: the same or an older ' +
      '`revision` changes nothing, a higher one adds a version while nobody has touched the draft. ' +
      'Fields that are not known are dropped.',
    body: { schema: newDraft, example: aNewDraft },
    answers: {
      200: {
        description: 'It was there, or it has one more version now.',
        schema: draft,
        headers: { Location: 'The address of the draft.' },
      },
      201: {
        description: 'It is new.',
        schema: draft,
        headers: { Location: 'The address of the draft.' },
      },
    },
    refusals: { conflict: 'A person has changed or decided on the draft of a lower `revision`.' },
  },
  {
    id: 'exportDrafts',
    method: 'get',
    path: '/drafts.csv',
    tag: 'Drafts',
    summary: 'Export drafts as CSV',
    description:
      'All that the filters let through, streamed, the newest first (RFC 4180, UTF-8 with a byte ' +
      'order mark). Cells that a spreadsheet would run as a formula begin with an apostrophe.',
    query: wholeFilter,
    answers: {
      200: {
        description: 'A row for each draft, after one with the names.',
        mediaType: 'text/csv',
      },
    },
  },
  {
    id: 'getDraft',
    method: 'get',
    path: '/drafts/:id',
    tag: 'Drafts',
    summary: 'Get a draft',
    params: draftParams,
    answers: { 200: { description: 'The draft.', schema: draft } },
    refusals: { not_found: noDraft },
  },
  {
    id: 'editDraft',
    method: 'patch',
    path: '/drafts/:id',
    tag: 'Drafts',
    summary: 'Edit a draft',
    description:
      'Changes what is given, at least one field, and adds a version. An approved draft is ' +
      '`drafted` again; nothing that a person wrote is ever overwritten by the pipeline.',
    params: draftParams,
    body: {
      schema: draftPatch,
      example: {
        version: 1,
        reply: { body: 'Dear Priya,\n\nthank you for asking.' },
        urgency: 'high',
      },
    },
    answers: { 200: { description: 'The draft as it is now.', schema: draft } },
    refusals: {
      not_found: noDraft,
      stale: staleDraft,
      conflict: 'It cannot be changed, such as one that was sent, or it has no reply to change.',
    },
  },
  {
    id: 'listDraftVersions',
    method: 'get',
    path: '/drafts/:id/versions',
    tag: 'Drafts',
    summary: 'List the versions of a draft',
    description: 'Who or what changed what, and when.',
    params: draftParams,
    answers: { 200: { description: 'Every version.', schema: draftVersions } },
    refusals: { not_found: noDraft },
  },
  {
    id: 'regenerateDraft',
    method: 'post',
    path: '/drafts/:id/regenerate',
    tag: 'Drafts',
    summary: 'Draft it again',
    description: 'The message goes back to its drafting; the new version comes as an event.',
    params: draftParams,
    body: { schema: draftAgain, example: { version: 1, instruction: 'Offer a call on Friday.' } },
    answers: { 202: { description: 'The draft as it is until then.', schema: draft } },
    refusals: {
      not_found: noDraft,
      stale: staleDraft,
      conflict:
        'It was sent, its message is in work, or the mail is in another process’s database.',
    },
  },
];
