import { expect, it } from 'vitest';
import { mailboxMachine } from '../src/machines/mailbox.ts';
import { supervisorMachine } from '../src/machines/supervisor.ts';
import {
  check,
  MailboxChecks,
  mailboxReason,
  readinessBy,
  supervisorCheck,
  supervisorReason,
} from '../src/readiness.ts';

it('says in plain words why a mailbox in any state but connected is not ready', () => {
  const states = Object.values(mailboxMachine.states)
    .filter(({ key }) => key !== 'connected')
    .map(({ key }) => key);
  expect(states.length).toBeGreaterThan(4);
  for (const state of [...states, 'stalled', 'stale', 'paused']) {
    const reason = mailboxReason('INBOX', state);
    expect(reason).toMatch(/^INBOX: [a-z]/);
    expect(reason).not.toMatch(/not watched/);
  }
  expect(mailboxReason('INBOX', 'refused')).toContain('check IMAP_USER and IMAP_PASS');
});

it('tells no routes to who reads it on a page', () => {
  const states = Object.keys(supervisorMachine.states).concat('paused', 'pausing', 'stalled');
  const words = [...states.map(supervisorReason), mailboxReason('INBOX', 'paused')];
  expect(words.filter((reason) => /POST|\//.test(reason ?? ''))).toEqual([]);
  expect(supervisorReason('paused')).toContain('until it is resumed');
});

it('names a state that it does not know, and what to do', () => {
  expect(mailboxReason('INBOX', 'not running')).toBe(
    'INBOX: not watched (not running): see the log, and restart if it stays',
  );
  expect(mailboxReason('INBOX', 'constructor')).toContain('not watched (constructor)');
});

it('is silent about a supervisor that works, and about no other state', () => {
  const { running, ...ends } = supervisorMachine.states;
  const work = running?.states['work'];
  if (!work) throw new Error('the supervisor has no work');
  const states = [...Object.keys(work.states), ...Object.keys(ends), 'pausing'];
  expect(states).toContain('stalled');
  const silent = states.filter((state) => supervisorReason(state) === null);
  expect(silent.toSorted()).toEqual(['pumping', 'waiting']);
});

it('is unready where it can do nothing of use, and degraded where others are away', () => {
  const states = ['recovering', 'draining', 'failed', 'paused', 'waiting'];
  expect(states.map((state) => supervisorCheck(state).status)).toEqual([
    'failed',
    'failed',
    'failed',
    'degraded',
    'ok',
  ]);
  const well = check('database', null);
  const away = check('llm', 'it fails');
  expect(readinessBy([well, away])).toMatchObject({ ready: true, reasons: ['it fails'] });
  expect(readinessBy([away, check('database', 'locked', 'failed')])).toMatchObject({
    ready: false,
    reasons: ['it fails', 'locked'],
  });
});

it('waits for the first try of a mailbox, and for no other', () => {
  const ref = { account: 'sales', mailbox: 'INBOX' };
  const checks = new MailboxChecks();
  const statusOf = (state: string, stale = false) => checks.of(ref, state, stale).status;
  expect(statusOf('connecting')).toBe('failed');
  expect(checks.of({ ...ref, mailbox: 'Other' }, 'backingOff', false).status).toBe('degraded');
  expect(statusOf('refused')).toBe('degraded');
  expect(statusOf('connecting')).toBe('degraded');
  expect(statusOf('connected.watching')).toBe('ok');
  expect(checks.of(ref, 'connected.watching', true).reason).toContain('not looked at');
  expect(checks.of(ref, 'backingOff', true).reason).toContain('check IMAP_HOST');
});
