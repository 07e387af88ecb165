import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/dovecot-host.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
/** Root may write anywhere: the installed program is then run by somebody else. */
const uid = process.getuid?.() === 0 ? 65_534 : undefined;
const user = uid === undefined ? {} : { uid, gid: uid };

let base = '';
let command = '';
let data = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'package-'));
  await chmod(base, 0o755);
  // It was built a moment ago, and others run what was built.
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--pack-destination', base], {
    cwd: root,
  });
  const tarball = stdout.trim().split('\n').at(-1) ?? '';
  const home = join(base, 'home');
  await mkdir(home);
  await writeFile(join(home, 'package.json'), '{"private":true}');
  // What was downloaded for these sources is in npm's cache; its one native part was built for them.
  const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...quiet, join(base, tarball)], { cwd: home });
  const native = 'node_modules/sqlite3/build';
  await cp(join(root, native), join(home, native), { recursive: true });
  command = join(home, 'node_modules/.bin/marketing-ops-agent');
  data = join(base, 'data');
  await mkdir(data);
  if (uid !== undefined) await chown(data, uid, uid);
}, 180_000);

afterAll(async () => await rm(base, { recursive: true, force: true }));

const { PATH } = process.env;

test('holds what runs and no more', async () => {
  const installed = join(base, 'home/node_modules/marketing-ops-agent');
  expect((await readdir(installed)).toSorted()).toEqual(
    [
      '.env.example',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'package.json',
      'packaging',
      'playbook.example.yaml',
      'src',
    ].toSorted(),
  );
  const names = await readdir(installed, { recursive: true });
  expect(names.filter((name) => /\.(map|ts|db)$|^test|^bench/.test(name))).toEqual([]);
  const modules = await readdir(join(base, 'home/node_modules'));
  expect(modules).not.toContain('typescript');
});

test('tells its commands and its version, and refuses others', async () => {
  const help = await run(command, ['--help']);
  expect(help.stdout).toMatch(/start .*\n.*doctor/);
  expect((await run(command, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  await expect(run(command, ['strat'])).rejects.toMatchObject({ code: 2 });
  await expect(run(command, ['start', '--port'])).rejects.toMatchObject({ code: 2 });
  const doctor = await run(command, ['doctor', '--json'], { cwd: data, env: { PATH }, ...user });
  expect(JSON.parse(doctor.stdout)).toMatchObject({ ok: true });
});

test('runs as a user who may not write it, until it is asked to stop', async () => {
  const port = String(await freePort());
  const env = { PATH, PORT: port };
  const child = spawn(command, [], { cwd: data, env, stdio: ['ignore', 'pipe', 'pipe'], ...user });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close');
  const ready = async () => {
    if (child.exitCode !== null) throw new Error(output);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    return answer?.status ?? 0;
  };
  await expect.poll(ready, { timeout: 60_000, interval: 250 }).toBe(200);
  const page = await fetch(`http://127.0.0.1:${port}/dashboard`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('</html>')]);
  expect((await fetch(`http://127.0.0.1:${port}/inspector`)).status).toBe(200);

  const check = join(base, 'home/node_modules/marketing-ops-agent/packaging/healthcheck.mjs');
  await run(process.execPath, [check], { env });
  child.kill('SIGTERM');
  const [code] = (await ended) as [number];
  expect([code, output]).toEqual([0, expect.stringContaining('"why":"SIGTERM"')]);
  await expect(run(process.execPath, [check], { env })).rejects.toMatchObject({ code: 1 });
}, 120_000);
