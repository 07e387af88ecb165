import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { webhookPoster } from '../../src/adapters/webhooks/poster.ts';
import { webhookEvents } from '../../src/domain/webhook.ts';
import { secret } from '../support/webhook-receiver.ts';

const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');

it('docs/webhooks.md explains every event, and no other', () => {
  const rows = [...page.matchAll(/^\| `(\w+\.\w+)` /gm)].map(([, name]) => name);
  expect(rows).toEqual([...webhookEvents]);
});

it('docs/webhooks.md: its receiver takes what we post, and nothing else', async () => {
  const [, example = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
  const directory = await mkdtemp(join(tmpdir(), 'receiver-'));
  await writeFile(join(directory, 'receiver.mjs'), example);
  const child = spawn(process.execPath, [join(directory, 'receiver.mjs')], {
    env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => said.push(line));
  try {
    await expect.poll(() => said[0], { timeout: 20_000 }).toMatch(/^listening on \d+$/);
    const url = `http://127.0.0.1:${said[0]?.split(' ').at(-1)}/`;
    const post = async (secrets: string[], now = Date.now) => {
      const data = { id: 7, to: 'quarantined' };
      const body = JSON.stringify({ type: 'message.transitioned', timestamp: '', data });
      const poster = webhookPoster({ url, secrets, now });
      return (await poster.post({ event: 'msg_1', body }, new AbortController().signal)).status;
    };
    const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    expect(await post([other])).toBe(401);
    expect(await post([secret], () => Date.now() - 600_000)).toBe(401);
    expect(await post([other, secret])).toBe(204);
    expect(await post([secret])).toBe(204);
    expect(said.slice(1)).toEqual(['message.transitioned quarantined']);
  } finally {
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
    await rm(directory, { recursive: true });
  }
}, 60_000);
