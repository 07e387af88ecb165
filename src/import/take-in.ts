import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../domain/failure.ts';
import type { ImportedMail, MailboxRef, MessageStore } from '../ports.ts';
import { mailFiles, type OnOther } from './mail-files.ts';
import { readMails } from './read-mails.ts';

/** Where imported mail stands in the ledger. */
export const importRef: MailboxRef = { account: 'import', mailbox: 'import' };

/** A batch is one transaction; neither a crowd nor giants may fill the memory. */
const maxCount = 100;
const maxBatchBytes = 8 * 1024 * 1024;
const storeRetryMs = 1_000;

export interface Intake extends OnOther {
  messages: Pick<MessageStore, 'takeIn'>;
  maxMessageBytes: number;
  signal: AbortSignal;
  /** After each batch. */
  taken(taken: number, known: number): void;
  /** The database cannot be written just now: it is tried again. */
  stalled(failure: Failure): void;
}

/**
 * Hands all mail under the paths to the store, a batch at a time: the next is read when the last is
 * in. Ends early when it is aborted; what was not handed over is not in the store, and a second run
 * takes it in.
 */
export async function takeInAll(paths: string[], intake: Intake): Promise<void> {
  let batch: ImportedMail[] = [];
  let bytes = 0;
  const hand = async () => {
    await handOver(batch, intake);
    batch = [];
    bytes = 0;
  };
  for await (const mail of mailsUnder(paths, intake)) {
    if (intake.signal.aborted) return;
    if (bytes + mail.source.length > maxBatchBytes) await hand();
    batch.push(mail);
    bytes += mail.source.length;
    if (batch.length >= maxCount) await hand();
  }
  await hand();
}

async function* mailsUnder(paths: string[], intake: Intake): AsyncGenerator<ImportedMail> {
  for (const path of paths) {
    for await (const file of mailFiles(path, intake)) {
      try {
        yield* readMails(file, intake.maxMessageBytes);
      } catch (error) {
        intake.unreadable(file.path, error);
      }
    }
  }
}

async function handOver(batch: ImportedMail[], intake: Intake): Promise<void> {
  if (batch.length === 0) return;
  const { messages, signal } = intake;
  while (!signal.aborted) {
    // oxlint-disable no-await-in-loop -- one try after another, until it is in
    try {
      const since = performance.now();
      const { taken, known } = await messages.takeIn(importRef, batch);
      intake.taken(taken.length, known);
      // As long again the database is left to those who work the mail, live mail above all.
      await sleep(performance.now() - since, undefined, { signal }).catch(() => undefined);
      return;
    } catch (error) {
      const failure = Failure.of(error);
      if (failure.code !== 'store.unavailable') throw error;
      intake.stalled(failure);
      await sleep(storeRetryMs, undefined, { signal }).catch(() => undefined);
    }
    // oxlint-enable no-await-in-loop
  }
}
