import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Draft } from '../../src/domain/draft.ts';
import { knownRoutes } from '../../src/http/scopes.ts';
import type { Page } from '../../src/ports.ts';
import { type Agent, startAgent, workingDirectory } from '../support/agent.ts';
import { type EchoServer, startEchoServer } from '../support/echo-server.ts';
import { type ScriptedImap, startImapScript } from '../support/imap-script.ts';
import { leaksIn } from '../support/leaks.ts';
import { type ScriptedSmtp, startSmtpScript } from '../support/smtp-script.ts';

const importer = new URL('../../dist/src/import/main.js', import.meta.url).pathname;

/** One for each variable that holds one, and what somebody tries to come in with. */
const secrets = {
  IMAP_PASS: 'Canary-imap-pass/+é-31f7',
  IMAP_ACCESS_TOKEN: 'canary-imap-access-77aa02',
  IMAP_OAUTH_CLIENT_SECRET: 'canary-oauth-client-90bd11',
  IMAP_OAUTH_REFRESH_TOKEN: 'canary-oauth-refresh-5c02e4',
  OPENAI_API_KEY: 'sk-canary-llm-key-88ce90',
  HUBSPOT_TOKEN: 'pat-canary-crm-token-44df31',
  API_TOKEN: 'canary-api-token-6be2c9',
  SMTP_URL: 'canary-smtp-pass-2d90aa',
  wrong: 'canary-a-wrong-token-1f3a8b',
};

let llm: EchoServer;
let crm: EchoServer;
let api: EchoServer;
let oauth: EchoServer;
let imap: ScriptedImap;
let smtp: ScriptedSmtp;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  llm = await startEchoServer(401);
  crm = await startEchoServer(500);
  api = await startEchoServer(401);
  oauth = await startEchoServer(400);
  imap = await startImapScript({
    capabilities: 'IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR',
    on: {
      LOGIN: (c) => c.no(`[AUTHENTICATIONFAILED] not with ${c.args}`),
      AUTHENTICATE: (c) => c.no(`[AUTHENTICATIONFAILED] not with ${c.args}`),
    },
  });
  smtp = await startSmtpScript({
    EHLO: (c) => c.send('250-script', '250 AUTH PLAIN LOGIN'),
    AUTH: (c) => c.send(`535 5.7.8 not with ${c.line}`),
  });
  cleanUps.push(...[llm, crm, api, oauth, imap, smtp].map((server) => () => server.close()));
});
afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
});

const bearer = { Authorization: `Bearer ${secrets.API_TOKEN}` };

function mailboxWith(login: Record<string, string>): Record<string, string> {
  const { port } = imap.account();
  return {
    IMAP_HOST: '127.0.0.1',
    IMAP_PORT: String(port),
    IMAP_SECURE: 'false',
    IMAP_ALLOW_CLEARTEXT: 'true',
    IMAP_USER: 'sales@company.example',
    ...login,
  };
}

interface Order {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

async function start(env: Record<string, string>): Promise<{ agent: Agent; path: string }> {
  const { path, remove } = await workingDirectory();
  const agent = await startAgent(
    { LOG_LEVEL: 'trace', API_TOKEN: secrets.API_TOKEN, ...env },
    path,
  );
  cleanUps.push(remove, () => agent.stop('SIGKILL'));
  return { agent, path };
}

const json = async <T>(agent: Agent, path: string, init: Order = {}): Promise<T> =>
  (await (
    await fetch(agent.url + path, { ...init, headers: { ...bearer, ...init.headers } })
  ).json()) as T;

/** All that the inspector and the event stream tell from now on. */
async function listen(agent: Agent): Promise<{ heard: string[]; close(): void }> {
  const heard: string[] = [];
  const feed = new WebSocket(`${agent.url.replace('http', 'ws')}/inspector/ws`, {
    headers: bearer,
  });
  feed.on('message', (data: Buffer) => void heard.push(data.toString()));
  await new Promise((open, failed) => feed.once('open', open).once('error', failed));
  const stop = new AbortController();
  const events = await fetch(`${agent.url}/events`, { headers: bearer, signal: stop.signal });
  const reader = events.body?.getReader();
  const read = async (): Promise<void> => {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      heard.push(Buffer.from(part.value).toString());
    }
  };
  void read().catch(() => undefined);
  return { heard, close: () => (feed.terminate(), stop.abort()) };
}

