import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is posted to a receiver elsewhere with the log of it, and the mark of what was purged. */
export class Webhooks1700000000006 implements MigrationInterface {
  name = 'Webhooks1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`drop table if exists ${table}`);
  }
}

const tables = ['webhook_attempt', 'webhook', 'webhook_mailbox', 'webhook_feed', 'purged'];

const statements = [
  // One row at most, while WEBHOOK_URL is set: up to where the journey and the versions were told.
  `create table webhook_feed (
    id integer primary key,
    receiver text not null,
    journey integer not null,
    version integer not null,
    gone_at text
  )`,
  // The state in which the receiver was last told a folder is.
  `create table webhook_mailbox (
    mailbox_id integer primary key references mailbox (id) on delete cascade,
    state text not null
  )`,
  // A row is its own job: those of the table job are one a message and kind, and these are many.
  `create table webhook (
    id integer primary key autoincrement,
    event text not null unique,
    type text not null,
    subject text not null,
    message integer,
    draft integer,
    body text not null,
    state text not null,
    attempts integer not null default 0,
    not_before bigint not null,
    expires_at bigint not null,
    lease_until bigint not null default 0,
    epoch integer not null default 0,
    error text,
    created_at text not null,
    updated_at text not null
  )`,
  `create index webhook_by_state on webhook (state, id)`,
  // By these the next one is found, and that none before it about the same waits.
  `create index webhook_due on webhook (id, not_before, lease_until, subject)
    where state = 'queued'`,
  `create index webhook_in_order on webhook (subject, id) where state = 'queued'`,
  `create index webhook_of_message on webhook (message) where message is not null`,
  `create index webhook_of_draft on webhook (draft) where draft is not null`,
  `create table webhook_attempt (
    id integer primary key autoincrement,
    webhook integer not null references webhook (id) on delete cascade,
    at text not null,
    status integer,
    ms integer not null,
    error text
  )`,
  `create index webhook_attempt_of on webhook_attempt (webhook, id)`,
  // The tombstones: of these messages nothing is left but their place in the ledger.
  `create table purged (
    message integer primary key references message (id) on delete cascade,
    at text not null
  )`,
];
