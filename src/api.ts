import type { Logger } from 'pino';
import { createActor } from 'xstate';
import { mailParser } from './adapters/mail-parser/index.ts';
import type { RunningRole } from './agent.ts';
import type { Store } from './adapters/store/index.ts';
import type { Config } from './config.ts';
import { inspectionOf } from './inspection.ts';
import { mailHtmlBy } from './mail-html.ts';
import { outboxOf, senderOf } from './outbox.ts';
import type { EventBus, MailParser } from './ports.ts';
import { provideWebhooks } from './actors/index.ts';
import { openHooks } from './webhooks.ts';
import { check, isOverdue, mailboxReason, readinessBy } from './readiness.ts';

/**
 * Drafts and dashboard alone: the machines run in another process. Where both share a database its
 * changes are told here as events; work that is asked for here waits in the table for the agent.
 */
export async function startApi(
  config: Config,
  store: Store,
  events: EventBus,
  log: Logger,
): Promise<RunningRole> {
  /** Its processes are not started before somebody looks at a mail. */
  let parser: MailParser | null = null;
  const stopFollowing = await store.follow(events, (error) =>
    log.warn({ err: error }, 'the agent could not be followed: the database cannot be read'),
  );
  const inspection = inspectionOf(config, log);
  // Where the agent has a database of its own, nobody else tells of what is decided here.
  const hooks = await openHooks(config, store.webhooks, log, { ends: false });
  const telling =
    hooks &&
    createActor(provideWebhooks(store.webhooks, hooks), { inspect: inspection.inspect }).start();
  return {
    control: {
      machines: null,
      wake: () => undefined,
      actors: () => [],
      llm: () => 'elsewhere',
      replay: async () => null,
      async readiness() {
        try {
          const folders = await store.messages.ledger();
          const now = Date.now();
          const checks = folders.map(({ mailbox, lastSyncAt }) => {
            const reason = isOverdue(lastSyncAt, now) ? mailboxReason(mailbox, 'stale') : null;
            return check(`mailbox ${mailbox}`, reason);
          });
          return readinessBy([check('database', null), ...checks]);
        } catch {
          const reason = 'the database cannot be read: check DATABASE_URL';
          return readinessBy([check('database', reason, 'failed')]);
        }
      },
    },
    inspection,
    outbox: outboxOf(config, senderOf(config, config.IMAP_USER ?? '')),
    mailHtml: mailHtmlBy(() => (parser ??= mailParser({ processes: 1 }))),
    demo: null,
    watched: () => [],
    tokensLeft: () => null,
    failed: new Promise(() => undefined),
    async stop() {
      stopFollowing();
      telling?.stop();
      await parser?.close();
    },
  };
}
