import {
  appendFile,
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { csvCrm } from '../../../src/adapters/crm/csv-crm.ts';
import type { Crm } from '../../../src/ports.ts';

const header = 'email,domain,company,industry,size,contact_role\n';
const acme = `${header},acme.com,Acme,Anvils,11-50,Buyer\n`;
const { signal } = new AbortController();

let folder: string;
let path: string;
let crm: Crm;
let problems: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crm-'));
  path = join(folder, 'crm.csv');
  await writeFile(path, acme);
  await open();
});
afterEach(async () => {
  await crm.close();
  await rm(folder, { recursive: true });
});

async function open(file = path): Promise<void> {
  problems = [];
  crm = await csvCrm(file, {
    onProblem: (problem) => problems.push(problem),
    pollMs: 100,
    settleMs: 150,
  });
}

const named = async (domain: string) => (await crm.find(`x@${domain}`, signal))?.company;
const waiting = { timeout: 5_000, interval: 10 };

describe('a CSV file that changes', () => {
  test('is read again', async () => {
    await writeFile(path, `${acme},globex.com,Globex,Retail,11-50,\n`);
    await vi.waitFor(async () => expect(await named('globex.com')).toBe('Globex'), waiting);
    expect(problems).toEqual([]);
  });

  test('is read again when an editor puts another file in its place, more than once', async () => {
    for (const company of ['Second', 'Third']) {
      await writeFile(join(folder, '.swap'), acme.replace('Acme', company));
      await rename(join(folder, '.swap'), path);
      await vi.waitFor(async () => expect(await named('acme.com')).toBe(company), waiting);
    }
    expect(problems).toEqual([]);
  });

  test('is read again where nothing tells of the change: behind a symbolic link', async () => {
    await crm.close();
    await mkdir(join(folder, 'elsewhere'));
    const linked = join(folder, 'elsewhere', 'linked.csv');
    await symlink(path, linked);
    await open(linked);
    await writeFile(path, acme.replace('Acme', 'Acme Two'));
    await vi.waitFor(async () => expect(await named('acme.com')).toBe('Acme Two'), waiting);
  });

  test('that is written in two steps is never seen half', async () => {
    await writeFile(path, header);
    await sleep(20);
    await appendFile(path, ',acme.com,Acme Two,,,\n,globex.com,"Glo');
    await sleep(20);
    await appendFile(path, 'bex",,,\n');
    const seen = new Set<string | undefined>();
    await vi.waitFor(async () => {
      seen.add(await named('acme.com'));
      expect(await named('globex.com')).toBe('Globex');
    }, waiting);
    expect([...seen].filter((name) => name !== 'Acme' && name !== 'Acme Two')).toEqual([]);
    expect(problems).toEqual([]);
  });

  test.each([
    ['broken', `${header},acme.com,Acme\n`, 'line 2: has 3 cells where the header has 6; put'],
    ['cut off', `${header},acme.com,"Acme`, 'a double quote is out of place'],
    ['empty', '', 'is empty; its first line must be'],
    ['no more than a header', header, 'has no line but the header any more; restore'],
  ])('to %s keeps what was known, and is told once', async (_, content, problem) => {
    await writeFile(path, content);
    await vi.waitFor(() => expect(problems).toHaveLength(1), waiting);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).toContain(path);
    await sleep(500);
    expect(problems).toHaveLength(1);
    expect(await named('acme.com')).toBe('Acme');

    await writeFile(path, acme.replace('Acme', 'Mended'));
    await vi.waitFor(async () => expect(await named('acme.com')).toBe('Mended'), waiting);
    expect(problems).toHaveLength(1);
  });

  test('by being deleted keeps what was known, and is told once', async () => {
    await unlink(path);
    await vi.waitFor(() => expect(problems).toHaveLength(1), waiting);
    expect(problems[0]).toContain('cannot be read (ENOENT)');
    await sleep(500);
    expect(problems).toHaveLength(1);
    expect(await named('acme.com')).toBe('Acme');

    await writeFile(path, acme.replace('Acme', 'Back'));
    await vi.waitFor(async () => expect(await named('acme.com')).toBe('Back'), waiting);
  });

  test('is left alone once the CRM is closed', async () => {
    await crm.close();
    await writeFile(path, 'broken');
    await sleep(500);
    expect(problems).toEqual([]);
    expect(await named('acme.com')).toBe('Acme');
  });

  test('answers from one table or the other while a large one is read, without a stop', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `a${i}@firm${i}.com,,"Firm, ${i}",,,\n`);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await writeFile(path, header + rows.join(''));
    delay.reset();
    const last = async () => (await crm.find('a49999@firm49999.com', signal))?.company;
    await vi.waitFor(async () => expect(await last()).toBe('Firm, 49999'), {
      timeout: 20_000,
      interval: 10,
    });
    expect(await crm.find('a0@firm0.com', signal)).toMatchObject({ company: 'Firm, 0' });
    expect(await named('acme.com')).toBeUndefined();
    // A machine under load adds its own; read at once the file would take some seconds.
    expect(delay.max / 1e6).toBeLessThan(500);
  }, 30_000);
});
