import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAgent, workingDirectory } from '../support/agent.ts';

const program = new URL('../../dist/src/tokens/main.js', import.meta.url).pathname;
const API_TOKEN = 'correct-horse-battery';

let directory: Awaited<ReturnType<typeof workingDirectory>>;
beforeEach(async () => void (directory = await workingDirectory()));
afterEach(() => directory.remove());

async function token(...words: string[]) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [program, ...words], {
    cwd: directory.path,
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout: stdout.trim(), stderr };
}

test('tokens are made, listed and revoked beside a running server, which heeds it', async () => {
  const agent = await startAgent({ API_TOKEN }, directory.path);
  const made = await token('create', 'nightly export', '--scopes', 'read');
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('shown this once')]);
  const headers = { Authorization: `Bearer ${made.stdout}` };
  const status = async () => (await fetch(`${agent.url}/drafts`, { headers })).status;
  expect(await status()).toBe(200);

  const [, id = ''] = made.stdout.split('_');
  const { stdout } = await token('list');
  expect(stdout).toMatch(new RegExp(`^${id} +nightly export +read +in force`, 'm'));
  expect(stdout).not.toContain(made.stdout.split('_')[2]);

  expect((await token('revoke', id)).code).toBe(0);
  await expect.poll(status, { timeout: 10_000 }).toBe(401);
  expect((await token('list')).stdout).toContain('revoked');
  const audit = await fetch(`${agent.url}/audit`, {
    headers: { Authorization: `Bearer ${API_TOKEN}` },
  });
  expect(await audit.json()).toMatchObject({
    items: [
      { name: 'the command line', action: 'DELETE /tokens/:id', subject: 'nightly export' },
      { name: 'the command line', action: 'POST /tokens', subject: 'nightly export' },
    ],
  });
  await agent.stop();
}, 180_000);

test('what is wrong is said, and nothing is made', async () => {
  for (const [words, code, said] of [
    [['create', 'x', '--scopes', 'write'], 1, 'must be one of read, review, ingest, admin'],
    [['create', 'x', '--scopes', 'read', '--expires', '2020-01-01'], 1, 'must be in the future'],
    [['revoke', 'nobody'], 1, 'There is no token nobody'],
    [['create'], 2, 'Usage: npm run token'],
    [['list', '--all'], 2, 'Usage: npm run token'],
  ] as const) {
    const { code: given, stdout, stderr } = await token(...words);
    expect([given, stdout], words.join(' ')).toEqual([code, '']);
    expect(stderr).toContain(said);
  }
  expect((await token('list')).stdout).toBe('There is no token yet.');
}, 90_000);
