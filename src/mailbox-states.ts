import type { Logger } from 'pino';
import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import { leaf } from './machine-control.ts';
import type { MailboxRef, MessageStore } from './ports.ts';

/** States that a mailbox passes through with every poll: not worth a row's change each. */
const passing = new Set([
  'discovering',
  'fetching',
  'marking',
  'checkingAnswered',
  'takingOlder',
  'disconnecting',
  'sorting',
  'pausing',
]);

/**
 * Keeps the ledger's `state` column and the log on what the mailbox machines do. A folder that its
 * watchdog finds stale is shown so, whatever its machine is trying.
 */
export function noteStates(messages: MessageStore, log: Logger) {
  const folders = new Map<string, { state: string; stale: boolean; shown: string }>();

  function folderOf(ref: MailboxRef) {
    const key = JSON.stringify([ref.account, ref.mailbox]);
    const known = folders.get(key) ?? { state: '', stale: false, shown: '' };
    folders.set(key, known);
    return known;
  }

  function show(ref: MailboxRef): void {
    const folder = folderOf(ref);
    const state = folder.stale ? 'stale' : folder.state;
    if (!state || state === folder.shown) return;
    folder.shown = state;
    messages
      .noteMailbox({ account: ref.account, mailbox: ref.mailbox }, state)
      .catch((error: unknown) => log.warn({ err: error }, 'the mailbox state was not stored'));
  }

  function noteMailbox(ref: MailboxRef, state: string, failure: Error | null): void {
    const folder = folderOf(ref);
    if (passing.has(state) || folder.state === state) return;
    folder.state = state;
    const reason = failure?.message;
    log[reason ? 'warn' : 'info']({ ...ref, state, reason }, 'mailbox changed');
    show(ref);
  }

  function noteWatchdog(ref: MailboxRef, stale: boolean): void {
    const folder = folderOf(ref);
    if (folder.stale === stale) return;
    folder.stale = stale;
    const line = { ...ref, state: folder.state };
    if (stale) log.error(line, 'mailbox is stale: it has not been looked at for too long');
    else log.info(line, 'mailbox is no longer stale');
    show(ref);
  }

  /** The two others that work alone and whose trouble nobody else tells. */
  function noteOther(id: string, state: string, failure: Error | null): void {
    const reason = failure?.message;
    if (id === 'delivery' && state === 'backingOff') {
      log.warn({ reason }, 'the REST API is away: drafts are queued');
    }
    if (id === 'llmGate' && state === 'open') {
      log.warn('the LLM fails: the mock answers, until a trial succeeds');
    }
  }

  return (actor: AnyActorRef, snapshot: AnyMachineSnapshot): void => {
    if (snapshot.status === 'error') {
      log.error({ actor: actor.id, ...workOf(snapshot), err: snapshot.error }, 'a machine failed');
    }
    if (snapshot.status !== 'active') return;
    // These two have a folder in their context.
    const { ref, failure = null } = snapshot.context as { ref: MailboxRef; failure?: Error | null };
    const { id } = snapshot.machine as { id: string };
    if (id === 'mailbox') noteMailbox(ref, leaf(snapshot.value), failure);
    else noteOther(id, leaf(snapshot.value), failure);
    if (id === 'watchdog') noteWatchdog(ref, snapshot.value === 'stale');
  };
}

/** The message that a machine had in work, for its line in the log. */
function workOf({ context }: AnyMachineSnapshot): { message?: number } {
  const { message } = (context ?? {}) as { message?: { id: number } | null };
  return message ? { message: message.id } : {};
}
