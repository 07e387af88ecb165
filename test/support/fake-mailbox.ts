import { fromCallback, fromPromise } from 'xstate';
import { mailboxMachine } from '../../src/machines/mailbox.ts';
import type {
  DiscoverOutput,
  FetchOutput,
  MailboxEvent,
  MarkOutput,
} from '../../src/machines/mailbox-setup.ts';
import type { MailboxRef } from '../../src/ports.ts';
import { turn } from './turns.ts';

type Made<T> = T | Promise<T>;
interface OnFolder {
  ref: MailboxRef;
}

/** What the mail server does in a test; each hand may also throw. */
export interface MailboxHands {
  connect(): Made<void>;
  /** Nothing: the folder has its old UIDVALIDITY. */
  discover(reconcile: boolean): Made<DiscoverOutput | void>;
  remap(): Made<void>;
  fetch(): Made<Partial<FetchOutput>>;
  mark(): Made<MarkOutput | void>;
  answered(): Made<void>;
  takeOlder(): Made<DiscoverOutput | void>;
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
      discover: fromPromise<DiscoverOutput, OnFolder & { reconcile: boolean }>(
        async ({ input }) => {
          await does(input.reconcile ? 'reconcile' : 'discover');
          return (await hands.discover?.(input.reconcile)) ?? { renumbered: false };
        },
      ),
      remap: fromPromise<void, OnFolder>(async () => {
        await does('remap');
        await hands.remap?.();
      }),
      fetch: fromPromise<FetchOutput, OnFolder & { backlogLimit: number }>(async () => {
        await does('fetch');
        const made = await hands.fetch?.();
        return { fetched: 0, more: false, heldBack: false, ...made };
      }),
      mark: fromPromise<MarkOutput, OnFolder>(async () => {
        await does('mark');
        return (await hands.mark?.()) ?? { refused: false };
      }),
      answered: fromPromise<void, OnFolder>(async () => {
        await does('answered');
        await hands.answered?.();
      }),
      takeOlder: fromPromise<DiscoverOutput, OnFolder>(async () => {
        await does('older');
        return (await hands.takeOlder?.()) ?? { renumbered: false };
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
