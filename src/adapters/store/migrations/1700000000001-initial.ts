import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Handwritten, because the full-text tables and the partial indexes are beyond what TypeORM
 * generates. Each string is one statement: the driver runs no more than the first of several.
 */
export class Initial1700000000001 implements MigrationInterface {
  name = 'Initial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`drop table if exists ${table}`);
  }
}

const tables = [
  'audit',
  'outgoing',
  'flow_count',
  'llm_use',
  'draft_count',
  'latency_count',
  'draft_search',
  'message_search',
  'draft_version',
  'draft',
  'sender_day',
  'journey',
  'job',
  'source',
  'mail',
  'gap',
  'stage_count',
  'message',
  'mailbox',
];

const ends = `('done', 'skipped', 'quarantined', 'gone')`;

/** A trigger that counts messages in `column` of their hour. */
function flow(name: string, event: string, column: string, at: string, condition: string): string {
  return `create trigger ${name} after ${event} on message when ${condition} begin
    insert into flow_count (hour, entered, ended)
      values (substr(${at}, 1, 13), ${Number(column === 'entered')}, ${Number(column === 'ended')})
      on conflict (hour) do update set ${column} = ${column} + 1;
  end`;
}

const statements = [
  `create table mailbox (
    id integer primary key autoincrement,
    account text not null,
    mailbox text not null,
    uid_validity integer not null,
    start_uid integer not null,
    cursor integer not null,
    state text not null default 'connecting',
    left_behind integer not null default 0,
    created_at text not null,
    last_sync_at text,
    reconciled_at text,
    unique (account, mailbox)
  )`,

  // The ledger. Step results stand in the row as JSON, but the mail itself beside it (table mail):
  // a row is rewritten by every commit and should stay small.
  `create table message (
    id integer primary key autoincrement,
    key text not null unique,
    mailbox_id integer not null references mailbox (id),
    account text not null,
    mailbox text not null,
    uid_validity integer not null,
    uid integer not null,
    stage text not null,
    ended text,
    fetched boolean not null default 0,
    outbound text,
    seq integer not null default 0,
    revision integer not null default 1,
    attempts integer not null default 0,
    not_before bigint,
    error text,
    received_at text,
    size integer,
    sha256 text,
    mail_id text,
    marked boolean not null default 0,
    truncated boolean not null default 0,
    message_id text,
    subject text,
    sender text,
    instruction text,
    classifying text,
    enriching text,
    drafting text,
    summarizing text,
    persisting integer,
    created_at text not null,
    updated_at text not null
  )`,
  `create index message_by_stage on message (stage, id, account)`,
  `create index message_by_account on message (account, id)`,
  `create unique index message_by_uid on message (mailbox_id, uid_validity, uid)`,
  `create index message_to_fetch on message (mailbox_id, attempts, id) where stage = 'discovered'`,
  `create index message_to_mark on message (mailbox_id, id) where stage = 'done' and not marked`,
  // By these a message is known again after its folder was renumbered.
  `create index message_by_mail_id on message (mailbox_id, mail_id) where mail_id is not null`,
  `create index message_by_size on message (mailbox_id, size) where size is not null`,
  `create index message_by_content on message (account, sha256) where sha256 is not null`,

  // How many messages stand in each stage, kept by the triggers below: counting a million rows
  // takes a quarter of a second, and every page shows the counts.
  `create table stage_count (
    mailbox_id integer not null references mailbox (id),
    stage text not null,
    n integer not null,
    primary key (mailbox_id, stage)
  ) without rowid`,
  `create trigger message_enters after insert on message begin
    insert into stage_count values (new.mailbox_id, new.stage, 1)
      on conflict (mailbox_id, stage) do update set n = n + 1;
  end`,
  `create trigger message_moves after update of stage on message when old.stage <> new.stage begin
    update stage_count set n = n - 1 where mailbox_id = old.mailbox_id and stage = old.stage;
    insert into stage_count values (new.mailbox_id, new.stage, 1)
      on conflict (mailbox_id, stage) do update set n = n + 1;
  end`,
  `create trigger message_leaves after delete on message begin
    update stage_count set n = n - 1 where mailbox_id = old.mailbox_id and stage = old.stage;
  end`,

  // How many messages came to be worked and came to their end in each hour (`2026-01-31T09`), kept by
  // the triggers below: with the present number, this tells what it was at the end of every hour.
  `create table flow_count (
    hour text not null primary key,
    entered integer not null,
    ended integer not null
  ) without rowid`,
  flow('message_begins', 'insert', 'entered', 'new.created_at', `new.stage not in ${ends}`),
  flow(
    'message_resumes',
    'update of stage',
    'entered',
    'new.updated_at',
    `old.stage in ${ends} and new.stage not in ${ends}`,
  ),
  flow(
    'message_ends',
    'update of stage',
    'ended',
    'new.updated_at',
    `old.stage not in ${ends} and new.stage in ${ends}`,
  ),
  flow(
    'message_vanishes',
    'delete',
    'ended',
    `strftime('%Y-%m-%dT%H', 'now')`,
    `old.stage not in ${ends}`,
  ),

  `create table mail (
    message integer primary key references message (id) on delete cascade,
    body text not null
  )`,
  `create table source (
    message integer primary key references message (id) on delete cascade,
    body blob not null
  )`,
  `create table gap (
    message integer primary key references message (id) on delete cascade,
    mailbox_id integer not null references mailbox (id),
    uid integer not null,
    since text not null
  )`,

  // The queue. Its rows are what is still to be done, so that it stays as short as the backlog.
  `create table job (
    id integer primary key autoincrement,
    kind text not null,
    message integer not null references message (id) on delete cascade,
    priority integer not null default 0,
    not_before bigint not null,
    lease_owner text,
    lease_until bigint,
    epoch integer not null default 0,
    unique (kind, message)
  )`,
  // With what a claim asks of each job, so that it steps over those that wait without a look at them.
  `create index job_in_order on job (kind, priority, id, not_before, lease_until)`,
  // What goes out: what was not tried yet comes first, for another try may take minutes to fail.
  `create index job_going_out on job (kind, priority, not_before, id, lease_until, message)
    where kind in ('save', 'send')`,
  `create index job_by_due on job (kind, lease_until, not_before)`,

  `create table journey (
    id integer primary key autoincrement,
    message integer not null references message (id) on delete cascade,
    at text not null,
    from_stage text not null,
    to_stage text not null,
    ms integer not null,
    attempt integer not null,
    error text
  )`,
  `create index journey_of_message on journey (message, id)`,

  `create table sender_day (
    id integer primary key autoincrement,
    message integer not null unique,
    sender text not null,
    day text not null
  )`,
  `create index sender_of_day on sender_day (sender, day, id)`,

  // The draft is its document. The other columns are what it is looked up by, and what the pipeline
  // may do with it.
  `create table draft (
    id integer primary key autoincrement,
    key text not null unique,
    revision integer not null,
    message integer,
    mailbox_id integer,
    uid_validity integer,
    account text not null,
    thread text,
    sender text,
    received_at bigint not null default 0,
    category text not null,
    urgency text not null,
    status text not null,
    suspected boolean not null default 0,
    version integer not null,
    touched boolean not null default 0,
    yields_at integer,
    asked_by text,
    excerpt text,
    correction text,
    corrected_at text,
    answered boolean not null default 0,
    redraft_from text,
    redrafts integer not null default 0,
    redraft_at bigint not null default 0,
    document text not null,
    created_at text not null,
    updated_at text not null
  )`,
  `create index draft_of_message on draft (message)`,
  `create index draft_by_day on draft (created_at, category)`,
  // What is known beside a mail: three times a message, so that each is one look at few rows.
  `create index draft_in_thread on draft (account, thread, received_at) where thread is not null`,
  `create index draft_of_sender on draft (account, sender, received_at) where sender is not null`,
  `create index draft_example on draft (account, category, updated_at)
    where touched and not suspected and status not in ('rejected', 'superseded')`,
  `create index draft_corrected on draft (account, sender, corrected_at)
    where corrected_at is not null`,
  // Of a thread's sender one draft awaits a person at a time, so that these are few.
  `create index draft_open on draft (account, thread, sender, received_at)
    where status = 'drafted' and thread is not null and sender is not null`,
  `create index draft_unanswered on draft (mailbox_id, uid_validity, received_at)
    where status in ('drafted', 'approved', 'failed', 'sending')`,
  // Empty but for what a stand-in drafted and nobody looked at.
  `create index draft_to_redraft on draft (created_at, redraft_at)
    where redraft_from is not null and not touched and status in ('drafted', 'no_reply')`,

  `create table draft_version (
    id integer primary key autoincrement,
    draft integer not null references draft (id) on delete cascade,
    version integer not null,
    at text not null,
    by_whom text not null,
    name text,
    change text not null,
    reply text,
    category text not null,
    urgency text not null,
    status text not null,
    unique (draft, version)
  )`,

  // Contentless: the words only; the rows themselves are read by rowid. Drafts are filtered here
  // too, by the words in `facets`. The beginnings of words are indexed at three and four letters;
  // shorter ones are not searched for, and longer ones are few.
  `create virtual table draft_search using fts5(subject, sender, company, intent, reply, facets,
    content='', contentless_delete=1, prefix='3 4')`,
  `create virtual table message_search using fts5(subject, sender,
    content='', contentless_delete=1, prefix='3 4')`,
  // Figures by day, counted by the writes themselves: nobody reads a million drafts for a chart.
  `create table llm_use (
    day text not null,
    step text not null,
    model text not null,
    calls integer not null,
    failed integer not null,
    input_tokens integer not null,
    output_tokens integer not null,
    cost_usd real not null,
    primary key (day, step, model)
  ) without rowid`,
  `create table draft_count (
    day text not null,
    category text not null,
    drafts integer not null,
    fallbacks integer not null,
    unanswered integer not null,
    input_tokens integer not null,
    output_tokens integer not null,
    cost_usd real not null,
    primary key (day, category)
  ) without rowid`,
  `create table latency_count (
    day text not null,
    up_to_ms integer not null,
    n integer not null,
    primary key (day, up_to_ms)
  ) without rowid`,

  // What goes out, or went. Its lease and its schedule stand in the job of the same kind and message,
  // which is there as long as it is under way. `seq` grows with every change of any of them, for
  // those who follow.
  `create table outgoing (
    id integer primary key autoincrement,
    draft integer not null references draft (id) on delete cascade,
    message integer not null,
    kind text not null,
    state text not null,
    version integer not null,
    message_id text not null,
    attended boolean not null,
    name text,
    attempts integer not null default 0,
    not_before text,
    folder text,
    error text,
    seq integer not null unique,
    created_at text not null,
    updated_at text not null
  )`,
  `create index outgoing_of_draft on outgoing (draft, id)`,
  `create index outgoing_by_state on outgoing (state, id)`,
  `create unique index outgoing_under_way on outgoing (message, kind)
    where state in ('queued', 'transmitting', 'copying')`,

  `create table audit (
    id integer primary key autoincrement,
    at text not null,
    name text,
    action text not null,
    subject text
  )`,
];
