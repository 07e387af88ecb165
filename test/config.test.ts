import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseConfig, variables } from '../src/config.ts';

function problemsOf(env: Record<string, string>): string[] {
  const parsed = parseConfig(env);
  return parsed.ok ? [] : parsed.problems;
}

test('nothing set is the demo, with every default', () => {
  const parsed = parseConfig({});
  expect(parsed).toMatchObject({
    ok: true,
    config: {
      IMAP_PORT: 993,
      IMAP_SECURE: true,
      IMAP_MAILBOX: ['INBOX'],
      IMAP_POLL_SECONDS: 30,
      IMAP_BACKFILL: 'unseen',
      IMAP_BACKFILL_LIMIT: 500,
      SENDER_DAILY_CAP: 5,
      LLM_TIMEOUT_SECONDS: 60,
      DATABASE_URL: 'sqlite:./data/agent.db',
      HOST: '127.0.0.1',
      PORT: 8000,
      CONCURRENCY: 16,
      MAX_MESSAGE_BYTES: 1_048_576,
      SHUTDOWN_SECONDS: 20,
    },
  });
});

test('an empty variable counts as unset', () => {
  expect(problemsOf({ PORT: '', IMAP_HOST: '', OPENAI_BASE_URL: '', HOST: '' })).toEqual([]);
});

test('all problems at once, each with its variable, the fix, and no secret', () => {
  const problems = problemsOf({
    IMAP_HOST: 'imap.example',
    IMAP_SECURE: 'perhaps',
    IMAP_PORT: '70000',
    PORT: '-1',
    LLM_TIMEOUT_SECONDS: '1.5',
    API_TOKEN: '',
    HOST: '0.0.0.0',
    OPENAI_API_KEY: 'sk-very-secret',
  });
  for (const name of ['IMAP_SECURE', 'IMAP_PORT', 'PORT', 'LLM_TIMEOUT_SECONDS', 'IMAP_USER']) {
    expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1);
  }
  expect(problems.join()).toContain('bind 127.0.0.1');
  expect(problems.join()).not.toContain('sk-very-secret');
});

test.each(['2026-01-31', '2026-01-31T10:00:00Z'])('IMAP_BACKFILL takes the date %s', (date) => {
  const parsed = parseConfig({ IMAP_BACKFILL: date });
  expect(parsed.ok && parsed.config.IMAP_BACKFILL).toEqual(new Date(date));
});

test('a login by OAuth needs its client, token and address, but no secret and no password', () => {
  const imap = { IMAP_HOST: 'imap.example', IMAP_USER: 'ann' };
  const oauth = {
    IMAP_OAUTH_CLIENT_ID: 'id',
    IMAP_OAUTH_REFRESH_TOKEN: 'refresh-secret',
    IMAP_OAUTH_TOKEN_URL: 'https://login.example/token',
  };
  expect(problemsOf({ ...imap, ...oauth })).toEqual([]);
  const { IMAP_OAUTH_TOKEN_URL: _, ...half } = oauth;
  const problems = problemsOf({ ...imap, ...half });
  expect(problems).toEqual([expect.stringMatching(/^IMAP_OAUTH_TOKEN_URL is missing/)]);
  expect(problems.join()).not.toContain('refresh-secret');
});

test.each(['none', 'seen', '$MarketingOps', 'done'])('IMAP_MARK takes %s', (IMAP_MARK) => {
  expect(problemsOf({ IMAP_MARK })).toEqual([]);
});

test.each(['two words', '\\Seen', 'a(b', 'a"b', 'a*'])('IMAP_MARK refuses %s', (IMAP_MARK) => {
  expect(problemsOf({ IMAP_MARK })).toEqual([expect.stringMatching(/^IMAP_MARK must be none/)]);
});

test('loopback needs no token, anything else does', () => {
  for (const HOST of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) {
    expect(problemsOf({ HOST })).toEqual([]);
  }
  for (const HOST of ['0.0.0.0', '::', '192.168.1.4', 'mail.example']) {
    expect(problemsOf({ HOST })).toHaveLength(1);
    expect(problemsOf({ HOST, API_TOKEN: 'x'.repeat(32) })).toEqual([]);
  }
});

test('the inspector sends, shows and forwards nothing unless it is told to', () => {
  const parsed = parseConfig({});
  expect(parsed).toMatchObject({ config: { INSPECT_SEND: false, INSPECT_FULL: false } });
  expect(parsed.ok && parsed.config.INSPECT_STATELY_URL).toBeUndefined();
});

