import { afterEach, beforeEach, expect, it } from 'vitest';
import { drafted } from '../support/drafted.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRest();
});
afterEach(() => server.close());

async function source(of: Buffer | string | null) {
  const { message } = await drafted(server);
  const bytes = typeof of === 'string' ? Buffer.from(of) : of;
  server.deps.messages.source = () => Promise.resolve(bytes);
  const response = await fetch(`${server.url}/dashboard/messages/${message}/source`);
  const html = await response.text();
  const [, text = null] = /<pre[^>]*>\n([^]*)<\/pre>/.exec(html) ?? [];
  return { message, response, html, text };
}

it('shows the source as text, with the way to the file and back', async () => {
  const { message, response, html, text } = await source(
    'Subject: <script>x</script>\r\n\r\nHi\r\n',
  );
  expect(response.status).toBe(200);
  expect(text).toBe('Subject: &lt;script&gt;x&lt;/script&gt;\n\nHi\n');
  expect(html).toContain('35 bytes.');
  expect(html).toContain(`href="/messages/${message}/raw" download`);
  expect(html).toMatch(new RegExp(`href="/dashboard/messages/${message}" data-back`));
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('shows the first 200 kB, and says how much there is', async () => {
  // The cut goes through the two bytes of a letter.
  const { html, text } = await source(Buffer.from(`x${'ä'.repeat(150_000)}`));
  expect(html).toContain('The first 200,000 of 300,001 bytes.');
  expect(text).toBe(`x${'ä'.repeat(99_999)}`);
});

it('shows control characters, and bytes that are no UTF-8', async () => {
  const bytes = [0x41, 0x00, 0x1b, 0x7f, 0x09, 0x0d, 0xe4, 0x0a];
  expect((await source(Buffer.from(bytes))).text).toBe('A\u2400\u241B\u2421\t\nä\n');
});

it('says so where there is none, or no such message', async () => {
  const { response, html } = await source(null);
  expect(response.status).toBe(200);
  expect(html).toContain('is not there');
  expect(html).not.toContain('/raw"');
  for (const id of ['999', 'x']) {
    expect((await fetch(`${server.url}/dashboard/messages/${id}/source`)).status).toBe(404);
  }
});
