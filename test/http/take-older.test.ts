import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { fakeDeps } from '../support/fake-deps.ts';
import { type FakeMachines, fakeMachines } from '../support/fake-machines.ts';

let machines: FakeMachines;
let listening: Listening;

const folder = {
  id: 3,
  account: 'sales',
  mailbox: 'INBOX',
  uidValidity: 1,
  startUid: 9,
  cursor: 12,
  state: 'watching',
  lastSyncAt: null,
  reconciledAt: null,
  left: 8,
  counts: {},
  gaps: [],
};

beforeEach(async () => {
  const fake = fakeDeps();
  machines = fakeMachines({ INBOX: 'watching' });
  fake.state.ledger.push(folder);
  fake.state.machines = machines;
  listening = await listen(createApp(fake.deps), { host: '127.0.0.1', port: 0, graceMs: 100 });
});
afterEach(() => listening.close());

async function post(path: string): Promise<[number, unknown]> {
  const url = `http://127.0.0.1:${listening.address.port}${path}`;
  const response = await fetch(url, { method: 'POST' });
  return [response.status, await response.json()];
}

it('POST /mailboxes/:id/take-older tells the folder, and shows how many are left', async () => {
  expect(await post('/mailboxes/3/take-older')).toEqual([200, folder]);
  expect(machines.orders).toEqual(['takeOlder INBOX']);
});

it('answers 404 to a number that no folder has, and 409 for one that is not watched', async () => {
  expect((await post('/mailboxes/99/take-older'))[0]).toBe(404);
  delete machines.states.mailboxes['INBOX'];
  expect((await post('/mailboxes/3/take-older'))[0]).toBe(409);
});
