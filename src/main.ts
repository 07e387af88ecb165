import { existsSync } from 'node:fs';
import { csvCrm } from './adapters/crm/csv-crm.ts';
import { mockCrm } from './adapters/crm/mock-crm.ts';
import { mailParser } from './adapters/mail-parser/index.ts';
import { mockLlm } from './adapters/mock-llm/index.ts';
import { openAiLlm } from './adapters/openai/openai-llm.ts';
import { openStore } from './adapters/store/index.ts';
import { type Config, parseConfig } from './config.ts';
import { defaultPlaybook } from './domain/playbook.ts';
import { createApp } from './http/app.ts';
import type { HttpDeps } from './http/deps.ts';
import { listen } from './http/server.ts';
import { acceptUpgrades } from './http/upgrades.ts';
import { openMailboxes } from './mailboxes.ts';
import type { Crm } from './ports.ts';
import { startSystem } from './system.ts';
import { createEventBus } from './telemetry/event-bus.ts';
import { createLogger } from './telemetry/logger.ts';
import { logEvents } from './telemetry/log-events.ts';

const { config, crm } = await configure();
const log = createLogger(config.LOG_LEVEL);
await run(config, crm).catch((error: unknown) => {
  log.fatal({ err: error }, error instanceof Error ? error.message : 'could not start');
  process.exit(1);
});

/** From the first connection to the last: what is opened here is closed here, in reverse. */
async function run(config: Config, crm: Crm): Promise<void> {
  const playbook = defaultPlaybook(config.SIGNATURE_NAME);
  const events = createEventBus((error) => log.error({ err: error }, 'an event listener failed'));
  logEvents(events, log);

  const store = await openStore(config.DATABASE_URL, events);
  const mailboxes = await openMailboxes(config);
  const parser = mailParser();
  const llm = openLlm(config);
  const system = startSystem(
    {
      ...store,
      parser,
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
      },
    },
    {
      mailboxes: mailboxes.watched.map((ref) => ({
        ref,
        pollMs: config.IMAP_POLL_SECONDS * 1_000,
      })),
      policy: { ownAddresses: mailboxes.ownAddresses, senderDailyCap: config.SENDER_DAILY_CAP },
      concurrency: config.CONCURRENCY,
      llmConfigured: llm !== null,
      drainMs: Math.max(500, config.SHUTDOWN_SECONDS * 1_000 - 4_000),
    },
    log,
  );

  const deps: HttpDeps = {
    ...store,
    ...system,
    events,
    log,
    role: config.ROLE,
    system: system.control,
    demo: !config.IMAP_HOST,
    ...(config.API_TOKEN ? { apiToken: config.API_TOKEN } : {}),
  };
  const http = await listen(createApp(deps), { host: config.HOST, port: config.PORT });
  const inspector = acceptUpgrades(http.server, deps);
  const { host, port } = http.address;
  log.info(`dashboard: http://${host.includes(':') ? `[${host}]` : host}:${port}/dashboard`);

  const why = await Promise.race([stopSignal(), system.failed.then(() => 'failure' as const)]);
  log.info({ why }, 'stopping: intake ends, messages in work finish or are given back');
  setTimeout(
    () => process.exit(why === 'failure' ? 1 : 0),
    config.SHUTDOWN_SECONDS * 1_000,
  ).unref();
  await system.drain();
  inspector.close();
  await http.close();
  await mailboxes.close();
  await parser.close();
  await store.close();
  process.exit(why === 'failure' ? 1 : 0);
}

function openLlm(config: Config) {
  if (!config.OPENAI_API_KEY && !config.OPENAI_BASE_URL) return null;
  return openAiLlm({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    model: config.OPENAI_MODEL,
    timeoutMs: config.LLM_TIMEOUT_SECONDS * 1_000,
    playbook: defaultPlaybook(config.SIGNATURE_NAME),
  });
}

/** The first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}

/** `.env` and the environment, which wins; every problem at once and exit 2 where it is wrong. */
async function configure(): Promise<{ config: Config; crm: Crm }> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const parsed = parseConfig(process.env);
  const problems = parsed.ok ? [] : parsed.problems;
  const crm = await openCrm(process.env['CRM_FILE']).catch((error: Error) => {
    problems.push(`CRM_FILE ${error.message}`);
    return mockCrm();
  });
  if (parsed.ok && problems.length === 0) return { config: parsed.config, crm };
  console.error('The configuration is wrong:');
  for (const problem of problems) console.error(`  - ${problem}`);
  console.error('Each variable is explained in .env.example.');
  return process.exit(2);
}

async function openCrm(path: string | undefined): Promise<Crm> {
  return path ? await csvCrm(path) : mockCrm();
}