/** Every page and every JSON that can be asked for, with what there is to ask for, as read by both. */
async function everythingAt(agent: Agent): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const paths = knownRoutes
    .filter((route) => route.startsWith('GET ') && !/\/(events|ws|assets)/.test(route))
    .flatMap((route) => {
      const pattern = route.slice(4).replace('{*rest}', 'nowhere');
      const ids = pattern.includes(':') ? ['1', '2', 'email', 'mailbox'] : [''];
      return ids.map((id) => pattern.replace(/:version/, '1').replaceAll(/:\w+/g, id));
    });
  for (const path of [...paths, '/openapi.json', '/docs', '/metrics']) {
    for (const Accept of ['application/json', 'text/html']) {
      const answer = await fetch(agent.url + path, { headers: { ...bearer, Accept } });
      texts.set(
        `${Accept} ${path}`,
        `${JSON.stringify([...answer.headers])} ${await answer.text()}`,
      );
    }
  }
  return texts;
}

async function filesIn(path: string): Promise<Map<string, string>> {
  const names = await readdir(join(path, 'data'));
  const texts = names.map(async (name): Promise<[string, string]> => [
    name,
    await readFile(join(path, 'data', name), 'latin1'),
  ]);
  return new Map(await Promise.all(texts));
}

function leaks(texts: Iterable<[string, string]>, known: Record<string, string>): string[] {
  return [...texts].flatMap(([where, text]) =>
    leaksIn(text, known).map((leak) => `${where}: ${leak}`),
  );
}

async function tryWrongTokens(agent: Agent): Promise<void> {
  const headers = { Authorization: `Bearer ${secrets.wrong}`, Accept: 'text/html' };
  await fetch(`${agent.url}/dashboard`, { headers });
  await fetch(`${agent.url}/drafts?access_token=${secrets.wrong}`);
  await fetch(`${agent.url}/drafts`, { headers: { Cookie: `ops_session=${secrets.wrong}.x` } });
  await fetch(`${agent.url}/drafts`, {
    headers: { Authorization: `Basic ${Buffer.from(`x:${secrets.wrong}`).toString('base64')}` },
  });
  const answer = await fetch(`${agent.url}/login`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'Eve', token: secrets.wrong }),
    headers: { Accept: 'text/html' },
  });
  expect(await answer.text()).not.toContain(secrets.wrong);
}

/** It may wait for ever for what nobody takes from the agent. */
async function startImport(path: string, env: Record<string, string>): Promise<void> {
  const { PATH, HOME } = process.env;
  const lines = [
    'From: Robin <robin@lead.example>',
    'To: sales@company.example',
    'Message-ID: <1@lead.example>',
    'Subject: Pricing',
    '',
    'What would 50 seats cost us a year?',
  ];
  await writeFile(join(path, 'mail.eml'), lines.join('\n'));
  const options = { cwd: path, env: { PATH, HOME, ...env } };
  const child = spawn(process.execPath, [importer, 'mail.eml'], { ...options, stdio: 'ignore' });
  cleanUps.push(async () => child.kill('SIGKILL'));
}

