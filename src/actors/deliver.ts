/** The delivery machine's hands: the queue on one side, the REST API on the other. */
import { fromPromise } from 'xstate';
import type { NewDraft } from '../domain/draft.ts';
import type { Message } from '../domain/message.ts';
import type { Delivery, DraftSink, Lease, MessageStore } from '../ports.ts';

export const claimDelivery = (messages: MessageStore) =>
  fromPromise<Delivery | null, void>(() => messages.claimDelivery());

export const deliver = (sink: DraftSink) =>
  fromPromise<void, NewDraft>(async ({ input, signal }) => {
    await sink.deliver(input, signal);
  });

export const commitDelivery = (messages: MessageStore) =>
  fromPromise<void, { lease: Lease; message: Message; ms: number }>(({ input }) =>
    messages.delivered(input.lease, input.message, input.ms),
  );
