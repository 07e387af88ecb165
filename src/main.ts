import { existsSync } from 'node:fs';
import { csvCrm } from './adapters/crm/csv-crm.ts';
import { mockCrm } from './adapters/crm/mock-crm.ts';
import { DatabaseOwnedError } from './adapters/store/agent-lock.ts';
import { openStore } from './adapters/store/index.ts';
import { startAgent } from './agent.ts';
import { startApi } from './api.ts';
import { type Config, parseConfig } from './config.ts';
import { createApp } from './http/app.ts';
import type { HttpDeps } from './http/deps.ts';
import { listen } from './http/server.ts';
import { acceptUpgrades } from './http/upgrades.ts';
import type { Crm } from './ports.ts';
import { createEventBus, silentBus } from './telemetry/event-bus.ts';
import { createLogger } from './telemetry/logger.ts';
import { logEvents } from './telemetry/log-events.ts';

const { config, crm } = await configure();
const log = createLogger(config.LOG_LEVEL);
await run(config, crm).catch((error: unknown) => {
  if (error instanceof DatabaseOwnedError) refuse([`DATABASE_URL ${error.message}`]);
  log.fatal({ err: error }, error instanceof Error ? error.message : 'could not start');
  process.exit(1);
});

/** From the first connection to the last: what is opened here is closed here, in reverse. */
async function run(config: Config, crm: Crm): Promise<void> {
  const events = createEventBus((error) => log.error({ err: error }, 'an event listener failed'));
  const isApi = config.ROLE === 'api';
  // The api role hears of its own writes as of the agent's: from the database.
  const store = await openStore(config.DATABASE_URL, isApi ? silentBus : events);
  const role = isApi
    ? await startApi(store, events, log)
    : await startAgent(config, crm, store, log);
  if (!isApi) logEvents(events, log);

  const deps: HttpDeps = {
    ...store,
    ...role,
    events,
    log,
    role: config.ROLE,
    system: role.control,
    demo: !config.IMAP_HOST && !isApi,
    ...(config.API_TOKEN ? { apiToken: config.API_TOKEN } : {}),
  };
  const http = await listen(createApp(deps), { host: config.HOST, port: config.PORT });
  const inspector = acceptUpgrades(http.server, deps);
  log.info(`${config.ROLE === 'agent' ? 'inspector' : 'dashboard'}: ${addressOf(http.address)}`);

  const why = await Promise.race([stopSignal(), role.failed.then(() => 'failure' as const)]);
  log.info({ why }, 'stopping: intake ends, messages in work finish or are given back');
  const code = why === 'failure' ? 1 : 0;
  setTimeout(() => process.exit(code), config.SHUTDOWN_SECONDS * 1_000).unref();
  await role.stop();
  inspector.close();
  await http.close();
  await store.close();
  process.exit(code);
}

function addressOf({ host, port }: { host: string; port: number }): string {
  const page = config.ROLE === 'agent' ? 'inspector' : 'dashboard';
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/${page}`;
}

/** The first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping) process.exit(1);
        stopping = true;
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
  if (!parsed.ok || problems.length > 0) return refuse(problems);
  return { config: parsed.config, crm };
}

async function openCrm(path: string | undefined): Promise<Crm> {
  return path ? await csvCrm(path) : mockCrm();
}

function refuse(problems: string[]): never {
  console.error('The configuration is wrong:');
  for (const problem of problems) console.error(`  - ${problem}`);
  console.error('Each variable is explained in .env.example.');
  return process.exit(2);
}
