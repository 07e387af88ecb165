import { fromCallback, fromPromise } from 'xstate';
import { type FetchOutput, type MailboxEvent, mailboxMachine } from '../../src/machines/mailbox.ts';
import type { MailboxRef } from '../../src/ports.ts';
import { turn } from './turns.ts';

type Made<T> = T | Promise<T>;
interface OnFolder {
  ref: MailboxRef;
}

/** What the mail server does in a test; each hand may also throw. */
export interface MailboxHands {
  connect(): Made<void>;
  discover(reconcile: boolean): Made<void>;
  fetch(): Made<FetchOutput>;
  disconnect(): Made<void>;
  /** Called when the machine begins to listen. */
  listen(): void;
}

/** The mailbox machine with fake hands; `push` is the server speaking to whoever listens. */
export function fakeMailbox(hands: Partial<MailboxHands> = {}) {
  const deeds: string[] = [];
  const listeners = new Set<(event: MailboxEvent) => void>();
  const does = async (deed: string) => {
    await turn();
    deeds.push(deed);
  };
  const machine = mailboxMachine.provide({
    actors: {
      connect: fromPromise<void, OnFolder>(async () => {
        await does('connect');
        await hands.connect?.();
      }),
      discover: fromPromise<void, OnFolder & { reconcile: boolean }>(async ({ input }) => {
        await does(input.reconcile ? 'reconcile' : 'discover');
        await hands.discover?.(input.reconcile);
      }),
      fetch: fromPromise<FetchOutput, OnFolder>(async () => {
        await does('fetch');
        return (await hands.fetch?.()) ?? { fetched: 0, more: false };
      }),
      disconnect: fromPromise<void, OnFolder>(async () => {
        await does('disconnect');
        await hands.disconnect?.();
      }),
      listen: fromCallback<MailboxEvent, OnFolder>(({ sendBack }) => {
        hands.listen?.();
        listeners.add(sendBack);
        return () => listeners.delete(sendBack);
      }),
    },
  });
  const push = (event: MailboxEvent) => {
    for (const send of listeners) send(event);
  };
  return { machine, deeds, push, listeners };
}
