import { setFlagsFromString } from 'node:v8';
import { DatabaseOwnedError } from './adapters/store/agent-lock.ts';
import { sqlitePath } from './adapters/store/data-source.ts';
import { openStore } from './adapters/store/index.ts';
import { type Knowledge, startAgent } from './agent.ts';
import { startApi } from './api.ts';
import type { Config } from './config.ts';
import { configure, refuse } from './configuration.ts';
import { createApp } from './http/app.ts';
import type { HttpDeps } from './http/deps.ts';
import { listen } from './http/server.ts';
import { acceptUpgrades } from './http/upgrades.ts';
import { openMailboxes } from './mailboxes.ts';
import { observe } from './observed.ts';
import { fullReadiness } from './readiness-checks.ts';
import { stopSignal } from './stop-signal.ts';
import { buildOf } from './build.ts';
import { createEventBus, silentBus } from './telemetry/event-bus.ts';
import { figuresOf } from './telemetry/figures.ts';
import { readGauges } from './telemetry/gauges.ts';
import { createLogger } from './telemetry/logger.ts';
import { logEvents } from './telemetry/log-events.ts';

// By itself V8 lets the heap grow fourfold between full collections where the machine has much memory.
setFlagsFromString('--heap-growing-percent=40');
const { config, knowledge, settings } = await configure((problem) =>
  log.warn({ problem }, 'CRM_FILE changed, but the old one stays'),
);
const log = createLogger(config.LOG_LEVEL);
await run(config, knowledge).catch((error: unknown) => {
  if (error instanceof DatabaseOwnedError) refuse([`DATABASE_URL ${error.message}`]);
  log.fatal({ err: error }, error instanceof Error ? error.message : 'could not start');
  process.exit(1);
});

/** From the first connection to the last: what is opened here is closed here, in reverse. */
async function run(config: Config, knowledge: Knowledge): Promise<void> {
  const events = createEventBus((error) => log.error({ err: error }, 'an event listener failed'));
  const isApi = config.ROLE === 'api';
  const { metrics, ...observed } = observe(isApi ? null : events);
  // The api role hears of its own writes as of the agent's: from the database.
  const store = await openStore(config.DATABASE_URL, isApi ? silentBus : events);
  const role = isApi
    ? await startApi(config, store, events, log)
    : await startAgent(config, knowledge, store, log, openMailboxes, observed);
  if (!isApi) logEvents(events, log);
  const file = config.DATABASE_URL.startsWith('sqlite:') ? sqlitePath(config.DATABASE_URL) : null;
  const { control } = role;
  const system = { ...control, readiness: fullReadiness({ ...store, system: control, file }) };
  readGauges(metrics, { ...store, ...role, system, build: buildOf(config.ROLE) });

  const deps: HttpDeps = {
    ...store,
    ...role,
    events,
    figures: figuresOf(metrics),
    log,
    role: config.ROLE,
    system,
    settings,
    publicUrls: config.PUBLIC_URL,
    trustProxy: config.TRUST_PROXY,
    rates: { changes: config.RATE_LIMIT_CHANGES, reads: config.RATE_LIMIT_READS },
    ...(config.API_TOKEN ? { apiToken: config.API_TOKEN } : {}),
    ...(config.INSPECT_STATELY_URL ? { statelyUrl: config.INSPECT_STATELY_URL } : {}),
  };
  // Before anybody can know that it is there.
  const stopped = stopSignal();
  const http = await listen(createApp(deps), { host: config.HOST, port: config.PORT });
  const inspector = acceptUpgrades(http.server, deps);
  log.info(`${config.ROLE === 'agent' ? 'inspector' : 'dashboard'}: ${addressOf(http.address)}`);

  const why = await Promise.race([stopped, role.failed.then(() => 'failure' as const)]);
  log.info({ why }, 'stopping: intake ends, messages in work finish or are given back');
  const code = why === 'failure' ? 1 : 0;
  setTimeout(() => process.exit(code), config.SHUTDOWN_SECONDS * 1_000).unref();
  await role.stop();
  inspector.close();
  await http.close();
  await knowledge.crm.close();
  await store.close();
  process.exit(code);
}

function addressOf({ host, port }: { host: string; port: number }): string {
  const page = config.ROLE === 'agent' ? 'inspector' : 'dashboard';
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/${page}`;
}