test('the text of mail is shown in the inspector on loopback alone', () => {
  const token = { API_TOKEN: 'x'.repeat(32) };
  for (const HOST of ['127.0.0.1', '::1', 'localhost']) {
    expect(problemsOf({ HOST, INSPECT_FULL: 'true' })).toEqual([]);
  }
  for (const HOST of ['0.0.0.0', '::', '192.168.1.4', 'mail.example']) {
    expect(problemsOf({ ...token, HOST, INSPECT_FULL: 'true' })).toEqual([
      expect.stringMatching(/^INSPECT_FULL .*HOST=.* unset it or bind 127\.0\.0\.1$/),
    ]);
    expect(problemsOf({ ...token, HOST, INSPECT_FULL: 'false' })).toEqual([]);
  }
});

test('Stately’s inspector is a page of the web', () => {
  const problems = (INSPECT_STATELY_URL: string) => problemsOf({ INSPECT_STATELY_URL });
  expect(problems('https://stately.ai/inspect')).toEqual([]);
  expect(problems('')).toEqual([]);
  for (const url of ['stately.ai/inspect', 'javascript:alert(1)', 'file:///etc/passwd']) {
    expect(problems(url), url).toEqual([expect.stringContaining('INSPECT_STATELY_URL')]);
  }
});

test('.env.example explains exactly the variables that are read', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const explained = [...example.matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
  expect(explained.toSorted()).toEqual(variables.toSorted());
});

test('replies are sent from an address', () => {
  const mailbox = { IMAP_HOST: 'imap.example', IMAP_USER: 'sales', IMAP_PASS: 'x' };
  const smtp = { SMTP_URL: 'smtps://mailer:secret@smtp.example:465' };
  expect(problemsOf({ ...mailbox, ...smtp })).toEqual([
    expect.stringContaining('SMTP_FROM is missing'),
  ]);
  expect(problemsOf({ ...mailbox, ...smtp, OWN_ADDRESSES: 'sales@example.com' })).toEqual([]);
  expect(problemsOf({ ...mailbox, ...smtp, IMAP_USER: 'sales@example.com' })).toEqual([]);
  for (const from of ['sales@example.com', 'Our Sales <sales@example.com>']) {
    expect(problemsOf({ ...mailbox, ...smtp, SMTP_FROM: from })).toEqual([]);
  }
});

test.each([
  ['SMTP_URL', 'http://smtp.example'],
  ['SMTP_FROM', 'sales'],
  ['SMTP_FROM', 'Sales <sales@example.com>\r\nBcc: x@y.example'],
])('%s cannot be %j', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} must be`)]);
});

test('webhooks need a secret of the right kind, and a way that nobody else reads', () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const problems = (env: Record<string, string>) => {
    const parsed = parseConfig(env);
    return parsed.ok ? [] : parsed.problems;
  };
  const url = 'https://hooks.example.com/x?key=k';
  expect(problems({ WEBHOOK_URL: url, WEBHOOK_SECRET: `${secret}, ${secret}` })).toEqual([]);
  expect(problems({ WEBHOOK_URL: url })).toEqual([
    expect.stringMatching(/^WEBHOOK_SECRET is miss/),
  ]);
  expect(problems({ WEBHOOK_SECRET: secret })).toEqual([
    expect.stringMatching(/^WEBHOOK_URL is missing/),
  ]);
  const [wrong = ''] = problems({ WEBHOOK_URL: url, WEBHOOK_SECRET: 'hunter2-secret' });
  expect(wrong).toMatch(/^WEBHOOK_SECRET\S* must be whsec_ and/);
  expect(wrong).not.toContain('hunter2');
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    const local = { WEBHOOK_URL: `http://${host}:9000/`, WEBHOOK_SECRET: secret };
    expect(problems(local)).toEqual([]);
  }
  const open = { WEBHOOK_URL: 'http://n8n:5678/hook', WEBHOOK_SECRET: secret };
  expect(problems(open)).toEqual([expect.stringContaining('WEBHOOK_ALLOW_CLEARTEXT=true')]);
  expect(problems({ ...open, WEBHOOK_ALLOW_CLEARTEXT: 'true' })).toEqual([]);
  for (const bad of ['ftp://x.example/', 'hooks.example.com', 'https://me:pw@x.example/']) {
    const told = problems({ WEBHOOK_URL: bad, WEBHOOK_SECRET: secret });
    expect(told).toEqual([expect.stringMatching(/^WEBHOOK_URL must/)]);
    expect(told.join()).not.toContain('pw');
  }
});

test('sources are kept for thirty days unless told otherwise', () => {
  expect(parseConfig({})).toMatchObject({ ok: true, config: { RAW_RETENTION_DAYS: 30 } });
  expect(parseConfig({ RAW_RETENTION_DAYS: '0' })).toMatchObject({
    ok: false,
    problems: ['RAW_RETENTION_DAYS must be at least 1'],
  });
});
