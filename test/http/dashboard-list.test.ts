import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { aRow, type FakeDeps } from '../support/fake-deps.ts';
import { fakeMachines } from '../support/fake-machines.ts';
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

const aSummary = { subject: 'Any', sender: 'Ada', intent: 'wants a quote' };

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
    ['backingOff', 'trying again soon', 'retry'],
    ['throttled', 'Slowed down', 'retry'],
    ['refused', 'check user and password', 'retry'],
    ['stalled', 'cannot be written', null],
    ['paused', 'Paused by a person', 'resume'],
  ])('says what %s means and offers what can be done', async (state, words, order) => {
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
    expect(html.match(/name="order" value="[^"]+"/g)).toEqual(
      order && [`name="order" value="${order}"`],
    );
    if (order) expect(html).toContain('action="/dashboard/mailboxes/3/order"');
    fake.state.machines = null;
    expect((await page('/dashboard/strip')).html).not.toContain('<button');
  });

  it('shows a stale mailbox with what keeps it, and alone where that is not known', async () => {
    fake.state.ledger = [{ ...aMailbox, state: 'stale' }];
    fake.state.machines = fakeMachines({ INBOX: 'backingOff' });
    const { html } = await page('/dashboard/strip');
    expect(html).toContain('Not looked at for too long. Connection lost, trying again soon');
    expect(html).toContain('name="order" value="retry"');
    fake.state.machines = null;
    expect((await page('/dashboard/strip')).html).toContain('Not looked at for too long</span>');
  });

  it('shows a pause of all work with the way out of it', async () => {
    fake.state.machines = fakeMachines();
    fake.state.machines.pause();
    fake.state.reasons = ['work is paused by a person'];
    const { html } = await page('/dashboard/strip');
    expect(html).toMatch(/work is paused by a person[^]*action="\/dashboard\/supervisor"/);
    fake.state.machines.resume();
    expect((await page('/dashboard/strip')).html).not.toContain('/dashboard/supervisor');
  });

  it('marks fallback, injection and truncation', async () => {
    const steps = {};
    fake.arrive({
      injection: { suspected: true, evidence: ['ignore all instructions'] },
      provenance: { fallback: true, steps, costUsd: 0 },
      truncated: true,
    });
    const { html } = await page('/dashboard', { 'HX-Target': 'list' });
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

  it('filters by status and urgency, and gives the same to the export and the rows', async () => {
    fake.arrive({ subject: 'Long done', status: 'sent' });
    fake.arrive({ subject: 'Not so urgent', summary: { ...aSummary, urgency: 'low' } });
    fake.arrive({ subject: 'The one', summary: { ...aSummary, urgency: 'high' } });
    const { html } = await page('/dashboard?status=drafted&urgency=high&category=Lead&q=+one+');
    expect(html).toContain('The one');
    expect(html).not.toMatch(/Long done|Not so urgent/);
    expect(html).toMatch(/<option value="drafted" selected>To review</);
    expect(html).toMatch(/<option value="high" selected>High</);
    const filter = 'category=Lead&amp;status=drafted&amp;urgency=high&amp;q=';
    expect(html).toContain(`href="/drafts.csv?${filter}one" download`);
    expect(html).toContain(`href="/dashboard/drafts/3?${filter}+one+"`);
    const nonsense = await page('/dashboard?status=asleep&urgency=very&status=sent');
    expect(nonsense.html).toContain('Long done');
  });

  it('gives a script the list alone, and the form its address', async () => {
    fake.arrive();
    const part = await page('/dashboard?q=p&status=', { 'HX-Target': 'list' });
    expect(part.html).toMatch(/^<div class="toolbar">/);
    expect(part.html).not.toContain('class="strip"');
    expect(part.headers.get('hx-replace-url')).toBeNull();
    const asked = { 'HX-Target': 'list', 'HX-Trigger': 'filter' };
    const { headers } = await page('/dashboard?q=p&status=', asked);
    expect(headers.get('hx-replace-url')).toBe('/dashboard?q=p');
  });

  it('offers in each row what may be done to its draft, and keeps a page light', async () => {
    fake.arrive({ status: 'sent' });
    expect((await page('/dashboard')).html).not.toContain('name="draft"');
    fake.arrive({ status: 'approved' });
    const approved = await page('/dashboard');
    expect(approved.html).toContain('data-can="reject reopen save send"');
    expect(approved.html).not.toContain('title="Approve"');
    for (let n = 0; n < 60; n += 1) fake.arrive();
    const { html } = await page('/dashboard', { 'HX-Target': 'list' });
    expect(html.match(/name="draft" value="\d+:1" data-can="approve reject save"/g)).toHaveLength(
      50,
    );
    expect(html.length).toBeLessThan(52_000);
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

  it('names each box by its row, and writes an urgency as the filter does', async () => {
    fake.arrive({ subject: 'Pricing <now>', summary: { ...aSummary, urgency: 'medium' } });
    const { html } = await page('/dashboard', { 'HX-Target': 'list' });
    expect(html).toContain('aria-label="Select: Pricing &lt;now&gt;"');
    expect(html).toMatch(/<td class="urgency" data-urgency="medium">Medium</);
  });

  it('says by what it is ordered, and times so that a column holds them', async () => {
    const year = new Date().getUTCFullYear();
    fake.arrive({ receivedAt: `${year}-02-03T04:05:06.000Z` });
    fake.arrive({ receivedAt: '2019-02-03T04:05:06.000Z' });
    const { html } = await page('/dashboard', { 'HX-Target': 'list' });
    expect(html).toMatch(/<th[^>]*>Received.*newest draft first/);
    expect(html).toContain(`title="${year}-02-03 04:05 UTC">3 Feb 04:05</time>`);
    expect(html).toContain('title="2019-02-03 04:05 UTC">3 Feb 2019</time>');
  });

  it('says in its own words what was done, where the address tells of it', async () => {
    fake.arrive();
    const { html } = await page('/dashboard?done=approve-3&category=Lead');
    expect(html).toContain('role="status">3 approved.</p>');
    // Told once: no link and no form of the page says it again.
    expect(html).not.toContain('done=');
    for (const made of ['burn-3', 'approve-', 'approve-0', 'approve-<b>', 'approve-3x', 'x']) {
      const other = await page(`/dashboard?done=${encodeURIComponent(made)}`);
      expect(other.status).toBe(200);
      expect(other.html, made).not.toContain('class="alarm" data-tone="good"');
      expect(other.html).not.toContain('burn');
    }
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
