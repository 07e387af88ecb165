import type { Logger } from 'pino';
import type { EventBus } from '../ports.ts';

/** One line for each end of a message; the steps in between at debug. Ids and codes only. */
export function logEvents(events: EventBus, log: Logger): void {
  events.subscribe((event) => {
    if (event.type !== 'message.transitioned') return;
    const { id, key, from, to, error } = event;
    if (to === 'quarantined') log.warn({ message: id, key, from, error }, 'message set aside');
    else if (to === 'waiting') log.warn({ message: id, key, from, error }, 'message waits');
    else if (to === 'done' || to === 'skipped' || to === 'gone') {
      log.info({ message: id, key, error: error ?? undefined }, `message ${to}`);
    } else log.debug({ message: id, from, to, error: error ?? undefined }, 'message moved on');
  });
}
