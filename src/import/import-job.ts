import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageStore } from '../ports.ts';
import type { Progress } from '../progress.ts';
import { maxListed, type Outcome } from './report.ts';
import { importRef, takeInAll } from './take-in.ts';
import { importedCounts, Tally, unfinished } from './tally.ts';
import type { Worker } from './worker.ts';

type Messages = Pick<MessageStore, 'takeIn' | 'ledger' | 'list'>;

const lookEveryMs = 250;
/** Until what an agent elsewhere did last has been told here. */
const hearsayMs = 1_500;

/** Mail goes in while it is worked; the job is over when all imported mail has ended. */
export class ImportJob {
  readonly tally = new Tally();
  readonly #messages: Messages;
  readonly #worker: Pick<Worker, 'here' | 'wake'>;
  readonly #progress: Progress;
  readonly #signal: AbortSignal;
  #taken = 0;
  #known = 0;
  #unreadable: string[] = [];
  #leftAside = 0;
  #stalled = false;

  constructor(
    { messages }: { messages: Messages },
    worker: Pick<Worker, 'here' | 'wake'>,
    progress: Progress,
    signal: AbortSignal,
  ) {
    this.#messages = messages;
    this.#worker = worker;
    this.#progress = progress;
    this.#signal = signal;
  }

  /** Ends early when it is aborted. Rejects where the store fails for good. */
  async run(paths: string[], maxMessageBytes: number): Promise<void> {
    // Of an earlier run that was interrupted.
    const before = unfinished(await importedCounts(this.#messages));
    const reading = new AbortController();
    const intake = this.#takeIn(paths, maxMessageBytes).finally(() => reading.abort());
    try {
      await Promise.all([intake, this.#watch(before, reading.signal, intake)]);
    } finally {
      this.#progress.end();
    }
    if (!this.#worker.here && !this.#signal.aborted) await sleep(hearsayMs);
  }

  async outcome(): Promise<Outcome> {
    const counts = await importedCounts(this.#messages);
    const { account } = importRef;
    const page = await this.#messages.list({ stage: 'quarantined', account, limit: maxListed });
    return {
      taken: this.#taken,
      known: this.#known,
      inAll: counts,
      open: unfinished(counts),
      tally: this.tally,
      quarantined: page.items,
      unreadable: this.#unreadable,
      leftAside: this.#leftAside,
    };
  }

  async #takeIn(paths: string[], maxMessageBytes: number): Promise<void> {
    await takeInAll(paths, {
      messages: this.#messages,
      maxMessageBytes,
      signal: this.#signal,
      taken: (taken, known) => {
        this.#taken += taken;
        this.#known += known;
        this.#stalled = false;
        this.#worker.wake();
      },
      stalled: ({ message }) => {
        if (!this.#stalled) this.#progress.say(`the database cannot be written: ${message}`);
        this.#stalled = true;
      },
      leftAside: () => (this.#leftAside += 1),
      unreadable: (path, error) => this.#noteUnreadable(path, error),
    });
  }

  /** @param hasRead aborted when nothing more will be taken in */
  async #watch(before: number, hasRead: AbortSignal, intake: Promise<void>): Promise<void> {
    // The one who waits for both hears of its failure.
    intake.catch(() => undefined);
    while (!this.#signal.aborted) {
      const isLast = hasRead.aborted;
      // oxlint-disable-next-line no-await-in-loop -- a look, and a rest
      const open = await this.#open();
      if (open !== null) this.#show(before + this.#taken, open, isLast);
      if (isLast && open === 0) return;
      // oxlint-disable-next-line no-await-in-loop -- a look, and a rest
      await sleep(lookEveryMs, undefined, { signal: this.#signal }).catch(() => undefined);
    }
  }

  /** null: the database cannot be read just now. */
  async #open(): Promise<number | null> {
    return await importedCounts(this.#messages).then(unfinished, () => null);
  }

  #show(total: number, open: number, hasRead: boolean): void {
    const { quarantined = 0 } = this.tally.ends;
    const notes = [
      ...(hasRead ? [] : ['reading']),
      `taken in ${this.#taken}, known ${this.#known}`,
      ...(quarantined > 0 ? [`quarantined ${quarantined}`] : []),
    ];
    this.#progress.show(Math.max(0, total - open), total, notes.join('  '));
  }

  #noteUnreadable(path: string, error: unknown): void {
    const line = `${path}: ${reasonOf(error)}`;
    this.#unreadable.push(line);
    this.#progress.say(`could not be read: ${line}`);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it';
  return message;
}
