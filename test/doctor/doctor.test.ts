import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { openStore } from '../../src/adapters/store/index.ts';
import { parseConfig } from '../../src/config.ts';
import { readPlaybook } from '../../src/adapters/playbook/index.ts';
import { examine, type Finding } from '../../src/doctor/examination.ts';
import { postgresExamination } from '../../src/doctor/checks/postgres.ts';
import { examinationsOf } from '../../src/doctor/examinations.ts';
import { reportOf } from '../../src/doctor/report.ts';
import { silentBus } from '../../src/telemetry/event-bus.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { freePort } from '../support/dovecot-host.ts';
import { startHubspotServer } from '../support/hubspot-server.ts';
import { startLlmServer } from '../support/llm-server.ts';
import { startRest } from '../support/rest-server.ts';
import { startSmtpServer } from '../support/smtp-server.ts';

const run = promisify(execFile);
const postgres = '/usr/lib/postgresql/15/bin';

let directory = '';
const cleanUps: (() => unknown)[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  await rm(directory, { recursive: true, force: true });
});

/** What the doctor says of a configuration, by check. */
async function findings(env: Record<string, string>): Promise<Map<string, Finding>> {
  const database = `sqlite:${join(directory, 'data/agent.db')}`;
  const parsed = parseConfig({ DATABASE_URL: database, ...env });
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const playbook = await readPlaybook(undefined, undefined);
  const all = await Promise.all(
    examinationsOf(parsed.config, playbook).map((one) => examine(one, (text) => text)),
  );
  return new Map(all.flat().map((finding) => [finding.check, finding]));
}

/** `check: result` of all that is neither well nor left out. */
function troubles(found: Map<string, Finding>): string[] {
  const bad = [...found.values()].filter(({ result }) => !['ok', 'skipped'].includes(result));
  return bad.map(({ check, result }) => `${check}: ${result}`);
}

it('says what is not set up, where nothing is', async () => {
  const found = await findings({});
  expect(troubles(found)).toEqual([]);
  for (const name of ['IMAP', 'LLM', 'CRM', 'SMTP']) {
    expect(found.get(name)).toMatchObject({ result: 'skipped', fix: null });
  }
  expect(found.get('Database')?.found).toContain('does not exist yet, and can be created');
});

describe('the database', () => {
  test('that is there: writable, and its schema', async () => {
    const path = join(directory, 'agent.db');
    const store = await openStore(`sqlite:${path}`, silentBus);
    // While the program runs on it, too.
    const found = await findings({ DATABASE_URL: `sqlite:${path}` });
    await store.close();
    expect(found.get('Database')?.found).toMatch(/can be written, SQLite 3\.\d+.*the newest/);
    expect(found.get('Database disk')?.found).toMatch(/GB are free/);
  });

  test('of an older program: what will be migrated', async () => {
    const path = join(directory, 'empty.db');
    await writeFile(path, '');
    const found = await findings({ DATABASE_URL: `sqlite:${path}` });
    expect(found.get('Database')?.found).toMatch(/the next start applies \d+ migrations: Initial/);
  });

  test('that is a directory, below a file, or no database', async () => {
    await mkdir(join(directory, 'a-directory'));
    await writeFile(join(directory, 'a-file'), 'text that is no database, and long enough to tell');
    for (const [name, fix] of [
      ['a-directory', /name a file/],
      ['a-file/agent.db', /name a file|let the user/],
      ['a-file', /no database of this program/],
    ] as const) {
      const found = await findings({ DATABASE_URL: `sqlite:${join(directory, name)}` });
      expect(found.get('Database'), name).toMatchObject({
        result: 'failed',
        fix: expect.stringMatching(fix),
      });
    }
  });
});

describe('PostgreSQL', () => {
  const check = async (url: string) => {
    const found = await examine(postgresExamination(url), (text) => text);
    return new Map(found.map((finding) => [finding.check, finding]));
  };

  test('that nobody runs', async () => {
    const found = await check(`postgres://agent:pass-canary@127.0.0.1:${await freePort()}/agent`);
    expect(troubles(found)).toEqual(['Database port: failed']);
    expect(found.get('Database port')?.fix).toContain('DATABASE_URL');
    expect(JSON.stringify([...found])).not.toContain('canary');
  });

  test('that runs: the login, the database, and what may be done in it', async () => {
    const port = await startPostgres();
    const good = await check(`postgres://agent:secret@127.0.0.1:${port}/postgres`);
    expect(troubles(good)).toEqual([]);
    expect(good.get('Database login')?.found).toMatch(/^PostgreSQL \d+.*the next start makes/);
    const refused = await check(`postgres://agent:pass-canary@127.0.0.1:${port}/postgres`);
    expect(refused.get('Database login')?.fix).toMatch(/user and password/);
    expect(JSON.stringify([...refused])).not.toContain('canary');
    const none = await check(`postgres://agent:secret@127.0.0.1:${port}/nowhere`);
    expect(none.get('Database login')?.fix).toMatch(/create the database/);
    const options = 'options=-c%20default_transaction_read_only%3Don';
    const standby = await check(`postgres://agent:secret@127.0.0.1:${port}/postgres?${options}`);
    expect(standby.get('Database login')?.fix).toMatch(/read-only/);
  });
});

