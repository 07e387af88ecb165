import type { Logger } from 'pino';
import { mailParser } from './adapters/mail-parser/index.ts';
import { mockLlm } from './adapters/mock-llm/index.ts';
import { openAiLlm } from './adapters/openai/openai-llm.ts';
import { restApi } from './adapters/rest-api/index.ts';
import { lockAgent } from './adapters/store/agent-lock.ts';
import { sqlitePath } from './adapters/store/data-source.ts';
import type { Store } from './adapters/store/index.ts';
import type { Config } from './config.ts';
import { defaultPlaybook, type Playbook } from './domain/playbook.ts';
import { openMailboxes } from './mailboxes.ts';
import type { Crm, InspectionFeed, SystemControl } from './ports.ts';
import { startSystem } from './system.ts';

/** What the HTTP side needs of a role, and how the role ends. */
export interface RunningRole {
  control: SystemControl;
  inspection: InspectionFeed;
  /** Resolves when it cannot go on. */
  failed: Promise<void>;
  stop(): Promise<void>;
}

/** Mail and machines: opens the mailboxes, the parser and the LLM, and starts the actor system. */
export async function startAgent(
  config: Config,
  crm: Crm,
  store: Store,
  log: Logger,
): Promise<RunningRole> {
  const unlock = await lockAgent(sqlitePath(config.DATABASE_URL));
  const playbook = defaultPlaybook(config.SIGNATURE_NAME);
  const mailboxes = await openMailboxes(config);
  const parser = mailParser();
  const llm = openLlm(config, playbook);
  const sink = config.API_URL ? restApi({ url: config.API_URL, token: config.API_TOKEN }) : null;
  const system = startSystem(
    {
      ...store,
      parser,
      sink,
      crm,
      playbook,
      llm,
      mock: mockLlm({ playbook }),
      source: mailboxes.source,
      prices: { input: config.LLM_PRICE_INPUT, output: config.LLM_PRICE_OUTPUT },
      intake: {
        backfill: config.IMAP_BACKFILL,
        backfillLimit: config.IMAP_BACKFILL_LIMIT,
        maxMessageBytes: config.MAX_MESSAGE_BYTES,
        onGap: (ref, uids) => log.error({ ...ref, uids }, 'gap in the ledger: taking it in'),
        onMarkRefused: (ref) =>
          log.error(ref, 'the mail server does not keep IMAP_MARK: done mail stays unmarked'),
      },
    },
    {
      mailboxes: mailboxes.watched.map((ref) => ({
        ref,
        pollMs: config.IMAP_POLL_SECONDS * 1_000,
        marks: mailboxes.marks,
      })),
      policy: { ownAddresses: mailboxes.ownAddresses, senderDailyCap: config.SENDER_DAILY_CAP },
      concurrency: config.CONCURRENCY,
      llmConfigured: llm !== null,
      delivers: sink !== null,
      drainMs: Math.max(500, config.SHUTDOWN_SECONDS * 1_000 - 4_000),
    },
    log,
  );

  return {
    ...system,
    async stop() {
      await system.drain();
      await mailboxes.close();
      await parser.close();
      await unlock();
    },
  };
}

function openLlm(config: Config, playbook: Playbook) {
  if (!config.OPENAI_API_KEY && !config.OPENAI_BASE_URL) return null;
  return openAiLlm({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    model: config.OPENAI_MODEL,
    timeoutMs: config.LLM_TIMEOUT_SECONDS * 1_000,
    playbook,
  });
}
