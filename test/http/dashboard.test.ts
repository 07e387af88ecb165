import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Transition } from '../../src/ports.ts';
import { render } from '../../src/views/render.ts';
import { aMail } from '../support/a-claim.ts';
import { aRow, type FakeDeps } from '../support/fake-deps.ts';
import { aMailbox, type Page, type PageServer, servePages } from '../support/page-server.ts';

let server: PageServer;
let fake: FakeDeps;
const page = (path: string, headers?: Record<string, string>): Promise<Page> =>
  server.page(path, headers);

beforeEach(async () => {
  server = await servePages();
  ({ fake } = server);
});
afterEach(() => server.close());

const hostile = `<img src=x onerror="alert(1)">'"&</textarea></title><script>alert(2)</script>`;

/** What the frame of a page needs to know. */
const chrome = { title: 'Any', current: '', styles: [], scripts: [], body: '' };

describe('every page', () => {
  it('holds to a policy without inline code and is kept out of caches', async () => {
    fake.arrive({ message: 5 });
    fake.state.messages.push(aRow());
    const paths = ['/dashboard', '/dashboard/messages/5', '/dashboard/quarantine', '/inspector'];
    for (const path of paths) {
      const { status, html, headers } = await page(path);
      expect(status, path).toBe(200);
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
      expect(html).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    }
  });

  it('loads assets that may be kept for ever, and old ones by their name', async () => {
    const { html } = await page('/dashboard');
    const urls = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
      ([, url]) => url ?? '',
    );
    expect(urls.length).toBeGreaterThan(3);
    for (const url of urls) {
      const { status, headers } = await page(url);
      expect(status, url).toBe(200);
      expect(headers.get('cache-control')).toContain('immutable');
    }
    const old = await page('/assets/0123456789ab/base.css');
    expect(old.status).toBe(200);
    expect(old.headers.get('cache-control')).toBe('no-cache');
    for (const other of ['nothing.js', 'tsconfig.json', '..%2Flayout.eta']) {
      expect((await page(`/assets/0/${other}`)).status, other).toBe(404);
    }
  });

  it('serves the libraries from this machine, compressed as the browser takes it', async () => {
    const { html } = await page('/dashboard');
    for (const name of ['htmx.min.js', 'idiomorph-ext.min.js']) {
      const url = new RegExp(`src="(/assets/[0-9a-f]{12}/${name})"`).exec(html)?.[1] ?? '';
      const plain = await page(url, { 'Accept-Encoding': 'identity' });
      expect(plain.headers.get('content-encoding'), name).toBeNull();
      for (const [accepted, coding] of [
        ['gzip, deflate, br', 'br'],
        ['gzip', 'gzip'],
        ['br;q=0, gzip', 'gzip'],
      ] as const) {
        const { headers, html: script } = await page(url, { 'Accept-Encoding': accepted });
        expect(headers.get('content-encoding'), accepted).toBe(coding);
        expect(headers.get('vary')).toContain('Accept-Encoding');
        expect(Number(headers.get('content-length'))).toBeLessThan(plain.html.length / 2);
        expect(script).toBe(plain.html);
      }
    }
  });

  it('names who is signed in, with a way out, and nobody else', async () => {
    expect((await page('/dashboard')).html).not.toContain('/logout');
    const html = render('layout', { ...chrome, person: hostile });
    expect(html).toContain('action="/logout"');
    expect(html).toContain('&lt;img src=x onerror=');
  });

  it('writes what a stranger wrote as text', async () => {
    fake.arrive({
      message: 5,
      subject: hostile,
      sender: { name: hostile, address: hostile },
      recipients: [{ name: hostile, address: hostile }],
      attachments: [{ name: hostile, type: hostile, size: 1 }],
      reason: hostile,
      crm: {
        company: hostile,
        industry: hostile,
        size: hostile,
        contactRole: hostile,
        source: hostile,
      },
      reply: { subject: hostile, body: hostile, language: hostile },
      summary: { subject: hostile, sender: hostile, intent: hostile, urgency: 'low' },
      injection: { suspected: true, evidence: [hostile] },
    });
    fake.state.messages.push(aRow({ subject: hostile, sender: hostile, error: hostile }));
    const parts = { text: hostile, own: hostile, quoted: hostile, signature: hostile };
    fake.state.mails.set(5, aMail({ ...parts, from: null, subject: hostile, hidden: hostile }));
    fake.state.ledger = [{ ...aMailbox, mailbox: hostile, account: hostile, state: hostile }];
    fake.state.reasons = [hostile];
    const q = encodeURIComponent(hostile);
    const paths = ['/dashboard', '/dashboard/messages/5', '/dashboard/quarantine'];
    for (const path of [...paths, `/dashboard?q=${q}`, `/dashboard?cursor=${q}&category=${q}`]) {
      const { status, html } = await page(path);
      expect(status, path).toBe(200);
      expect(html, path).toContain('&lt;img src=x onerror=');
      expect(html, path).not.toMatch(/<img|<script>|onerror="/);
    }
  });
});

