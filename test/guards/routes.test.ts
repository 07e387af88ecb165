import { expect, it } from 'vitest';
import { routers } from '../../src/http/app.ts';
import { startRest } from '../support/rest-server.ts';

/** Whoever adds, renames or drops a route says so here; clients rely on every line. */
const golden = [
  'GET /',
  'GET /actors',
  'GET /assets/:hash/:name',
  'GET /dashboard',
  'GET /dashboard/drafts/:id',
  'GET /dashboard/messages/:id',
  'GET /dashboard/messages/:id/journey',
  'GET /dashboard/quarantine',
  'GET /dashboard/quarantine/rows',
  'GET /dashboard/rows',
  'GET /dashboard/strip',
  'GET /drafts',
  'GET /drafts/:id',
  'GET /drafts/:id/versions',
  'GET /events',
  'GET /favicon.ico',
  'GET /healthz',
  'GET /inspector',
  'GET /ledger',
  'GET /messages',
  'GET /messages/:id',
  'GET /messages/:id/raw',
  'GET /readyz',
  'GET /stats',
  'PATCH /drafts/:id',
  'POST /drafts',
  'POST /drafts/:id/regenerate',
  'POST /mailboxes/:id/pause',
  'POST /mailboxes/:id/resume',
  'POST /mailboxes/:id/retry',
  'POST /messages/:id/discard',
  'POST /messages/:id/replay',
  'POST /messages/:id/retry',
  'POST /supervisor/pause',
  'POST /supervisor/resume',
];

it('serves exactly these routes', async () => {
  const server = await startRest();
  const layers = routers(server.deps).flatMap(({ stack }) => stack);
  const routes = layers.flatMap(({ methods, path }) =>
    // Every GET route answers HEAD as well.
    methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path.toString()}`),
  );
  await server.close();
  expect(routes.toSorted()).toEqual(golden);
});