describe('what is secret', () => {
  test('is in no log, page, answer, event or row, though every server tells what it was sent', async () => {
    const env = {
      ...mailboxWith({ IMAP_PASS: secrets.IMAP_PASS }),
      OPENAI_API_KEY: secrets.OPENAI_API_KEY,
      OPENAI_BASE_URL: `${llm.url}/v1`,
      HUBSPOT_TOKEN: secrets.HUBSPOT_TOKEN,
      HUBSPOT_BASE_URL: crm.url,
      SMTP_URL: `smtp://mailer:${secrets.SMTP_URL}@127.0.0.1:${smtp.port}`,
    };
    const { agent, path } = await start(env);
    const listening = await listen(agent);
    await startImport(path, env);
    const drafts = await expect
      .poll(async () => (await json<Page<Draft>>(agent, '/drafts')).items, { timeout: 30_000 })
      .toHaveLength(1)
      .then(async () => (await json<Page<Draft>>(agent, '/drafts')).items);
    const [draft] = drafts;
    const order = async (deed: string, version: number | undefined): Promise<Draft> =>
      await json(agent, `/drafts/${draft?.id}/${deed}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ version }),
      });
    const approved = await order('approve', draft?.version);
    await order('send', approved.version);
    const made = await json<{ token: string }>(agent, '/tokens', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'nightly export', scopes: ['read'] }),
    });
    await tryWrongTokens(agent);
    await expect.poll(() => smtp.lines.some((line) => line.startsWith('AUTH'))).toBe(true);
    await expect.poll(() => imap.lines.some((line) => /LOGIN|AUTHENTICATE/.test(line))).toBe(true);
    await expect
      .poll(async () => JSON.stringify(await json(agent, '/outgoing')), { timeout: 20_000 })
      .toMatch(/refused|failed/);
    expect([llm.asked() > 0, crm.asked() > 0]).toEqual([true, true]);

    const known = { ...secrets, named: made.token.split('_')[2] ?? '' };
    const texts = await everythingAt(agent);
    expect(texts.size).toBeGreaterThan(100);
    listening.close();
    await agent.stop();
    expect(listening.heard.length).toBeGreaterThan(20);
    expect(agent.output.length).toBeGreaterThan(5);
    // What is no secret is found by the same search, so that it would find the others.
    expect(leaks(texts, { sender: 'robin@lead.example' }).length).toBeGreaterThan(3);
    expect(leaks(texts, known)).toEqual([]);
    expect(leaks([['feeds', listening.heard.join('\n')]], known)).toEqual([]);
    expect(leaks([['log', agent.output.join('\n')]], known)).toEqual([]);
    expect(leaks(await filesIn(path), known)).toEqual([]);
  }, 90_000);

  test('is told by no login by OAuth and no delivery that fails, from files as well', async () => {
    const { path: folder, remove } = await workingDirectory();
    cleanUps.push(remove);
    const fileOf = async (name: 'IMAP_OAUTH_CLIENT_SECRET' | 'IMAP_OAUTH_REFRESH_TOKEN') => {
      const file = join(folder, name);
      await writeFile(file, `${secrets[name]}\n`);
      await chmod(file, 0o600);
      return file;
    };
    const env = {
      ROLE: 'agent',
      API_URL: api.url,
      ...mailboxWith({
        IMAP_OAUTH_CLIENT_ID: 'client',
        IMAP_OAUTH_CLIENT_SECRET_FILE: await fileOf('IMAP_OAUTH_CLIENT_SECRET'),
        IMAP_OAUTH_REFRESH_TOKEN_FILE: await fileOf('IMAP_OAUTH_REFRESH_TOKEN'),
        IMAP_OAUTH_TOKEN_URL: `${oauth.url}/token`,
      }),
    };
    const { agent, path } = await start(env);
    const listening = await listen(agent);
    await startImport(path, { ...env, API_TOKEN: secrets.API_TOKEN });
    await expect.poll(() => oauth.asked(), { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(() => api.asked(), { timeout: 20_000 }).toBeGreaterThan(0);
    const texts = await everythingAt(agent);
    listening.close();
    await agent.stop();
    expect(leaks(texts, secrets)).toEqual([]);
    const rest = [...listening.heard, ...agent.output].join('\n');
    expect(leaks([['log and feeds', rest], ...(await filesIn(path))], secrets)).toEqual([]);
  }, 90_000);

  test('is told by no login with an access token that is refused', async () => {
    const before = imap.lines.length;
    const { agent, path } = await start(
      mailboxWith({ IMAP_ACCESS_TOKEN: secrets.IMAP_ACCESS_TOKEN }),
    );
    const listening = await listen(agent);
    await expect
      .poll(() => imap.lines.slice(before).some((line) => line.includes('XOAUTH2')), {
        timeout: 20_000,
      })
      .toBe(true);
    await expect
      .poll(async () => JSON.stringify(await json(agent, '/ledger')), { timeout: 20_000 })
      .toContain('mailboxes');
    const texts = await everythingAt(agent);
    listening.close();
    await agent.stop();
    const rest = [...listening.heard, ...agent.output].join('\n');
    expect(leaks([...texts, ['log and feeds', rest], ...(await filesIn(path))], secrets)).toEqual(
      [],
    );
  }, 90_000);
});
