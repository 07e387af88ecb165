import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { inspectionOf } from '../../src/inspection.ts';

const root = new URL('../../', import.meta.url).pathname;
const page = readFileSync(join(root, 'docs/inspector.md'), 'utf8');

/** Runs a program until it has said something that matches; ended by the returned call. */
async function run(cwd: string, file: string, pattern: RegExp) {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const found = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        said.push(line);
        const [, match] = pattern.exec(line) ?? [];
        if (match) resolve(match);
      });
    }
    child.once('close', () => reject(new Error(`it ended:\n${said.join('\n')}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  };
  return { found, stop };
}

it('docs/inspector.md: the folder and the example run in a project of their own', async () => {
  const [, example = ''] = /```ts\n(.*?)```/s.exec(page) ?? [];
  const project = await mkdtemp(join(tmpdir(), 'inspected-'));
  await cp(join(root, 'src/inspector'), join(project, 'inspector'), { recursive: true });
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
  await writeFile(join(project, 'main.ts'), example);
  const { found, stop } = await run(project, 'main.ts', /^inspector: (http:\S+)$/);
  try {
    const url = await found;
    const json = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
    const [{ id }] = (await json('actors')) as [{ id: string }];
    const actor = `actors/${encodeURIComponent(id)}`;
    const waiting = {
      machine: 'order',
      subject: 'order 7',
      snapshot: { value: 'open', context: { id: 7, customer: '[redacted]', method: 'card' } },
      accepts: ['pay'],
    };
    expect(await json(actor)).toMatchObject(waiting);
    const { chart } = (await json(actor)) as { chart: string };
    expect(await (await fetch(`${url}charts/${chart}`)).text()).toContain('data-state="charging"');
    expect(await (await fetch(url)).text()).toContain('data-feed="/ws"');
    const sent = await fetch(`${url}${actor}/events`, { method: 'POST', body: '{"type":"pay"}' });
    expect(sent.status).toBe(202);
    await expect.poll(() => json(actor)).toMatchObject({ snapshot: { value: 'paid' } });
  } finally {
    await stop();
    await rm(project, { recursive: true, force: true });
  }
}, 60_000);

it('docs/inspector.md leads nowhere that does not exist', () => {
  const headings = [...page.matchAll(/^#{2,3} (.+)$/gm)].map(([, text = '']) =>
    text.toLowerCase().replaceAll(/[,']/g, '').replaceAll(' ', '-'),
  );
  const anchors = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
  expect(anchors.length).toBeGreaterThan(5);
  expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
});

it('docs/inspector.md names every message of our own that the feed begins with', () => {
  const types: string[] = [];
  inspectionOf({ INSPECT_SEND: false, INSPECT_FULL: false }, console).subscribe({
    definitions: false,
    send: (json) => types.push((JSON.parse(json) as { type: string }).type),
  });
  expect(types).toEqual(['@agent.hello', '@agent.history']);
  for (const type of types) expect(page).toMatch(new RegExp(`^\\| \`${type}\` +\\|`, 'm'));
});
