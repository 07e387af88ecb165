import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Config, parseConfig } from '../src/config.ts';
import { Failure } from '../src/domain/failure.ts';
import { openOutbox, outboxOf, senderOf } from '../src/outbox.ts';
import type { OutgoingMove } from '../src/ports.ts';
import { aDispatch } from './support/an-outgoing.ts';

function configOf(env: Record<string, string>): Config {
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return parsed.config;
}

const mailbox = { IMAP_HOST: 'imap.ourselves.example', IMAP_PASS: 'secret' };

test.each([
  [
    'SMTP_FROM',
    { SMTP_FROM: 'Our Sales <sales@ourselves.example>', ...mailbox },
    'a@b.example',
    'sales@ourselves.example',
  ],
  ['the login', mailbox, 'Team@Ourselves.example', 'Team@Ourselves.example'],
  [
    'an own address',
    { OWN_ADDRESSES: 'info@ourselves.example', ...mailbox },
    'team',
    'info@ourselves.example',
  ],
  ['a login on its host', mailbox, 'team', 'team@imap.ourselves.example'],
  ['the demo account', {}, 'marketing@demo.example', 'marketing@demo.example'],
  ['nobody', {}, '', 'agent@agent.invalid'],
])('replies are sent in the name of %s', (_, env, user, address) => {
  const login = 'IMAP_HOST' in env ? { IMAP_USER: user } : {};
  expect(senderOf(configOf({ ...env, ...login }), user).address).toBe(address);
});

test.each([
  ['sales@ourselves.example', 'ourselves.example'],
  ['sales@müller.example', 'xn--mller-kva.example'],
])('Message-IDs of %s are made in %s', (address, domain) => {
  const smtp = { SMTP_URL: 'smtp://127.0.0.1', SMTP_FROM: 'sales@ourselves.example' };
  expect(outboxOf(configOf({}), { name: '', address })).toEqual({ domain, sends: false });
  expect(outboxOf(configOf(smtp), { name: '', address })).toEqual({ domain, sends: true });
});

const failure = new Failure('smtp.unknown', 'lost');
const moves: [OutgoingMove, number, string][] = [
  [{ to: 'transmitting' }, 20, 'reply moved on'],
  [{ to: 'copying' }, 30, 'reply sent'],
  [{ to: 'done', folder: 'Sent' }, 20, 'reply moved on'],
  [
    { to: 'done', folder: null, note: 'imap.rejected: it was lost' },
    40,
    'reply sent, but there is no copy in Sent',
  ],
  [{ to: 'waiting', afterMs: 5, failure }, 40, 'a reply waits for another try'],
  [{ to: 'failed', failure }, 50, 'a reply did not go out'],
  [{ to: 'unknown', failure }, 50, 'a reply may have been sent, or not'],
];

test.each(moves)('%o is in the log', (move, level, msg) => {
  const lines: object[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const place = () => Promise.reject(new Error('nothing is placed here'));
  const placer = { place, holds: place };
  const config = configOf({});
  const { ports } = openOutbox(config, senderOf(config, 'a@b.example'), placer, log);
  ports?.onMoved(aDispatch({ id: 3 }), move);
  expect(lines).toMatchObject([{ level, msg, outgoing: 3, kind: 'send', draft: 3 }]);
  expect(JSON.stringify(lines)).not.toMatch(/Ada|lead\.example|lost/);
});
