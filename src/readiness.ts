/**
 * Why mail does not flow: what is wrong, then what to do about it. It is read on the dashboard as well
 * as by the probes' people, so no routes: what to call is told in docs/operating.md.
 */
import type { MailboxRef, Readiness, ReadinessCheck } from './ports.ts';

const mailboxReasons: Record<string, string> = {
  connecting: 'connecting to the mail server: wait a moment',
  disconnecting: 'the connection was lost: it is tried again by itself',
  sorting: 'the connection was lost: it is tried again by itself',
  backingOff:
    'the mail server cannot be reached, it is tried again by itself: check IMAP_HOST, IMAP_PORT and the network; the log says why',
  throttled: 'the mail server asked us to slow down, it is tried again by itself: nothing to do',
  refused:
    'the mail server refuses the login: check IMAP_USER and IMAP_PASS (or IMAP_ACCESS_TOKEN) and restart',
  stalled:
    'the database cannot be written, so no mail is taken in: check the disk, and what else holds the database',
  stale:
    'not looked at for too long, so new mail may lie on the server: see what else is wrong, and the network',
  pausing: 'being paused by a person',
  paused: 'paused by a person: nothing is taken in until it is resumed',
};

/** For an open route: it names the folder, but not whose it is. */
export function mailboxReason(mailbox: string, state: string): string {
  const inner = state.split('.').at(-1) ?? state;
  const reason = Object.hasOwn(mailboxReasons, inner) ? mailboxReasons[inner] : undefined;
  return `${mailbox}: ${reason ?? `not watched (${inner}): see the log, and restart if it stays`}`;
}

const supervisorReasons: Record<string, string> = {
  recovering: 'starting: work left by the last process is being taken over',
  stalled:
    'the database cannot be written, so nothing is worked: check the disk, and what else holds the database',
  pausing: 'work is being paused',
  paused: 'work is paused by a person: mail is taken in, but not worked until it is resumed',
  draining: 'the process is stopping',
  releasing: 'the process is stopping',
  stopped: 'the process is stopping',
  failed: 'the machines failed too often: the process is ending; the log says why',
};

/** A person wanted it so: the dashboard, where it is ended, has to stay reachable. */
const wanted = new Set(['pausing', 'paused']);

export function supervisorCheck(state: string): ReadinessCheck {
  const reason = supervisorReason(state);
  return check('work', reason, wanted.has(state) ? 'degraded' : 'failed');
}

/**
 * A mail server that is away, or a password that is wrong, must not take the dashboard and the drafts
 * of all other folders away: only a process that has not yet tried is not ready.
 */
export class MailboxChecks {
  readonly #began = performance.now();
  readonly #tried = new Set<string>();

  /** @param state of the folder's machine, such as `connected.watching` */
  of({ account, mailbox }: MailboxRef, state: string, isStale: boolean): ReadinessCheck {
    const key = JSON.stringify([account, mailbox]);
    const name = `mailbox ${mailbox}`;
    if (state !== 'connecting') this.#tried.add(key);
    const flows = state.startsWith('connected') && !state.endsWith('.stalled');
    // What it does instead says more.
    if (flows) return check(name, isStale ? mailboxReason(mailbox, 'stale') : null);
    const isFirst =
      !isStale && !this.#tried.has(key) && performance.now() - this.#began < firstTryMs;
    return check(name, mailboxReason(mailbox, state), isFirst ? 'failed' : 'degraded');
  }
}

/** A server that does not even refuse: the start is over all the same. */
const firstTryMs = 60_000;

/** @param reason null: all is well */
export function check(
  name: string,
  reason: string | null,
  otherwise: 'degraded' | 'failed' = 'degraded',
): ReadinessCheck {
  return { name, status: reason === null ? 'ok' : otherwise, reason };
}

export function readinessBy(checks: ReadinessCheck[]): Readiness {
  return {
    ready: checks.every(({ status }) => status !== 'failed'),
    reasons: checks.flatMap(({ reason }) => reason ?? []),
    checks,
  };
}

/** null: the supervisor works, or waits for work. */
export function supervisorReason(state: string): string | null {
  return (Object.hasOwn(supervisorReasons, state) && supervisorReasons[state]) || null;
}

/** Longer than any poll takes: what has not been looked at since is not being watched. */
const overdueMs = 5 * 60_000;

/** Whether a folder's last sync is too long ago, for a process that cannot ask its machine. */
export function isOverdue(lastSyncAt: string | null, now: number): boolean {
  return lastSyncAt !== null && now - Date.parse(lastSyncAt) > overdueMs;
}