/** A server of one's own on loopback, run by whom the tests are, or by nobody where they are root's. */
async function startPostgres(): Promise<number> {
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const home = join(directory, 'postgres');
  await chmod(directory, 0o755);
  await mkdir(home);
  if (isRoot) await chown(home, 65_534, 65_534);
  await writeFile(join(directory, 'password'), 'secret');
  await run(
    join(postgres, 'initdb'),
    [
      '-D',
      join(home, 'data'),
      '-U',
      'agent',
      '-A',
      'scram-sha-256',
      '--no-sync',
      '--pwfile',
    ].concat(join(directory, 'password')),
    { ...user, cwd: home },
  );
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${home}`];
  const args = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(
    join(postgres, 'postgres'),
    ['-D', join(home, 'data'), '-p', String(port), ...args],
    { ...user, cwd: home, stdio: 'ignore' },
  );
  const ended = once(server, 'close');
  cleanUps.push(async () => {
    server.kill('SIGQUIT');
    await ended;
  });
  const answers = async () => {
    const url = `postgres://agent:secret@127.0.0.1:${port}/postgres`;
    return (await examine(postgresExamination(url), String)).every(({ result }) => result === 'ok');
  };
  await expect.poll(answers, { timeout: 20_000 }).toBe(true);
  return port;
}

describeWithDovecot('a mailbox', () => {
  let dovecot: Dovecot;
  let env: Record<string, string>;
  beforeEach(async () => {
    dovecot = await startDovecot();
    cleanUps.push(() => dovecot.stop());
    const ca = join(directory, 'ca.pem');
    await writeFile(ca, dovecot.ca);
    env = {
      IMAP_HOST: '127.0.0.1',
      IMAP_PORT: String(dovecot.tlsPort),
      IMAP_USER: 'alice',
      IMAP_PASS: 'secret',
      IMAP_TLS_CA: ca,
    };
  });

  test('that is well: what the server can do, and the folders', async () => {
    await dovecot.deliver('alice', 'Subject: one\r\n\r\n');
    await dovecot.drop('alice', 'Subject: two\r\n\r\n', 'Drafts');
    const found = await findings({ ...env, IMAP_MARK: '$MarketingOps' });
    expect(found.get('IMAP login')).toMatchObject({ result: 'ok', found: 'as alice, by TLS' });
    expect(found.get('IMAP capabilities')?.found).toMatch(/^IDLE, UIDPLUS, CONDSTORE/);
    expect(found.get('IMAP folder INBOX')?.found).toBe('1 messages');
    expect(troubles(found).filter((one) => !/Drafts|Sent/.test(one))).toEqual([]);
    for (const { ms } of found.values()) expect(ms).toBeLessThan(5_000);
  });

  test('a folder that is not there: which ones are', async () => {
    await dovecot.drop('alice', 'Subject: two\r\n\r\n', 'Leads');
    const found = await findings({ ...env, IMAP_MAILBOX: 'INBOX,Laeds' });
    expect(found.get('IMAP folder INBOX')?.result).toBe('ok');
    expect(found.get('IMAP folder Laeds')).toMatchObject({
      result: 'failed',
      fix: expect.stringMatching(/IMAP_MAILBOX.*Leads/),
    });
  });

  test('a refused login, once, and without the password', async () => {
    const found = await findings({ ...env, IMAP_PASS: 'not-the-password' });
    expect(troubles(found)).toEqual(['IMAP login: failed']);
    expect(found.get('IMAP login')?.fix).toContain('set the right IMAP_USER and IMAP_PASS');
    expect(JSON.stringify([...found])).not.toContain('not-the-password');
  });

  test('a certificate of another authority', async () => {
    const { IMAP_TLS_CA: _, ...without } = env;
    const found = await findings(without);
    expect(found.get('IMAP login')).toMatchObject({
      result: 'failed',
      fix: expect.stringContaining('IMAP_TLS_CA'),
    });
  });

  test('a dead port, and a name that nobody has', async () => {
    const dead = await findings({ ...env, IMAP_PORT: String(await freePort()) });
    expect(troubles(dead)).toEqual(['IMAP port: failed']);
    expect(dead.get('IMAP port')?.fix).toContain('IMAP_PORT');
    const unknown = await findings({ ...env, IMAP_HOST: 'nowhere.invalid' });
    expect(troubles(unknown)).toEqual(['IMAP name: failed']);
  });
});

