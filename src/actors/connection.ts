/** The mailbox machine's hands on its connection. */
import { fromCallback, fromPromise } from 'xstate';
import type { MailboxEvent } from '../machines/mailbox-setup.ts';
import type { MailboxRef, MailSource } from '../ports.ts';

export const connect = (source: MailSource) =>
  fromPromise<void, { ref: MailboxRef }>(({ input, signal }) => source.connect(input.ref, signal));

export const disconnect = (source: MailSource) =>
  fromPromise<void, { ref: MailboxRef }>(({ input }) => source.close(input.ref));

/** Push from the server, as events, for as long as the machine is connected. */
export const listen = (source: MailSource) =>
  fromCallback<MailboxEvent, { ref: MailboxRef }>(({ input, sendBack }) =>
    source.listen(input.ref, (signal) => {
      if (signal.type === 'arrived') sendBack({ type: 'mail.arrived' });
      else sendBack({ type: 'mailbox.dropped', failure: signal.failure });
    }),
  );
