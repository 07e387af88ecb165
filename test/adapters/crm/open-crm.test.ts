import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { openCrm } from '../../../src/adapters/crm/index.ts';
import type { Crm } from '../../../src/ports.ts';
import { type HubspotServer, startHubspotServer } from '../../support/hubspot-server.ts';

const { signal } = new AbortController();
const onProblem = () => {};
let folder: string;
let server: HubspotServer;
let crm: Crm | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crm-'));
  server = await startHubspotServer({
    companies: [{ id: '1', properties: { name: 'From HubSpot', domain: 'globex.com' } }],
  });
});
afterEach(async () => {
  await crm?.close();
  await server.close();
  await rm(folder, { recursive: true });
});

test('nothing configured is the built-in table; blank settings are nothing', async () => {
  crm = await openCrm({ file: ' ', hubspotToken: '', hubspotUrl: '', onProblem });
  expect(await crm.find('x@globex.com', signal)).toMatchObject({ source: 'mock:domain' });
});

test('HubSpot is asked only where the file knows nothing', async () => {
  const file = join(folder, 'crm.csv');
  await writeFile(file, 'email,domain,company,industry,size,contact_role\n,acme.com,Acme,,,\n');
  crm = await openCrm({ file, hubspotToken: server.token, hubspotUrl: server.url, onProblem });
  expect(await crm.find('x@acme.com', signal)).toMatchObject({ source: 'csv:domain' });
  expect(server.requests).toHaveLength(0);
  expect(await crm.find('x@globex.com', signal)).toMatchObject({ company: 'From HubSpot' });
  expect(await crm.find('x@nobody.example', signal)).toBeNull();
});

test('a file that cannot be used is refused with its name and the fix', async () => {
  const file = join(folder, 'none.csv');
  await expect(openCrm({ file, onProblem })).rejects.toThrow(`${file}: cannot be read (ENOENT)`);
});
