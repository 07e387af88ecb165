import { pino } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockCrm } from '../../src/adapters/crm/mock-crm.ts';
import type { ImapAccount } from '../../src/adapters/imap/account.ts';
import { imapSource, type ImapSourceOptions } from '../../src/adapters/imap/source.ts';
import { mailParser } from '../../src/adapters/mail-parser/index.ts';
import { mockLlm } from '../../src/adapters/mock-llm/index.ts';
import { openStore, type Store } from '../../src/adapters/store/index.ts';
import { defaultPlaybook } from '../../src/domain/playbook.ts';
import type { MailboxInput } from '../../src/machines/mailbox.ts';
import type { LedgerEntry } from '../../src/ports.ts';
import { type ActorSystem, startSystem } from '../../src/system.ts';
import { createEventBus } from '../../src/telemetry/event-bus.ts';
import { inspectionOf } from '../../src/inspection.ts';
import { noteStates } from '../../src/mailbox-states.ts';
import { databaseFile } from './sqlite-store.ts';

interface LogLine {
  level: number;
  msg: string;
  state?: string;
}

export interface RunningSystem extends ActorSystem {
  store: Store;
  path: string;
  log: LogLine[];
  /** Of the one folder. */
  ledger(): Promise<LedgerEntry | undefined>;
  /** The state of the folder's machine, such as `connected.watching`. */
  state(): string;
  /** Polls, for it can only be asked for; throws with the states that there were instead. */
  until(what: string, reached: () => boolean | Promise<boolean>, withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** The real machines, adapters and store in this process, on times as short as a test needs. */
export async function runSystem(
  account: ImapAccount,
  folder: Partial<MailboxInput> = {},
  options: ImapSourceOptions = {},
): Promise<RunningSystem> {
  const { path, remove } = await databaseFile();
  const log: LogLine[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void log.push(JSON.parse(line)) });
  const events = createEventBus((error) => logger.error({ err: error }));
  const store = await openStore(`sqlite:${path}`, events);
  const source = imapSource([account], options);
  const parser = mailParser();
  const playbook = defaultPlaybook('Dana Example');
  const ref = { account: account.account, mailbox: 'INBOX' };
  const system = startSystem(
    {
      ...store,
      source,
      parser,
      playbook,
      crm: mockCrm(),
      sink: null,
      out: null,
      llm: null,
      redrafter: null,
      mock: mockLlm({ playbook }),
      budget: null,
      prices: { input: 0, output: 0 },
      intake: {
        backfill: 'all',
        backfillLimit: 1_000,
        maxMessageBytes: 1024 * 1024,
        onGap: (gap, uids) => logger.error({ ...gap, uids }, 'gap in the ledger'),
        onMarkRefused: (folderOf) => logger.error(folderOf, 'mark refused'),
      },
    },
    {
      mailboxes: [{ ref, pollMs: 200, ...folder }],
      policy: { ownAddresses: [], senderDailyCap: 1_000 },
      concurrency: 8,
      llm: { configured: false, exhausted: false },
      delivers: false,
      dispatches: false,
      drainMs: 500,
    },
    inspectionOf(
      { INSPECT_SEND: false, INSPECT_FULL: false },
      logger,
      noteStates(store.messages, logger),
    ),
    logger,
  );
  const state = () =>
    system.control.actors().find(({ machine }) => machine === 'mailbox')?.state ?? 'none';

  return {
    ...system,
    store,
    path,
    log,
    state,
    ledger: async () => (await store.messages.ledger())[0],
    async until(what, reached, withinMs = 15_000) {
      const since = performance.now();
      const seen: string[] = [];
      while (!(await reached())) {
        if (seen.at(-1) !== state()) seen.push(state());
        if (performance.now() - since > withinMs) {
          throw new Error(`not within ${withinMs} ms: ${what}; ${seen.slice(-12).join(' > ')}`);
        }
        await sleep(10);
      }
    },
    async stop() {
      await system.drain();
      await source.close(ref);
      await parser.close();
      await store.close();
      await remove();
    },
  };
}