describe('an LLM', () => {
  async function withLlm(behaviour: Parameters<typeof startLlmServer>[0]) {
    const server = await startLlmServer(behaviour);
    cleanUps.push(() => server.close());
    return await findings({ OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'sk-canary-key' });
  }

  test('that answers as it is asked', async () => {
    const found = await withLlm({});
    expect(troubles(found)).toEqual([]);
    expect(found.get('LLM answer')?.found).toMatch(/as Lead, \d+ tokens/);
    expect(found.get('Clock')?.found).toMatch(/^within \d+ s/);
  });

  test.each([
    [{ status: 401 }, /OPENAI_API_KEY/],
    [{ status: 404 }, /OPENAI_MODEL/],
    [{ status: 429 }, /quota/],
    [{ fault: 'html' }, /OPENAI_BASE_URL/],
  ] as const)('%o: the fix', async (behaviour, fix) => {
    const found = await withLlm({ behaviour });
    expect(troubles(found)).toEqual(['LLM answer: failed']);
    expect(found.get('LLM answer')?.fix).toMatch(fix);
    expect(JSON.stringify([...found])).not.toContain('sk-canary-key');
  });

  test('that nobody runs', async () => {
    const found = await findings({ OPENAI_BASE_URL: `http://127.0.0.1:${await freePort()}/v1` });
    expect(troubles(found)).toEqual(['LLM answer: failed']);
    expect(found.get('LLM answer')?.fix).toContain('that the server runs');
  });
});

describe('the others', () => {
  test('HubSpot by its token', async () => {
    const server = await startHubspotServer({});
    cleanUps.push(() => server.close());
    const env = { HUBSPOT_BASE_URL: server.url, HUBSPOT_TOKEN: server.token };
    expect(troubles(await findings(env))).toEqual([]);
    const found = await findings({ ...env, HUBSPOT_TOKEN: 'pat-wrong' });
    expect(troubles(found)).toEqual(['CRM HubSpot: failed']);
    expect(JSON.stringify([...found])).not.toContain('pat-wrong');
  });

  test('SMTP up to the login, and no letter', async () => {
    const server = await startSmtpServer({ user: 'sales', pass: 'pass-canary' });
    cleanUps.push(() => server.close());
    expect(troubles(await findings({ SMTP_URL: server.url }))).toEqual([]);
    const wrong = server.url.replace('pass-canary', 'another-canary');
    const found = await findings({ SMTP_URL: wrong });
    expect(troubles(found)).toEqual(['SMTP login: failed']);
    expect(found.get('SMTP login')?.fix).toContain('SMTP_URL');
    expect(JSON.stringify([...found])).not.toContain('canary');
    const dead = await findings({ SMTP_URL: `smtp://127.0.0.1:${await freePort()}` });
    expect(troubles(dead)).toEqual(['SMTP port: failed']);
    expect(server.taken).toEqual([]);
  });

  test('the REST API by its token, and nothing is stored', async () => {
    const server = await startRest({ apiToken: 'the-token' });
    cleanUps.push(server.close);
    const env = { ROLE: 'agent', API_URL: server.url, API_TOKEN: 'the-token' };
    const found = await findings(env);
    expect(troubles(found)).toEqual([]);
    expect(found.get('API drafts')?.result).toBe('ok');
    const refused = await findings({ ...env, API_TOKEN: 'token-canary' });
    expect(refused.get('API drafts')).toMatchObject({
      result: 'failed',
      fix: expect.stringContaining('API_TOKEN'),
    });
    expect(JSON.stringify([...refused])).not.toContain('token-canary');
    expect((await server.deps.drafts.list({ limit: 5 })).items).toEqual([]);
  });
});

test('what hangs ends with its deadline, and what is a defect is said to be one', async () => {
  const hangs = await examine(
    {
      name: 'X',
      deadlineMs: 50,
      steps: async ({ step }) => {
        await step(
          'X one',
          () => new Promise(() => undefined),
          String,
          () => 'wait',
          {
            optional: true,
          },
        );
        await step(
          'X two',
          () => Promise.resolve(1),
          String,
          () => '',
        );
      },
    },
    (text) => text,
  );
  expect(hangs).toMatchObject([{ check: 'X one', result: 'failed', fix: 'wait' }]);
  const defect = { name: 'Y', deadlineMs: 50, steps: () => Promise.reject(new Error('oops')) };
  expect(await examine(defect, (text) => text)).toMatchObject([
    { check: 'Y', result: 'failed', found: 'Error: oops' },
  ]);
});

test('the report is a table with the fix under what failed', () => {
  const report = reportOf([
    { check: 'IMAP login', result: 'ok', ms: 12, found: 'as sales', fix: null },
    { check: 'LLM answer', result: 'failed', ms: 3, found: 'it answered 401', fix: 'set a key' },
  ]);
  expect(report.split('\n')).toEqual([
    'CHECK       RESULT  TIME   FOUND',
    'IMAP login  ok      12 ms  as sales',
    'LLM answer  FAILED  3 ms   it answered 401',
    '                           fix: set a key',
    '',
    '1 of 2 checks failed.',
  ]);
});