describe('an address that no page has', () => {
  it('is answered by a page with the ways on, and to programs as ever', async () => {
    for (const path of ['/dashboard/nothing', '/dashboard/drafts/1/nothing/else']) {
      const { status, html, headers } = await page(path);
      expect(status, path).toBe(404);
      expect(html).toContain('There is no such page');
      expect(html).toMatch(/<nav aria-label="Main">[^]*href="\/dashboard\/insights"/);
      expect(html).toContain('href="/dashboard">Go to the list');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const program = await page('/dashboard/nothing', { Accept: 'application/json' });
    expect(program.status).toBe(404);
    expect(JSON.parse(program.html)).toMatchObject({ error: { code: 'not_found' } });
    // Where no view may fail there is none.
    expect((await page('/nothing')).html).toContain('<h1>404 Not Found</h1>');
  });
});

describe('/dashboard/messages/:id', () => {
  it('shows a message that has no draft with its error, its way and a retry', async () => {
    const at = '2026-02-03T04:05:06Z';
    const journey: Transition[] = [
      { at, from: 'discovered', to: 'parsing', ms: 12, attempt: 1, error: null },
      { at, from: 'parsing', to: 'quarantined', ms: 5_000, attempt: 1, error: 'too many parts' },
    ];
    fake.state.messages.push(aRow({ journey }));
    const { html } = await page('/dashboard/messages/5');
    expect(html).toContain('mail.unparsable: too many parts');
    expect(html).toMatch(/Reading<\/b>\s*<span class="quiet">5\.0 s</);
    expect(html).toContain('action="/dashboard/messages/5/again"');
    expect(html).toContain('href="/dashboard/messages/5/source"');
    expect(html).not.toContain('<textarea');
  });

  it('shows why a message was skipped', async () => {
    fake.state.messages.push(aRow({ stage: 'skipped', error: 'our own mail' }));
    expect((await page('/dashboard/messages/5')).html).toMatch(
      /It was skipped\.<\/b>\s*our own mail/,
    );
  });

  it('keeps the first line of a reply that begins with an empty one', async () => {
    fake.arrive({ message: 5, reply: { subject: 'Re', body: '\nDear Ada', language: 'en' } });
    // An HTML parser drops one line feed after the tag (WHATWG HTML, 13.1.2.5).
    expect((await page('/dashboard/messages/5')).html).toMatch(/<textarea[^>]*>\n\nDear Ada</);
  });

  it('has no editor for what cannot be edited', async () => {
    fake.arrive({ message: 5, status: 'sent' });
    const sent = await page('/dashboard/messages/5');
    expect(sent.html).toContain('Dear Ada');
    expect(sent.html).not.toContain('<textarea');
  });

  it('shows a draft whose message another process holds', async () => {
    const { id } = fake.arrive({ message: null, subject: 'From afar' });
    expect((await page('/dashboard')).html).toContain(`href="/dashboard/drafts/${id}"`);
    const { status, html } = await page(`/dashboard/drafts/${id}`);
    expect(status).toBe(200);
    expect(html).toContain('From afar');
    expect(html).toContain('<textarea');
  });

  it('says so when there is no such message', async () => {
    for (const id of ['7', '0', '-1', '1e3', 'x', '9'.repeat(40)]) {
      const { status, html } = await page(`/dashboard/messages/${id}`);
      expect(status, id).toBe(404);
      expect(html).toContain('There is no such message');
    }
  });
});

describe('/dashboard/quarantine', () => {
  it('shows what was set aside and what waits, with tries and times', async () => {
    fake.state.messages.push(
      aRow({ id: 5, attempts: 3 }),
      aRow({
        id: 6,
        uid: 66,
        stage: 'waiting',
        attempts: 1,
        error: 'crm.unavailable: later',
        notBefore: '2026-02-03T05:00:00.000Z',
      }),
      aRow({ id: 7, uid: 77, stage: 'waiting', notBefore: '2026-02-03T04:30:00.000Z' }),
    );
    const { html } = await page('/dashboard/quarantine');
    const [aside = '', waiting = ''] = html.split('Waiting to be tried again');
    expect(aside).toMatch(/data-label="Tries">3</);
    for (const deed of ['retry', 'discard']) {
      expect(aside).toContain(`action="/dashboard/quarantine/5/${deed}"`);
    }
    expect(aside).toContain('href="/dashboard/messages/5/source"');
    expect(aside).toContain('Discard UID 5?');
    expect(waiting).toContain('crm.unavailable: later');
    expect(waiting).toContain('2026-02-03 05:00 UTC');
    expect(waiting).toContain('action="/dashboard/quarantine/6/retry"');
    expect(waiting).not.toContain('discard');
    expect(waiting.indexOf('>77<')).toBeLessThan(waiting.indexOf('>66<'));
  });

  it('offers no source where the mail server never handed one over', async () => {
    const error = 'mail.unfetchable: the server answers NO';
    fake.state.messages.push(aRow({ error, attempts: 4 }));
    const { html } = await page('/dashboard/quarantine');
    expect(html).not.toContain('/raw"');
    expect(html).toMatch(/data-label="Tries">4</);
    expect(html).toContain('action="/dashboard/quarantine/5/discard"');
  });

  it('says so when there is nothing, and how many more wait', async () => {
    const empty = await page('/dashboard/quarantine');
    expect(empty.html).toContain('Nothing is in quarantine.');
    expect(empty.html).toContain('Nothing waits.');
    for (let id = 1; id <= 60; id += 1) fake.state.messages.push(aRow({ id, stage: 'waiting' }));
    expect((await page('/dashboard/quarantine/rows')).html).toContain('and 10 more');
  });
});

describe('the templates', () => {
  it('print unescaped only other templates', () => {
    const folder = new URL('../../src/views/', import.meta.url);
    const templates = readdirSync(folder).filter((name) => name.endsWith('.eta'));
    expect(templates.length).toBeGreaterThan(10);
    for (const name of templates) {
      const raw = readFileSync(new URL(name, folder), 'utf8').matchAll(/<%~\s*([^%]+?)\s*%>/g);
      for (const [, expression = ''] of raw) {
        expect(expression, name).toMatch(/^(include\([^']*'\/[\w-]+'.*\)|it\.body)$/);
      }
    }
  });
});
