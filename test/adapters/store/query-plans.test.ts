import type sqlite3 from 'sqlite3';
import type { DataSource } from 'typeorm';
import { expect, test } from 'vitest';
import { auditStore } from '../../../src/adapters/store/audit-store.ts';
import { tokenStore } from '../../../src/adapters/store/token-store.ts';
import { openSqlite } from '../../../src/adapters/store/data-source.ts';
import { draftStore } from '../../../src/adapters/store/draft-store.ts';
import { messageStore } from '../../../src/adapters/store/message-store.ts';
import { operationsStore } from '../../../src/adapters/store/operations-store.ts';
import { outgoingStore } from '../../../src/adapters/store/outgoing-store.ts';
import { Statements } from '../../../src/adapters/store/statements.ts';
import { upkeepStore } from '../../../src/adapters/store/upkeep-store.ts';
import { usageStore } from '../../../src/adapters/store/usage-store.ts';
import { webhookStore } from '../../../src/adapters/store/webhook-store.ts';
import { WriteQueue } from '../../../src/adapters/store/write-queue.ts';
import { composeDraft } from '../../../src/domain/draft.ts';
import type { OutgoingMove } from '../../../src/ports.ts';
import {
  claimOne,
  failure,
  fetchAll,
  fetched,
  finish,
  folder,
  inbox,
  range,
  results,
  type StoreUnderTest,
  walk,
} from '../../contracts/stores/harness.ts';
import { drafted, edit } from '../../contracts/stores/conversation.ts';
import { aDraftIn, claimLetter, goes, queued, review } from '../../contracts/stores/outbox.ts';
import { aRun } from '../../support/a-claim.ts';
import { aDraft } from '../../support/a-draft.ts';
import { databaseFile } from '../../support/sqlite-store.ts';

/** What grows with the mail. The job table is as long as the backlog, and is read in its order. */
const big = [
  'message',
  'm',
  'd',
  'draft',
  'draft_version',
  'journey',
  'source',
  'mail',
  'sender_day',
  'llm_use',
  'draft_count',
  'latency_count',
  'flow_count',
  'outgoing',
  'o',
  'audit',
  'webhook',
  'w',
  'webhook_attempt',
  'purged',
];
const fullScan = new RegExp(`^SCAN (${big.join('|')})( USING .*)?$`);

/** As many rows as are wanted, in the order of the index: a sort would read all that there are. */
const ordered = [
  'draft_in_thread',
  'draft_of_sender',
  'draft_example',
  'draft_corrected',
  'draft_unanswered',
  'draft_to_redraft',
  'job_in_order',
  'job_going_out',
  'outgoing_of_draft',
  'outgoing_by_state',
];
const byOrder = new RegExp(`^SEARCH \\w+ USING (?:COVERING )?INDEX (${ordered.join('|')}) `);

/** A full-text table gives its rows in the order of their ids by itself. */
const byWords = /^SCAN \w+ VIRTUAL TABLE INDEX \d+:.*M/;

/** A batch looks its rows up by their ids: by stage, each would be compared with the whole backlog. */
const byStage = /^SEARCH message USING .*INDEX message_(by_stage|to_fetch)/;

const harmless = [
  // The newest rows of all: from the end of the table, as many as fit the page.
  /^select [^?]* from "?(message|draft)"?( "?\w+"?)? (where true )?order by \S+ desc limit/i,
  // Nothing was found, and nothing is read.
  /where \(+0=1\)+/i,
  // The plan shows checks of foreign keys that only run when a violation is open.
  /^insert into mailbox /,
];

