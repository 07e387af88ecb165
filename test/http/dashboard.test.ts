import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { Transition } from '../../src/ports.ts';
import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { aMail } from '../support/a-claim.ts';
import { aRow, type FakeDeps, fakeDeps } from '../support/fake-deps.ts';
import { fakeMachines } from '../support/fake-machines.ts';

let fake: FakeDeps;
let listening: Listening;

beforeEach(async () => {
  fake = fakeDeps();
  listening = await listen(createApp(fake.deps), { host: '127.0.0.1', port: 0, graceMs: 100 });
});
afterEach(() => listening.close());

const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

async function page(path: string): Promise<{ status: number; html: string; headers: Headers }> {
  const url = `http://127.0.0.1:${listening.address.port}${path}`;
  const response = await fetch(url, { headers: browser });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

const hostile = `<img src=x onerror="alert(1)">'"&</textarea></title><script>alert(2)</script>`;

const aMailbox = {
  id: 3,
  account: 'sales',
  mailbox: 'INBOX',
  uidValidity: 1,
  startUid: 1,
  cursor: 9,
  state: 'connected.watching',
  lastSyncAt: null,
  reconciledAt: null,
  counts: {},
  gaps: [],
};

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

describe('/dashboard', () => {
  it('shows the state of the whole in words', async () => {
    fake.state.ledger = [
      { ...aMailbox, gaps: [{ uid: 7, since: '2026-02-03T04:05:06Z' }] },
      { ...aMailbox, mailbox: 'Support', state: 'refused' },
    ];
    fake.state.llm = 'absent';
    fake.state.messages.push(aRow(), aRow({ id: 6, stage: 'drafting' }));
    fake.arrive();
    fake.arrive({ category: 'Spam' });
    const { html } = await page('/dashboard/strip');
    expect(html).toContain('Watching for new mail');
    expect(html).toContain('Sign-in refused');
    expect(html).toContain('Mock answers (no LLM configured)');
    expect(html).toMatch(/<b>1<\/b> Lead/);
    expect(html).toMatch(/<b>1<\/b> Spam/);
    expect(html).toMatch(/role="alert"[^]*1 message is missing[^]*INBOX UID 7/);
    expect(html).toMatch(/href="\/dashboard\/quarantine">1</);
  });

  it.each([
    ['backingOff', 'trying again soon', '/mailboxes/3/retry'],
    ['throttled', 'Slowed down', '/mailboxes/3/retry'],
    ['refused', 'check user and password', '/mailboxes/3/retry'],
    ['stalled', 'cannot be written', null],
    ['paused', 'Paused by a person', '/mailboxes/3/resume'],
  ])('says what %s means and offers what can be done', async (state, words, post) => {
    const watching = ['A', 'B', 'C', 'D'].map((mailbox, i) => ({
      ...aMailbox,
      id: 10 + i,
      mailbox,
    }));
    // The machine knows better than the row, and what can be helped is not cut off.
    fake.state.ledger = [...watching, aMailbox];
    fake.state.machines = fakeMachines({ INBOX: state });
    const { html } = await page('/dashboard/strip');
    expect(html).toContain(words);
    expect(html.match(/data-post="[^"]+"/g)).toEqual(post && [`data-post="${post}"`]);
    fake.state.machines = null;
    expect((await page('/dashboard/strip')).html).not.toContain('data-post');
  });

  it('shows a stale mailbox with what keeps it, and alone where that is not known', async () => {
    fake.state.ledger = [{ ...aMailbox, state: 'stale' }];
    fake.state.machines = fakeMachines({ INBOX: 'backingOff' });
    const { html } = await page('/dashboard/strip');
    expect(html).toContain('Not looked at for too long. Connection lost, trying again soon');
    expect(html).toContain('data-post="/mailboxes/3/retry"');
    fake.state.machines = null;
    expect((await page('/dashboard/strip')).html).toContain('Not looked at for too long</span>');
  });

  it('shows a pause of all work with the way out of it', async () => {
    fake.state.machines = fakeMachines();
    fake.state.machines.pause();
    fake.state.reasons = ['work is paused by a person'];
    const { html } = await page('/dashboard/strip');
    expect(html).toMatch(/work is paused by a person[^]*data-post="\/supervisor\/resume"/);
    fake.state.machines.resume();
    expect((await page('/dashboard/strip')).html).not.toContain('/supervisor/resume');
  });

  it('marks fallback, injection and truncation', async () => {
    const steps = {};
    fake.arrive({
      injection: { suspected: true, evidence: ['ignore all instructions'] },
      provenance: { fallback: true, steps, costUsd: 0 },
      truncated: true,
    });
    const { html } = await page('/dashboard/rows');
    for (const mark of ['Injection', 'Mock', 'Truncated']) expect(html).toContain(`>${mark}<`);
  });

  it('filters by tab and search, and keeps both in every link', async () => {
    fake.arrive({ subject: 'Printer on fire', category: 'Support' });
    fake.arrive({ subject: 'Pricing please', category: 'Lead' });
    const lead = await page('/dashboard?category=Lead&q=p');
    expect(lead.html).toContain('Pricing please');
    expect(lead.html).not.toContain('Printer on fire');
    expect(lead.html).toContain('href="/dashboard?category=Support&amp;q=p"');
    expect(lead.html).toMatch(/aria-current="page">Lead</);
    expect(lead.html).toContain('value="p"');
    const nothing = await page('/dashboard?q=zebra');
    expect(nothing.html).toContain('Nothing matches');
  });

  it('pages by key to the end and back to the first', async () => {
    for (let n = 0; n < 120; n += 1) fake.arrive({ subject: `Subject number ${n}` });
    const seen = new Set<string>();
    let path: string | undefined = '/dashboard';
    while (path) {
      const { html } = await page(path);
      for (const [subject] of html.matchAll(/Subject number \d+/g)) seen.add(subject);
      path = /class="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      if (!path) expect(html).toContain('href="/dashboard">Back to the newest');
    }
    expect(seen.size).toBe(120);
  });

  it('says what to do while there is nothing, and when the store is away', async () => {
    expect((await page('/dashboard')).html).toContain('No drafts yet');
    fake.deps.drafts.list = () =>
      Promise.reject(new Failure('store.unavailable', 'The database is locked'));
    const { status, html } = await page('/dashboard');
    expect(status).toBe(503);
    expect(html).toContain('The database is locked');
    expect(html).toContain('No mail is lost');
  });

  it('tells nothing of an error of its own', async () => {
    fake.deps.drafts.list = () => Promise.reject(new Error('secret detail'));
    const { status, html } = await page('/dashboard');
    expect(status).toBe(500);
    expect(html).not.toContain('secret detail');
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
    expect(html).toContain('data-post="/messages/5/retry"');
    expect(html).toContain('href="/messages/5/raw"');
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
    for (const deed of ['retry', 'discard']) expect(aside).toContain(`"/messages/5/${deed}"`);
    expect(aside).toContain('href="/messages/5/raw"');
    expect(aside).toContain('data-confirm="Discard UID 5?');
    expect(waiting).toContain('crm.unavailable: later');
    expect(waiting).toContain('2026-02-03 05:00 UTC');
    expect(waiting).toContain('"/messages/6/retry"');
    expect(waiting).not.toContain('discard');
    expect(waiting.indexOf('>77<')).toBeLessThan(waiting.indexOf('>66<'));
  });

  it('offers no source where the mail server never handed one over', async () => {
    const error = 'mail.unfetchable: the server answers NO';
    fake.state.messages.push(aRow({ error, attempts: 4 }));
    const { html } = await page('/dashboard/quarantine');
    expect(html).not.toContain('/raw"');
    expect(html).toMatch(/data-label="Tries">4</);
    expect(html).toContain('"/messages/5/discard"');
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
        expect(expression, name).toMatch(/^(include\('\/[\w-]+'.*\)|it\.body)$/);
      }
    }
  });
});
