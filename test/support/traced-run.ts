import { setTimeout as sleep } from 'node:timers/promises';
import { mockCrm } from '../../src/adapters/crm/mock-crm.ts';
import { openStore } from '../../src/adapters/store/index.ts';
import { startAgent } from '../../src/agent.ts';
import { parseConfig } from '../../src/config.ts';
import { defaultPlaybook } from '../../src/domain/playbook.ts';
import { observe } from '../../src/observed.ts';
import { createEventBus } from '../../src/telemetry/event-bus.ts';
import { logEvents } from '../../src/telemetry/log-events.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { fakeSource } from './fake-source.ts';
import { startLlmServer } from './llm-server.ts';
import { databaseFile } from './sqlite-store.ts';

export type LogLine = Record<string, unknown> & { level: number; msg: string };

/** What a run left behind. */
export interface TracedRun {
  log: LogLine[];
  /** At /metrics, when it was over. */
  metrics: string;
}

/**
 * The agent as `main.ts` starts it, observed, with an LLM and a folder of mails that bear canaries in
 * every place that is the sender's; over when all of them are done.
 */
export async function tracedRun(mails: number): Promise<TracedRun> {
  const { path, remove } = await databaseFile();
  const llm = await startLlmServer();
  const url = `sqlite:${path}`;
  const env = { DATABASE_URL: url, OPENAI_BASE_URL: llm.baseUrl, LOG_LEVEL: 'debug' };
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const log: LogLine[] = [];
  const logger = createLogger('debug', { write: (line) => void log.push(JSON.parse(line)) });
  const events = createEventBus((error) => logger.error({ err: error }));
  logEvents(events, logger);
  const { metrics, ...observed } = observe(events);
  const store = await openStore(url, events);
  const source = fakeSource();
  for (let n = 1; n <= mails; n += 1) source.deliver('', { source: letter(n) });
  const ref = { account: 'sales', mailbox: 'INBOX' };
  const mailboxes = {
    source,
    watched: [ref],
    marks: false,
    ownAddresses: [],
    user: '',
    placer: null,
    demo: null,
    close: () => Promise.resolve(),
  };
  const knowledge = { crm: mockCrm(), playbook: defaultPlaybook('Dana Example') };
  const open = () => Promise.resolve(mailboxes);
  const agent = await startAgent(parsed.config, knowledge, store, logger, open, observed);
  try {
    const isOver = async () => (await store.messages.counts()).done === mails;
    for (let waited = 0; !(await isOver()); waited += 20) {
      if (waited > 25_000) throw new Error(JSON.stringify(await store.messages.counts()));
      await sleep(20);
    }
    return { log, metrics: await metrics.render() };
  } finally {
    await agent.stop();
    await store.close();
    await llm.close();
    await remove();
  }
}

function letter(n: number): string {
  return [
    `From: "Ada CANARY" <ada@lead.example>`,
    'To: sales@company.example',
    `Subject: CANARY-subject ${n}`,
    `Message-ID: <${n}.CANARY@lead.example>`,
    `Date: Mon, 02 Mar 2026 10:0${n % 10}:00 +0000`,
    '',
    `CANARY-text: we would like a quote for ${n}00 seats.`,
    '',
  ].join('\r\n');
}