test('no statement of the store reads a whole table', async () => {
  const file = await databaseFile();
  const { writer, reader } = await openSqlite(file.path);
  const traced = new Set<string>();
  for (const connection of [writer, reader]) await trace(connection, traced);
  const statements = await Statements.of(writer);
  const asked = await Statements.of(reader);
  const clock = { now: Date.parse('2026-03-01T09:00:00.000Z') };
  const context = {
    writes: new WriteQueue(statements.query),
    reader,
    read: asked.query,
    events: { publish: () => {}, subscribe: () => () => {} },
    now: () => clock.now,
  };
  const messages = messageStore(context);
  const drafts = draftStore(context);
  const usage = usageStore(context);
  const outgoing = outgoingStore(context);
  const audit = auditStore(context);
  const tokens = tokenStore(context);
  const operations = operationsStore(context);
  const webhooks = webhookStore(context);
  const upkeep = upkeepStore(context);
  const stores = { messages, drafts, usage, outgoing, audit, tokens, operations, webhooks, upkeep };
  await useAllOf({ ...stores, events: [], clock, close: async () => {} });

  const plans = new Map<string, string[]>();
  for (const sql of traced) {
    const words = sql.replaceAll(/\s+/g, ' ').trim();
    if (!/^(with|select|update|delete|insert)/i.test(words)) continue;
    if (harmless.some((one) => one.test(words))) continue;
    const steps: { detail: string }[] = await writer.query(`explain query plan ${sql}`);
    plans.set(
      words,
      steps.map(({ detail }) => detail),
    );
  }
  expect(plans.size).toBeGreaterThan(40);
  const scans = [...plans].filter(([, steps]) => steps.some((step) => fullScan.test(step)));
  expect(scans).toEqual([]);
  const products = [...plans].filter(
    ([sql, steps]) => sql.includes('from json_each') && steps.some((step) => byStage.test(step)),
  );
  expect(products).toEqual([]);
  const sorts = [...plans].filter(([, steps]) =>
    steps.some((step, i) => {
      const next = steps.slice(i + 1).find((later) => !later.startsWith('SEARCH'));
      return (byOrder.test(step) || byWords.test(step)) && next?.startsWith('USE TEMP');
    }),
  );
  expect(sorts).toEqual([]);
  // Each of these was looked at: they answer for every message, or every few seconds.
  const looked = [...plans.values()].flat().map((step) => byOrder.exec(step)?.[1]);
  expect(new Set(looked.filter(Boolean))).toEqual(new Set(ordered));

  await statements.finalize();
  await asked.finalize();
  await reader.destroy();
  await writer.destroy();
  await file.remove();
});

async function trace(source: DataSource, into: Set<string>): Promise<void> {
  const connection = (await source.createQueryRunner().connect()) as sqlite3.Database;
  connection.on('trace', (sql: string) => into.add(sql));
}

/** Calls every method of both ports, with each kind of argument. */
async function useAllOf(store: StoreUnderTest): Promise<void> {
  const { messages, drafts, usage } = store;
  const mailbox = await folder(store, range(1, 9));
  await messages.discover(mailbox.id, [10, 11], 11);
  await messages.reconcile(mailbox.id, range(1, 12));
  await messages.noteMailbox(inbox, 'watching');
  await fetchAll(store, mailbox, (uid) => `mail ${uid % 8}`);
  await messages.discover(mailbox.id, [12], 12);
  await messages.storeSources([], [12], 7);
  await messages.recover();

  const { id, persisting } = await finish(store, await claimOne(store));
  for (const kind of ['wait', 'quarantine', 'skip'] as const) {
    const { lease, message } = await claimOne(store);
    const end = { kind, afterMs: 5, failure, ms: 1, reason: 'own mail', mail: null };
    await messages.settle(lease, message, end);
  }
  store.clock.now += 10;
  await messages.claim(20);
  await messages.retry(id);
  for (const { id: quarantined } of (await messages.list({ stage: 'quarantined', limit: 5 }))
    .items) {
    await messages.discard(quarantined);
  }
  const again = await claimOne(store);
  await messages.renew([again.lease]);
  const message = await walk(store, again);
  await messages.persist(again.lease, message, composeDraft(message, { input: 0, output: 0 }), 1);
  await messages.release([again.lease]);
  await messages.admit(id, 'ada@engines.example', '2026-03-01');

  await messages.source(id);
  await messages.mail(id);
  await messages.get(id);
  await messages.ledger();
  await messages.counts();
  await messages.mailbox(inbox);
  await messages.newestFetched(mailbox.id);
  await messages.backlog();
  const unmarked = await messages.unmarked(mailbox.id, 5);
  await messages.noteMarked(unmarked.map((row) => row.id));
  const [unfetched] = await messages.unfetched(mailbox.id, 5);
  await messages.countFetch([unfetched?.id ?? 0]);
  await messages.setAside(unfetched?.id ?? 0, failure);
  await messages.retry(unfetched?.id ?? 0);
  await messages.remap(mailbox.id, 8, [fetched(31), { ...fetched(32), mailId: 'M1' }]);
  await messages.startMailbox(inbox, {
    ...mailbox,
    uidValidity: 8,
    uids: [31],
    identities: [fetched(31)],
  });
  for (const filter of [{ stage: 'done' }, { account: 'sales' }, { q: 'pricing' }, {}] as const) {
    await messages.list({ ...filter, limit: 5 });
    await messages.list({ ...filter, limit: 5, cursor: 4 });
    await messages.list({ stage: 'skipped', account: 'sales', ...filter, limit: 5 });
  }

  await useAgain(store, mailbox.id);
  await useOutbox(store);
  await messages.takeIn({ account: 'import', mailbox: 'old.mbox' }, [fetched(1), fetched(2)]);
  const cost = { inputTokens: 1, outputTokens: 1, cost: 0, failed: false };
  await usage.note({ day: '2026-03-01', step: 'draft', model: 'small-1', ...cost });
  await usage.tokensOf('2026-03-01');
  await usage.stats('2026-03-01');
  await usage.backlog('2026-03-01T00:00:00.000Z');

  const draft = persisting ?? 0;
  await drafts.get(draft);
  await drafts.byMessage(id);
  await drafts.versions(draft);
  await drafts.edit(draft, 2, { category: 'Support' }, null);
  const filters = [{}, { q: 'pricing' }, { q: 'pric' }, { status: 'drafted' }] as const;
  for (const filter of filters) {
    await drafts.list({ ...filter, limit: 5 });
    await drafts.list({ ...filter, limit: 5, cursor: 4 });
    await drafts.list({ category: 'Lead', urgency: 'low', account: 'x', ...filter, limit: 5 });
    await drafts.neighbours(2, { ...filter, limit: 1 });
  }
  await useUpkeep(store);
}

