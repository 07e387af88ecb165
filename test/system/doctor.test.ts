import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../dist/src/doctor/main.js', import.meta.url));
const nobody = 65_534;

let directory = '';
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'doctor-'))));
afterEach(async () => await rm(directory, { recursive: true }));

/** The command, in a directory without `.env`. */
async function doctor(env: Record<string, string>, args: string[] = [], uid?: number) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    cwd: directory,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: child.exitCode, out, err };
}

test('without any setting all is well, and nothing was made', async () => {
  const { code, out } = await doctor({});
  expect(out).toContain('All checks passed.');
  expect(out).toMatch(/^IMAP +- +IMAP_HOST is not set: the demo mailbox runs$/m);
  expect(code).toBe(0);
});

test('a failure is exit 1, also as JSON, and no secret is told', async () => {
  const env = {
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_API_KEY: 'sk-canary',
    SMTP_URL: 'smtp://sales:pass-canary@127.0.0.1:9',
  };
  const { code, out } = await doctor(env);
  expect(out).toMatch(/^LLM answer +FAILED/m);
  expect(out).toMatch(/fix: nothing answers at 127\.0\.0\.1:9: check host and port in SMTP_URL/);
  expect(code).toBe(1);
  const json = await doctor(env, ['--json']);
  expect(json.code).toBe(1);
  const { ok, checks } = JSON.parse(json.out) as { ok: boolean; checks: { check: string }[] };
  expect(ok).toBe(false);
  expect(checks.map(({ check }) => check)).toContain('SMTP port');
  expect(out + json.out + json.err).not.toContain('canary');
});

test('a wrong configuration is told as by the program, exit 2; so is a wrong option', async () => {
  const { code, err } = await doctor({ PORT: 'eighty', IMAP_HOST: 'mail.example' });
  expect(err).toContain('The configuration is wrong:');
  for (const name of ['PORT', 'IMAP_USER', 'IMAP_PASS']) expect(err).toContain(`- ${name} `);
  expect(code).toBe(2);
  expect((await doctor({}, ['--jason'])).code).toBe(2);
});

test('a directory that its user may not write', async () => {
  await chmod(directory, 0o555);
  // Root may write anywhere: then it is somebody else who tries.
  const uid = process.getuid?.() === 0 ? nobody : undefined;
  const { code, out } = await doctor({}, [], uid);
  await chmod(directory, 0o755);
  expect(out).toMatch(/^Database +FAILED.*EACCES/m);
  expect(out).toMatch(/fix: let the user of the program write/);
  expect(code).toBe(1);
});
