import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { Crm, LedgerEntry, MailSource, UsageStore } from '../../src/ports.ts';
import { parserMoments, storeCommits } from '../../src/ports/signals.ts';
import { createEventBus } from '../../src/telemetry/event-bus.ts';
import { countEnds, countSignals } from '../../src/telemetry/figures.ts';
import { readGauges } from '../../src/telemetry/gauges.ts';
import { watchBy } from '../../src/telemetry/metered-ports.ts';
import { metricTable } from '../../src/telemetry/metrics.ts';
import { Metrics } from '../../src/telemetry/registry.ts';
import { claimOne, commitOf, fetchedFolder, results, walk } from '../contracts/stores/harness.ts';
import { aRun } from '../support/a-claim.ts';
import { only } from '../support/only.ts';
import { sqliteUnderTest } from '../support/sqlite-store.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** The lines of one metric, without its comments. */
async function linesOf(metrics: Metrics, name: string): Promise<string[]> {
  const text = await metrics.render();
  return text.split('\n').filter((line) => line.startsWith(`marketing_ops_${name}`));
}

describe('the table', () => {
  it('is what is exposed, with its help, and nothing else of our own', async () => {
    const text = await new Metrics().render();
    const helped = [...text.matchAll(/^# HELP marketing_ops_(\S+) (.+)$/gm)];
    expect(helped.map(([, name]) => name).toSorted()).toEqual(Object.keys(metricTable).toSorted());
    for (const [, name = '', help] of helped) {
      const spec = Object.entries(metricTable).find(([known]) => known === name)?.[1];
      expect(help, name).toBe(spec?.help);
    }
  });

  it('keeps the rules of Prometheus: base units in names, totals of counters', () => {
    for (const [name, { type, unit }] of Object.entries(metricTable)) {
      expect(name, name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      if (unit === 'seconds') expect(name).toMatch(/_seconds$/);
      if (unit === 'bytes') expect(name).toMatch(/_bytes(_total)?$/);
    }
  });

  it('has no label that could hold an address, a subject or a raw path', () => {
    const labels = new Set(
      Object.values(metricTable).flatMap((spec): readonly string[] => spec.labels),
    );
    for (const word of ['sender', 'address', 'subject', 'path', 'url', 'model', 'message', 'ip']) {
      expect(labels).not.toContain(word);
    }
  });
});

describe('what is counted', () => {
  it('steps by outcome, fallbacks by cause, and leases that were lost', async () => {
    const store = await sqliteUnderTest();
    cleanUps.push(store.close);
    const metrics = new Metrics();
    const messages = watchBy(metrics).messages(store.messages);
    await fetchedFolder(store, [1, 2]);
    const held = { ...store, messages };
    const claim = await claimOne(held);
    const classifying = {
      ...results.classifying,
      run: aRun({ fallback: true, cause: 'llm.timeout' }),
    };
    const made = { ...results, classifying };
    const message = await walk(held, claim, 'enriching', made);
    // The row has moved on: this commit comes too late.
    const late = messages.commitStep(commitOf(claim.lease, claim.message, 'parsing'));
    await expect(late).rejects.toMatchObject({ code: 'store.fenced' });
    const failure = new Failure('crm.unavailable', 'away');
    await messages.settle(claim.lease, message, { kind: 'wait', afterMs: 5, failure, ms: 1_500 });

    const steps = await linesOf(metrics, 'step_duration_seconds_count');
    expect(steps.toSorted()).toEqual([
      'marketing_ops_step_duration_seconds_count{step="classifying",outcome="done"} 1',
      'marketing_ops_step_duration_seconds_count{step="enriching",outcome="wait"} 1',
      'marketing_ops_step_duration_seconds_count{step="parsing",outcome="done"} 1',
    ]);
    expect(await linesOf(metrics, 'step_duration_seconds_sum{step="enriching"')).toEqual([
      'marketing_ops_step_duration_seconds_sum{step="enriching",outcome="wait"} 1.5',
    ]);
    expect(await linesOf(metrics, 'leases_lost_total')).toEqual([
      'marketing_ops_leases_lost_total 1',
    ]);
    expect(await linesOf(metrics, 'llm_fallbacks_total')).toEqual([
      'marketing_ops_llm_fallbacks_total{step="classifying",cause="llm.timeout"} 1',
    ]);
  });

  it('ends by account, which may be an address of ours with a slash in it', async () => {
    const metrics = new Metrics();
    const bus = createEventBus(() => undefined);
    countEnds(bus, metrics);
    const moved = { type: 'message.transitioned', id: 1, from: 'persisting', error: null } as const;
    bus.publish({ ...moved, key: 'sales%2Feu%40x.example/INBOX/1/2', to: 'done' });
    bus.publish({ ...moved, key: 'sales%2Feu%40x.example/INBOX/1/3', to: 'waiting' });
    expect(await linesOf(metrics, 'messages_ended_total')).toEqual([
      'marketing_ops_messages_ended_total{account="sales/eu@x.example",stage="done"} 1',
    ]);
  });

  it('calls of LLM, CRM and mail server, with the code where they fail', async () => {
    const metrics = new Metrics();
    const watch = watchBy(metrics);
    const usage = watch.usage(only<UsageStore>({ note: () => Promise.resolve() }));
    const call = { day: '2026-01-31', step: 'draft', model: 'anything', cost: 0.5 } as const;
    await usage.note({ ...call, inputTokens: 100, outputTokens: 20, failed: false });
    await usage.note({ ...call, inputTokens: 7, outputTokens: 0, failed: true });
    const crm = watch.crm({
      find: () => Promise.reject(new Failure('crm.unavailable', 'away')),
      close: () => Promise.resolve(),
    } satisfies Crm);
    await expect(crm.find('a@b.example', new AbortController().signal)).rejects.toThrow('away');
    const refused = new Failure('imap.refused', 'no');
    const source = watch.source(only<MailSource>({ connect: () => Promise.reject(refused) }));
    const ref = { account: 'sales', mailbox: 'INBOX' };
    await expect(source.connect(ref, new AbortController().signal)).rejects.toBe(refused);

    expect(await linesOf(metrics, 'llm_')).toEqual(
      expect.arrayContaining([
        'marketing_ops_llm_calls_total{step="draft",outcome="ok"} 1',
        'marketing_ops_llm_calls_total{step="draft",outcome="failed"} 1',
        'marketing_ops_llm_tokens_total{step="draft",direction="input"} 107',
        'marketing_ops_llm_tokens_total{step="draft",direction="output"} 20',
        'marketing_ops_llm_cost_usd_total{step="draft"} 1',
      ]),
    );
    expect(await linesOf(metrics, 'crm_call_duration_seconds_count')).toEqual([
      'marketing_ops_crm_call_duration_seconds_count{outcome="failed"} 1',
    ]);
    expect(await linesOf(metrics, 'imap_connects_total')).toEqual([
      'marketing_ops_imap_connects_total{account="sales",mailbox="INBOX",outcome="imap.refused"} 1',
    ]);
    expect(await metrics.render()).not.toContain('a@b.example');
  });

  it('what database and parser tell of themselves, for as long as it listens', async () => {
    const metrics = new Metrics();
    const stop = countSignals(metrics);
    storeCommits.tell({ size: 7, waitedMs: 2, ms: 30 });
    for (const moment of ['started', 'began', 'lost', 'finished', 'ended', 'started'] as const) {
      parserMoments.tell(moment);
    }
    stop();
    parserMoments.tell('started');
    expect(await linesOf(metrics, 'parser_')).toEqual([
      'marketing_ops_parser_processes 1',
      'marketing_ops_parser_busy 0',
      'marketing_ops_parser_starts_total 2',
      'marketing_ops_parser_lost_total 1',
    ]);
    expect(await linesOf(metrics, 'store_commit_writes_sum')).toEqual([
      'marketing_ops_store_commit_writes_sum 7',
    ]);
    expect(await linesOf(metrics, 'store_commit_duration_seconds_bucket{le="0.05"')).toEqual([
      'marketing_ops_store_commit_duration_seconds_bucket{le="0.05"} 1',
    ]);
  });
});

describe('what is read at a scrape', () => {
  const entry: LedgerEntry = {
    id: 1,
    account: 'sales',
    mailbox: 'INBOX',
    uidValidity: 1,
    startUid: 1,
    cursor: 9,
    state: 'watching',
    lastSyncAt: null,
    reconciledAt: null,
    left: 0,
    counts: { done: 5, waiting: 2 },
    gaps: [],
  };

  let tokensLeft: number | null = 1_234;

  function gauged(ledger: () => Promise<LedgerEntry[]>): Metrics {
    const metrics = new Metrics();
    readGauges(metrics, {
      messages: { ledger },
      operations: {
        jobs: () => Promise.resolve([]),
        outgoing: () => Promise.resolve({ failed: 2 }),
      },
      system: {
        machines: null,
        llm: () => 'open',
        readiness: () => Promise.resolve({ ready: true, reasons: ['the LLM fails'] }),
      },
      watched: () => [],
      tokensLeft: () => tokensLeft,
      build: { version: '1.2.3', node: '22.0.0', role: 'all' },
    });
    return metrics;
  }

  it('messages by stage and account, over all folders of one', async () => {
    const metrics = gauged(() => Promise.resolve([entry, { ...entry, mailbox: 'Other' }]));
    const lines = await linesOf(metrics, 'messages{');
    expect(lines).toContain('marketing_ops_messages{account="sales",stage="done"} 10');
    expect(lines).toContain('marketing_ops_messages{account="sales",stage="quarantined"} 0');
    expect(await linesOf(metrics, 'backlog')).toEqual(['marketing_ops_backlog 4']);
    expect(await linesOf(metrics, 'ready{')).toContain('marketing_ops_ready{status="degraded"} 1');
    expect(await linesOf(metrics, 'llm_tokens_left')).toEqual([
      'marketing_ops_llm_tokens_left 1234',
    ]);
    // Read anew, and not added to.
    tokensLeft = null;
    expect(await linesOf(metrics, 'llm_tokens_left')).toEqual([]);
    expect(await linesOf(metrics, 'backlog')).toEqual(['marketing_ops_backlog 4']);
  });

  it('one state of each folder is 1, and what has gone is not shown any more', async () => {
    let ledger = [
      { ...entry, state: 'fetching' },
      { ...entry, mailbox: 'Old', state: 'refused' },
    ];
    const metrics = gauged(() => Promise.resolve(ledger));
    const on = async () =>
      (await linesOf(metrics, 'mailbox_state')).filter((line) => line.endsWith(' 1'));
    expect(await on()).toEqual([
      'marketing_ops_mailbox_state{account="sales",mailbox="INBOX",state="connected"} 1',
      'marketing_ops_mailbox_state{account="sales",mailbox="Old",state="refused"} 1',
    ]);
    ledger = ledger.slice(0, 1);
    expect(await on()).toHaveLength(1);
  });

  it('a database that cannot be read costs its own figures alone', async () => {
    const metrics = gauged(() => Promise.reject(new Failure('store.unavailable', 'locked')));
    expect(await linesOf(metrics, 'outgoing{')).toEqual([
      'marketing_ops_outgoing{state="failed"} 2',
    ]);
  });
});