/** What is known beside a mail, and drafts that are made again or closed. */
async function useAgain(store: StoreUnderTest, mailbox: number): Promise<void> {
  const { messages, drafts } = store;
  const run = aRun({ fallback: true, cause: 'llm.timeout' });
  const drafting = { ...results.drafting, run };
  for (const uid of [41, 42, 43]) await drafted(store, { uid, made: { drafting } });
  const last = await drafted(store, { uid: 44, thread: '<44@x>', made: { drafting } });
  await messages.redraft('2026-03-01T00:00:00.000Z', 10);
  await messages.background(last);
  await messages.worked(last.id);
  await messages.unanswered(mailbox, 10);
  await messages.supersede([last.id], 'answered elsewhere');
  const done = await drafted(store, { uid: 45, thread: '<45@x>' });
  await drafts.edit(done.persisting ?? 0, 1, { category: 'Support' }, null);
  await messages.retry(done.id);
  await messages.regenerate(done.persisting ?? 0, 2, 'shorter', null);
}

/** What is told elsewhere, what is dropped, and what is purged. */
async function useUpkeep({ webhooks, upkeep, clock, drafts }: StoreUnderTest): Promise<void> {
  await webhooks.begin('here');
  await drafts.put(aDraft({ key: 'told', message: null }));
  const [claim] = await webhooks.claim(5);
  if (!claim) throw new Error('nothing was told');
  await webhooks.settle([{ claim, answer: { status: 500, ms: 1, error: 'no' } }]);
  await webhooks.retry(claim.id);
  await webhooks.list({ limit: 5 });
  await webhooks.list({ limit: 5, state: 'queued', cursor: 9 });
  await webhooks.get(claim.id);
  await webhooks.receiver();
  await upkeep.dropSources(new Date(clock.now + 1).toISOString(), 2, 0);
  await upkeep.sourceFate(1);
  await upkeep.purge(await upkeep.planPurge({ sender: 'ada@engines.example' }));
  await webhooks.forget(new Date(clock.now + 1).toISOString(), 5);
  await webhooks.end();
}

/** A save waits; then its text is decided against, and nobody waits for what is sent instead. */
async function decideWhileSaved(store: StoreUnderTest, how: 'edit' | 'send' | 'answered') {
  const uid = { edit: 71, send: 72, answered: 73 }[how];
  const { id, message } = await aDraftIn(store, uid);
  await queued(store, id, 'save');
  if (how === 'edit') await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
  if (how === 'send') {
    await review(store, id, 'approve');
    await queued(store, id, 'send');
  }
  if (how !== 'edit') await store.messages.supersede([message ?? 0], 'answered elsewhere');
}

/** Decisions, what goes out and who did it. */
async function useOutbox(store: StoreUnderTest): Promise<void> {
  const { outgoing, audit, operations } = store;
  const ways = [
    [{ to: 'copying' }, { to: 'waiting', afterMs: 1, failure }],
    [{ to: 'failed', failure }],
  ];
  for (const [i, moves] of (ways as OutgoingMove[][]).entries()) {
    const { id } = await aDraftIn(store, 51 + i);
    await queued(store, id, 'save');
    await goes(store, await claimLetter(store), { to: 'done', folder: 'Drafts' });
    await review(store, id, 'approve');
    await queued(store, id, 'send');
    await goes(store, await claimLetter(store), { to: 'transmitting' }, ...moves);
    await outgoing.ofDraft(id);
  }
  const { id } = await aDraftIn(store, 61);
  await review(store, id, 'approve');
  await queued(store, id, 'send');
  await review(store, id, 'reopen');
  for (const decide of ['edit', 'send', 'answered'] as const) {
    await decideWhileSaved(store, decide);
  }
  await outgoing.list({ limit: 5 });
  await outgoing.list({ limit: 5, cursor: 9, state: 'queued' });
  await audit.note({ name: 'Mia', action: 'POST /drafts/:id/approve', subject: '1' });
  await audit.list({ limit: 5 });
  await audit.list({ limit: 5, cursor: 9 });
  await operations.jobs();
  await operations.outgoing();
  await operations.proveWritable();
}
