import { afterEach, expect, it } from 'vitest';
import type { HttpDeps } from '../../src/http/deps.ts';
import { type RestServer, send, startRest } from '../support/rest-server.ts';

let server: RestServer;
afterEach(async () => await server.close());

const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

async function page(changes: Partial<HttpDeps>, headers: Record<string, string> = browser) {
  server = await startRest(changes);
  return await send(`${server.url}/inspector/stately`, { headers });
}

it('is no page unless INSPECT_STATELY_URL names one, and says so', async () => {
  const { status, body, headers } = await page({});
  expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  expect(body).toContain('Set INSPECT_STATELY_URL');
  expect(body).toContain('href="/inspector"');
});

it('says the same to a program', async () => {
  const { status, body } = await page({}, { Accept: 'application/json' });
  expect(status).toBe(404);
  expect(JSON.parse(body)).toMatchObject({
    error: { code: 'not_found', message: expect.stringContaining('Set INSPECT_STATELY_URL') },
  });
});

it('says who will see what, and asks that page for nothing before a click', async () => {
  const { status, body, headers } = await page({ statelyUrl: 'https://stately.ai/inspect' });
  expect(status).toBe(200);
  expect(body).toContain('stately.ai</bdi></b>, a page of another company');
  expect(body).toContain('data-url="https://stately.ai/inspect"');
  expect(body).not.toMatch(/(?:src|href|action)="https?:/);
  expect(body).not.toMatch(/\sstyle=|\son\w+=|<script(?![^>]* src=)/);
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('stately');
  expect(headers['referrer-policy']).toBe('same-origin');
  // It would cut the page that is opened off from the window that it answers to.
  expect(headers['cross-origin-opener-policy']).toBeUndefined();
});

it('writes the address into the page as text', async () => {
  const { body } = await page({
    statelyUrl: 'https://stately.example/?a="><script>alert(1)</script>',
  });
  expect(body).not.toContain('<script>alert');
});
