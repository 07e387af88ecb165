import { afterEach, beforeEach, expect, it } from 'vitest';
import { aFolder } from '../support/a-message.ts';
import { inspectionOf } from '../../src/inspection.ts';
import type { Story } from '../../src/http/inspector/story.ts';
import { type RestServer, jsonOf, send, startRest } from '../support/rest-server.ts';

const svg = `<svg xmlns="http://www.w3.org/2000/svg" class="chart">${' '.repeat(2_000)}</svg>`;

let server: RestServer;
beforeEach(async () => {
  const inspection = inspectionOf({ INSPECT_SEND: false, INSPECT_FULL: false }, console);
  server = await startRest({ inspection, role: 'api' });
});
afterEach(async () => await server.close());

const drawing = async (key: string, headers = {}) =>
  await send(`${server.url}/inspector/charts/${key}`, { headers });

it('answers the drawing of a machine, and 304 to who has it', async () => {
  server.deps.inspection.charts.svg = (key) => Promise.resolve(key === 'email-1' ? svg : null);
  const answer = await drawing('email-1');
  expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
    200,
    'image/svg+xml; charset=utf-8',
    'no-cache',
  ]);
  expect(answer.body).toBe(svg);
  const { etag = '' } = answer.headers;
  for (const encoding of ['identity', 'br', 'gzip']) {
    const headers = { 'If-None-Match': etag, 'Accept-Encoding': encoding };
    const again = await drawing('email-1', headers);
    expect([again.status, again.body, again.headers.etag]).toEqual([304, '', etag]);
  }
  server.deps.inspection.charts.svg = () => Promise.resolve(svg.replace('chart', 'other'));
  expect((await drawing('email-1', { 'If-None-Match': etag })).status).toBe(200);
});

it('draws the machine of a message, though none runs here', async () => {
  const known = server.deps.inspection.charts.list();
  const key = known.find(({ machine }) => machine === 'email')?.key ?? '';
  const { status, body } = await drawing(key);
  expect(status).toBe(200);
  expect(body).toMatch(/^<svg [^]*data-state="classifying\.asking"[^]*<\/svg>\s*$/);
}, 30_000);

it('compresses a drawing', async () => {
  server.deps.inspection.charts.svg = () => Promise.resolve(svg);
  const { headers } = await drawing('email-1', { 'Accept-Encoding': 'br' });
  expect([headers['content-encoding'], headers.vary]).toEqual(['br', 'Accept-Encoding']);
});

it('knows no other drawing', async () => {
  for (const key of ['unknown', '..%2Finspector', 'constructor', '%00']) {
    const answer = await drawing(key);
    expect([key, answer.status]).toEqual([key, 404]);
    expect(answer.headers['etag']).toBeUndefined();
  }
});

it('says that a drawing could not be made, not why, and logs that', async () => {
  server.deps.inspection.charts.svg = () => Promise.reject(new Error('/secret/path: no thread'));
  const answer = await drawing('email-1');
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  expect(JSON.parse(answer.body)).toEqual({
    error: { code: 'unavailable', message: 'This drawing could not be made; ask for it again' },
  });
  expect(server.logged.join()).toContain('no thread');
});

it('tells the story of a message in the role that runs no machine', async () => {
  const { fetched } = await aFolder(server.deps.messages);
  const story = await jsonOf<Story>(fetch(`${server.url}/inspector/messages/${fetched}`));
  expect(story).toMatchObject({
    subject: `message ${fetched}`,
    title: `Message ${fetched}`,
    machine: 'email',
    chart: expect.stringMatching(/^email-/),
    actor: null,
  });
  expect(story.steps.map(({ event, states }) => [event, states])).toEqual([
    ['discovered', ['routing']],
    ['fetched', ['parsing']],
  ]);
  for (const { at } of story.steps) expect(Math.abs(at - Date.now())).toBeLessThan(60_000);
});

it('has no story of a message that there is not', async () => {
  for (const id of ['999', '0', 'x', '1e3']) {
    expect((await fetch(`${server.url}/inspector/messages/${id}`)).status, id).toBe(404);
  }
});
