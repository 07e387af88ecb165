/** The email machine's hands on the ledger. */
import { fromPromise } from 'xstate';
import { composeDraft, type Prices } from '../domain/draft.ts';
import { correspondent } from '../domain/mail.ts';
import type { Message } from '../domain/message.ts';
import type { Lease, MessageStore, Settlement, StepCommit } from '../ports.ts';

export const commit = (messages: MessageStore) =>
  fromPromise<Message, StepCommit>(({ input }) => messages.commitStep(input));

/** @param deliver queues the draft for the REST API of another process */
export const persist = (messages: MessageStore, prices: Prices, deliver: boolean) =>
  fromPromise<Message, { lease: Lease; message: Message; ms: number }>(async ({ input }) => {
    const { lease, message, ms } = input;
    return await messages.persist(lease, message, composeDraft(message, prices), ms, deliver);
  });

export const settle = (messages: MessageStore) =>
  fromPromise<Message, { lease: Lease; message: Message; settlement: Settlement }>(({ input }) =>
    messages.settle(input.lease, input.message, input.settlement),
  );

/** The message's place, from 1, among its sender's drafts of the day on which it arrived. */
export const admit = (messages: MessageStore) =>
  fromPromise<number, { message: Message }>(async ({ input: { message } }) => {
    const sender = message.parsing && correspondent(message.parsing);
    const day = message.receivedAt.slice(0, 10);
    return await messages.admit(message.id, sender?.address ?? '', day);
  });
