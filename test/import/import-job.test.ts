import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Stage } from '../../src/domain/message.ts';
import { ImportJob } from '../../src/import/import-job.ts';
import { reportOf } from '../../src/import/report.ts';
import { importedCounts, Tally, unfinished } from '../../src/import/tally.ts';
import type { LedgerEntry, MessageRow } from '../../src/ports.ts';
import { aDraft } from '../support/a-draft.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'import-'))));
afterEach(() => rm(folder, { recursive: true }));

const quiet = { show: () => undefined, say: () => undefined, end: () => undefined };

/** A ledger in which whatever is woken is done at the next look. */
function store(before: Partial<Record<Stage, number>> = {}) {
  const counts = { ...before };
  const entry = { account: 'import', mailbox: 'import', counts } as unknown as LedgerEntry;
  const other = { account: 'sales', mailbox: 'INBOX', counts: { parsing: 9 } };
  return {
    counts,
    work() {
      counts.done = (counts.done ?? 0) + (counts.parsing ?? 0);
      counts.parsing = 0;
    },
    messages: {
      ledger: async () => [other as unknown as LedgerEntry, entry],
      async list() {
        const row = {
          key: 'import/import/1/7',
          subject: 'Bad',
          error: 'mail.unparsable: no header',
        };
        return { items: counts.quarantined ? [row as MessageRow] : [], next: null };
      },
      async takeIn(_: unknown, mails: unknown[]) {
        counts.parsing = (counts.parsing ?? 0) + mails.length;
        return { taken: mails.map((_, i) => i), known: 0 };
      },
    },
  };
}

test('is over when all imported mail has ended, that of an interrupted run included', async () => {
  await writeFile(join(folder, 'a.eml'), 'Subject: a\n\nx\n');
  const here = store({ parsing: 3, quarantined: 1 });
  const shown: string[] = [];
  const progress = {
    ...quiet,
    show: (done: number, total: number) => shown.push(`${done}/${total}`),
  };
  const worker = { here: true, wake: () => void setTimeout(() => here.work(), 20) };
  const job = new ImportJob(here, worker, progress, new AbortController().signal);
  await job.run([folder], 1_000);
  const outcome = await job.outcome();
  expect(outcome).toMatchObject({ taken: 1, known: 0, open: 0, unreadable: [] });
  expect(shown.at(-1)).toBe('4/4');
  expect(reportOf(outcome)).toContain('import/import/1/7 "Bad": mail.unparsable: no header');
});

test('an abort ends it with mail left, and the report says what to do', async () => {
  await writeFile(join(folder, 'a.eml'), 'Subject: a\n\nx\n');
  const here = store();
  const abort = new AbortController();
  const worker = { here: true, wake: () => abort.abort() };
  const job = new ImportJob(here, worker, quiet, abort.signal);
  await job.run([folder, join(folder, 'gone')], 1_000);
  const report = reportOf(await job.outcome());
  expect(report).toContain('1 still to be worked: run the import again');
});

test('a file that is not there is named', async () => {
  const job = new ImportJob(
    store(),
    { here: true, wake: () => undefined },
    quiet,
    AbortSignal.any([]),
  );
  await job.run([join(folder, 'gone')], 1_000);
  const { unreadable } = await job.outcome();
  expect(unreadable).toEqual([`${join(folder, 'gone')}: there is no such file or folder`]);
});

test('a failure of the store is told, and is not waited out', async () => {
  await writeFile(join(folder, 'a.eml'), 'Subject: a\n\nx\n');
  const here = store({ parsing: 1 });
  here.messages.takeIn = async () => {
    throw new Error('a defect');
  };
  const abort = new AbortController();
  const job = new ImportJob(here, { here: true, wake: () => undefined }, quiet, abort.signal);
  await expect(job.run([folder], 1_000)).rejects.toThrow('a defect');
  abort.abort();
});

function stored(account: string, category: Category): Draft {
  const at = '2026-02-03T04:05:06.000Z';
  return { ...aDraft({ account, category }), id: 1, version: 1, createdAt: at, updatedAt: at };
}

test('counts what became of imported mail, and of no other', () => {
  const tally = new Tally();
  const moved = { type: 'message.transitioned', id: 1, from: 'persisting', error: null } as const;
  tally.note({ ...moved, key: 'import/import/1/1', to: 'done' });
  tally.note({ ...moved, key: 'import/import/1/2', to: 'classifying' });
  tally.note({ ...moved, key: 'sales/INBOX/1/1', to: 'done' });
  tally.note({ type: 'draft.created', draft: stored('import', 'Spam') });
  tally.note({ type: 'draft.created', draft: stored('sales', 'Lead') });
  expect(tally.ends).toEqual({ done: 1 });
  expect(tally.byCategory).toEqual({ Spam: 1 });
});

test('what waits or is queued has not ended', async () => {
  expect(unfinished({ waiting: 2, queued: 1, done: 5, skipped: 1, quarantined: 1 })).toBe(3);
  expect(await importedCounts({ ledger: async () => [] })).toEqual({});
});
