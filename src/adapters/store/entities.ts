import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { DraftVersion, NewDraft } from '../../domain/draft.ts';
import type { Stage } from '../../domain/message.ts';
import type { MailboxRow } from '../../ports.ts';

/** A ledger row without the step results, which only the work queries read. */
export interface MessageEntity {
  id: number;
  key: string;
  mailboxId: number;
  account: string;
  mailbox: string;
  uidValidity: number;
  uid: number;
  stage: Stage;
  messageId: string | null;
  subject: string | null;
  sender: string | null;
  attempts: number;
  /** Epoch milliseconds. */
  notBefore: number | null;
  error: string | null;
  updatedAt: string;
}

export interface TransitionEntity {
  id: number;
  message: number;
  at: string;
  from: Stage;
  to: Stage;
  ms: number;
  attempt: number;
  error: string | null;
}

/** The draft as a document, with the columns that are filtered by beside it. */
export interface DraftEntity {
  id: number;
  key: string;
  revision: number;
  message: number | null;
  account: string;
  category: string;
  urgency: string;
  status: string;
  version: number;
  /** A person has changed it: the pipeline keeps its hands off. */
  touched: boolean;
  document: NewDraft;
  createdAt: string;
  updatedAt: string;
}

export interface DraftVersionEntity extends DraftVersion {
  id: number;
  draft: number;
}

export interface SourceEntity {
  message: number;
  /** gzip of the source as fetched. */
  body: Buffer;
}

type Column = EntitySchemaColumnOptions;
const id: Column = { type: 'integer', primary: true, generated: true };
const text = (name: string): Column => ({ type: 'text', name });
const optionalText = (name: string): Column => ({ type: 'text', name, nullable: true });
const integer = (name: string): Column => ({ type: 'integer', name });

export const Mailbox = new EntitySchema<MailboxRow>({
  name: 'mailbox',
  columns: {
    id,
    account: text('account'),
    mailbox: text('mailbox'),
    uidValidity: integer('uid_validity'),
    startUid: integer('start_uid'),
    cursor: integer('cursor'),
    state: text('state'),
    left: integer('left_behind'),
    createdAt: text('created_at'),
    lastSyncAt: optionalText('last_sync_at'),
    reconciledAt: optionalText('reconciled_at'),
  },
});

export const Message = new EntitySchema<MessageEntity>({
  name: 'message',
  columns: {
    id,
    key: text('key'),
    mailboxId: integer('mailbox_id'),
    account: text('account'),
    mailbox: text('mailbox'),
    uidValidity: integer('uid_validity'),
    uid: integer('uid'),
    stage: text('stage'),
    messageId: optionalText('message_id'),
    subject: optionalText('subject'),
    sender: optionalText('sender'),
    attempts: integer('attempts'),
    notBefore: { type: 'bigint', name: 'not_before', nullable: true },
    error: optionalText('error'),
    updatedAt: text('updated_at'),
  },
});

export const Journey = new EntitySchema<TransitionEntity>({
  name: 'journey',
  columns: {
    id,
    message: integer('message'),
    at: text('at'),
    from: text('from_stage'),
    to: text('to_stage'),
    ms: integer('ms'),
    attempt: integer('attempt'),
    error: optionalText('error'),
  },
});

export const Source = new EntitySchema<SourceEntity>({
  name: 'source',
  columns: {
    message: { type: 'integer', primary: true },
    body: { type: 'blob' },
  },
});

export const Draft = new EntitySchema<DraftEntity>({
  name: 'draft',
  columns: {
    id,
    key: text('key'),
    revision: integer('revision'),
    message: { type: 'integer', nullable: true },
    account: text('account'),
    category: text('category'),
    urgency: text('urgency'),
    status: text('status'),
    version: integer('version'),
    touched: { type: 'boolean' },
    document: { type: 'simple-json' },
    createdAt: text('created_at'),
    updatedAt: text('updated_at'),
  },
});

export const Version = new EntitySchema<DraftVersionEntity>({
  name: 'draft_version',
  columns: {
    id,
    draft: integer('draft'),
    version: integer('version'),
    at: text('at'),
    by: text('by_whom'),
    name: optionalText('name'),
    change: text('change'),
    reply: { type: 'simple-json', nullable: true },
    category: text('category'),
    urgency: text('urgency'),
    status: text('status'),
  },
});

export const entities = [Mailbox, Message, Journey, Source, Draft, Version];
