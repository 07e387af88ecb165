import type { Logger } from 'pino';
import type { Llms } from './actors/answer.ts';
import { mailParser } from './adapters/mail-parser/index.ts';
import { restApi } from './adapters/rest-api/index.ts';
import { lockAgent } from './adapters/store/agent-lock.ts';
import { sqlitePath } from './adapters/store/data-source.ts';
import type { Store } from './adapters/store/index.ts';
import type { Config } from './config.ts';
import type { Playbook } from './domain/playbook.ts';
import { llmsOf, pricesOf } from './llms.ts';
import type { HttpDeps } from './http/deps.ts';
import { inspectionOf } from './inspection.ts';
import { mailHtmlBy } from './mail-html.ts';
import { noteStates } from './mailbox-states.ts';
import { type Mailboxes, openMailboxes } from './mailboxes.ts';
import { openOutbox, outboxOf, senderOf } from './outbox.ts';
import { openHooks } from './webhooks.ts';
import type { Crm, MailboxRef, SystemControl } from './ports.ts';
import { replayer } from './replay.ts';
import { startSystem } from './system.ts';
import type { Watch } from './telemetry/watch.ts';
import { type Observed, unobserved } from './observed.ts';

/** What the HTTP side needs of a role, and how the role ends. */
export interface RunningRole extends Pick<HttpDeps, 'inspection' | 'outbox' | 'mailHtml' | 'demo'> {
  control: SystemControl;
  /** The folders that this process watches. */
  watched(): MailboxRef[];
  /** Of LLM_DAILY_TOKENS; null: no limit. */
  tokensLeft(): number | null;
  /** Resolves when it cannot go on. */
  failed: Promise<void>;
  stop(): Promise<void>;
}

/** What replies are made from: read before anything is started, so that its faults stop the start. */
export interface Knowledge {
  crm: Crm;
  playbook: Playbook;
}

/**
 * Mail and machines: opens the mailboxes, the parser and the LLM, and starts the actor system.
 * @param open which mailboxes are watched: those of the configuration, or others
 * @param observed who counts and traces what is done
 * @throws DatabaseOwnedError while another process works on the database
 */
export async function startAgent(
  config: Config,
  { crm, playbook }: Knowledge,
  store: Store,
  log: Logger,
  open: (config: Config, log: Logger) => Promise<Mailboxes> = openMailboxes,
  { watch, trace }: Observed = unobserved,
): Promise<RunningRole> {
  const unlock = await lockAgent(sqlitePath(config.DATABASE_URL));
  const mailboxes = await open(config, log);
  const parser = mailParser();
  const llms = await llmsOf(config, watch.usage(store.usage), log);
  const prices = pricesOf(config);
  const answering = { ...watchedLlms(llms.answering(playbook), watch), budget: llms.budget };
  const from = senderOf(config, mailboxes.user);
  const outbox = openOutbox(config, from, mailboxes.placer, log);
  const sink = config.API_URL
    ? watch.sink(restApi({ url: config.API_URL, token: config.API_TOKEN }))
    : null;
  const hooks = await openHooks(config, store.webhooks, log, { ends: true });
  const inspection = inspectionOf(config, log, noteStates(store.messages, log));
  const system = startSystem(
    {
      ...store,
      messages: watch.messages(store.messages),
      outgoing: watch.outgoing(store.outgoing),
      parser,
      sink,
      out: outbox.ports,
      hooks,
      retention: {
        sourceDays: config.RAW_RETENTION_DAYS,
        onSwept: (swept) => log.info(swept, 'old sources and webhooks dropped'),
      },
      crm: watch.crm(crm),
      trace,
      playbook,
      ...answering,
      source: watch.source(mailboxes.source),
      prices,
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
      llm: { configured: answering.llm !== null, exhausted: llms.budget?.exhausted ?? false },
      delivers: sink !== null,
      dispatches: outbox.ports !== null,
      tells: hooks !== null,
      drainMs: Math.max(500, config.SHUTDOWN_SECONDS * 1_000 - 4_000),
    },
    inspection,
    log,
    replayer({
      messages: store.messages,
      prices,
      outfit: (request) => ({ ...store, parser, crm, ...llms.outfit(request, playbook) }),
    }),
  );

  return {
    ...system,
    inspection,
    outbox: outboxOf(config, from),
    mailHtml: mailHtmlBy(() => parser),
    demo: mailboxes.demo,
    watched: () => mailboxes.watched,
    tokensLeft: () => llms.budget?.left ?? null,
    async stop() {
      await system.drain();
      await outbox.close();
      await mailboxes.close();
      await parser.close();
      await unlock();
    },
  };
}

function watchedLlms({ llm, redrafter, mock }: Llms, watch: Watch): Llms {
  return { llm: llm && watch.llm(llm), redrafter: redrafter && watch.llm(redrafter), mock };
}
