import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { startAgent, workingDirectory } from '../support/agent.ts';
import { startLlmServer } from '../support/llm-server.ts';

const program = new URL('../../dist/src/import/main.js', import.meta.url).pathname;

let directory: Awaited<ReturnType<typeof workingDirectory>>;
beforeEach(async () => void (directory = await workingDirectory()));
afterEach(() => directory.remove());

function launch(paths: string[], env: Record<string, string> = {}): ChildProcess {
  const { PATH, HOME } = process.env;
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const options = { cwd: directory.path, env: { PATH, HOME, ...env }, stdio: [...stdio] };
  return spawn(process.execPath, [program, ...paths], options);
}

async function ended(child: ChildProcess) {
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

const runImport = async (paths: string[], env?: Record<string, string>) =>
  await ended(launch(paths, env));

const mail = (i: number) =>
  [
    `From: Person ${i} <person${i}@lead.example>`,
    'To: us@company.example',
    `Message-ID: <${i}@lead.example>`,
    'Date: Tue, 6 Feb 2024 10:00:00 +0000',
    `Subject: Pricing ${i}`,
    '',
    `What would ${i + 10} seats cost us a year? Could we see a demo?`,
    '',
  ].join('\n');

async function anMbox(n: number): Promise<string> {
  const path = join(directory.path, 'archive.mbox');
  const all = Array.from({ length: n }, (_, i) => `From - Mon Feb 05 09:00:00 2024\n${mail(i)}\n`);
  await writeFile(path, all.join(''));
  return path;
}

/** What a later start of the program shows of it. */
async function importedDrafts(): Promise<Draft[]> {
  const agent = await startAgent({ ROLE: 'api' }, directory.path);
  try {
    return (await agent.drafts()).filter(({ account }) => account === 'import');
  } finally {
    await agent.stop();
  }
}

test('an mbox, a Maildir and files go through the pipeline; again, they add nothing', async () => {
  const mbox = await anMbox(12);
  const maildir = join(directory.path, 'maildir');
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(maildir, name), { recursive: true });
  await writeFile(join(maildir, 'cur', '1700000000.M1P1.host:2,S'), mail(100));
  await writeFile(join(maildir, 'new', '1700000001.M1P1.host'), mail(0));
  const bad = join(directory.path, 'bad.eml');
  await writeFile(bad, '\0\0\0\n');

  const first = await runImport([mbox, maildir, bad]);
  expect(first.stderr).toBe('');
  expect(first.stdout).toContain('taken in 14   known already 1');
  expect(first.stdout).toMatch(/this run: done 13 \(.*Lead 13.*\) {3}quarantined 1/);
  expect(first.stdout).toMatch(
    /1 in quarantine:\n {2}import\/import\/1\/\d+.*: mail\.unparsable: /,
  );
  expect(first.code).toBe(0);

  const second = await runImport([mbox, maildir, bad]);
  expect(second.stdout).toContain('taken in 0   known already 15');
  expect(second.stdout).toContain('in all: done 13   quarantined 1');
  expect(second.code).toBe(0);

  const drafts = await importedDrafts();
  expect(drafts).toHaveLength(13);
  expect(drafts.find(({ subject }) => subject === 'Pricing 3')).toMatchObject({
    account: 'import',
    mailbox: 'import',
    category: 'Lead',
    status: 'drafted',
    receivedAt: '2024-02-05T09:00:00.000Z',
  });
});

test('a longer mail is cut and marked', async () => {
  const path = join(directory.path, 'long.eml');
  await writeFile(path, `${mail(1)}${'Please tell us more.\n'.repeat(1_000)}`);
  expect((await runImport([path], { MAX_MESSAGE_BYTES: '4096' })).code).toBe(0);
  expect(await importedDrafts()).toMatchObject([{ truncated: true, category: 'Lead' }]);
});

test('Ctrl-C drains, and a second run goes on where the first was', async () => {
  const n = 30;
  const mbox = await anMbox(n);
  const server = await startLlmServer({ behaviour: { delayMs: 250 } });
  const env = { OPENAI_BASE_URL: server.baseUrl, CONCURRENCY: '2' };
  const child = launch([mbox], env);
  const report = ended(child);
  for (let waited = 0; server.counts.summarize < 2 && waited < 20_000; waited += 50)
    await sleep(50);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await report;
  expect(code).toBe(0);
  expect(stderr).toContain('stopping');
  expect(stdout).toMatch(/\d+ still to be worked: run the import again/);

  server.setBehaviour({});
  const second = await runImport([mbox], env);
  await server.close();
  expect(second.stdout).toContain(`taken in 0   known already ${n}`);
  expect(second.stdout).toContain(`in all: done ${n}   quarantined 0`);
  expect(await importedDrafts()).toHaveLength(n);
});

test('where an agent runs on the database, it works the mail, and the import waits for it', async () => {
  const agent = await startAgent({}, directory.path);
  try {
    const { code, stdout, stderr } = await runImport([await anMbox(5)]);
    expect(stderr).toContain('an agent runs on this database: it works the mail');
    expect(stdout).toContain('taken in 5   known already 0');
    expect(stdout).toContain('this run: done 5 (Lead 5)');
    expect(code).toBe(0);
    const drafts = (await agent.drafts()).filter(({ account }) => account === 'import');
    expect(drafts).toHaveLength(5);
  } finally {
    await agent.stop();
  }
});

test('what cannot be read is named and exits 1; wrong usage and configuration exit 2', async () => {
  const path = join(directory.path, 'a.eml');
  await writeFile(path, mail(1));
  const { code, stdout } = await runImport([join(directory.path, 'gone'), path]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/1 could not be read:\n.*gone: there is no such file or folder/);
  expect(stdout).toContain('taken in 1 ');

  const nothing = await runImport([]);
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain('Usage: npm run import');
  const wrong = await runImport([path], { MAX_MESSAGE_BYTES: '1', CONCURRENCY: 'x' });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(
    /CONCURRENCY[\s\S]*MAX_MESSAGE_BYTES|MAX_MESSAGE_BYTES[\s\S]*CONCURRENCY/,
  );
});
