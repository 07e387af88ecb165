import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeMachines } from '../support/fake-machines.ts';
import { aFolder, type FiguresHost, hostile, startFigures } from '../support/figures-host.ts';

let host: FiguresHost;

const limits = [
  { name: 'IMAP_BACKFILL_LIMIT', value: '200', given: true, about: '' },
  { name: 'LLM_DAILY_TOKENS', value: '2000000', given: true, about: '' },
];

beforeEach(async () => {
  host = await startFigures({ settings: limits });
  host.state.machines = fakeMachines({ INBOX: 'watching' });
  host.state.ledger = [aFolder()];
});
afterEach(() => host.close());

const state = async () => (await host.page('/dashboard/mailboxes/state')).html;

describe('/dashboard/mailboxes', () => {
  it('shows a folder with its state, its looks, its proof and its messages', async () => {
    host.state.actors = [
      {
        id: 'x:3',
        parent: 'x:0',
        machine: 'mailbox',
        state: 'connected.watching',
        since: '2026-02-03T03:00:00.000Z',
        subject: 'sales@company.example/INBOX',
      },
    ];
    const { status, html } = await host.page('/dashboard/mailboxes');
    expect(status).toBe(200);
    expect(html).toMatch(
      /Watching for new mail<\/b> <span class="quiet">since <time datetime="2026-02-03T03:00/,
    );
    expect(html).toContain('UID 4 to 9: each has its row (6 messages)');
    expect(html).toContain('<dd>1700000000</dd>');
    expect(html).toContain('datetime="2026-02-03T04:05:06.000Z"');
    expect(html).toContain('datetime="2026-02-03T04:00:00.000Z"');
    expect(html).toMatch(/<b>1<\/b> <a href="\/dashboard\/quarantine">Quarantined/);
  });

  it.each([
    ['watching', ['pause'], 'taken in as it arrives'],
    ['backingOff', ['retry', 'pause'], 'within five minutes'],
    ['throttled', ['retry', 'pause'], 'the server asked for'],
    ['refused', ['retry', 'pause'], 'correct the login'],
    ['paused', ['resume'], 'until it is resumed'],
    ['stopped', [], 'Stopped'],
  ])('says what %s means and what may be ordered then', async (now, orders, words) => {
    host.state.machines = fakeMachines({ INBOX: now });
    const html = await state();
    expect(html).toContain(words);
    const buttons = [...html.matchAll(/name="order" value="(\w+)"/g)].map(([, order]) => order);
    // The first is that of all work.
    expect(buttons.slice(1)).toEqual(orders);
  });

  it('shows a stale folder with what keeps it, and does not trust an old reason for the time', async () => {
    host.state.machines = fakeMachines({ INBOX: 'backingOff' });
    host.state.ledger = [aFolder({ state: 'stale' })];
    const subject = 'sales@company.example/INBOX';
    const since = '2026-02-03T03:00:00.000Z';
    const machine = { id: 'x:3', parent: null, machine: 'mailbox', since, subject };
    host.state.actors = [{ ...machine, state: 'connected.watching' }];
    const html = await state();
    expect(html).toMatch(/Not looked at for too long\. Connection lost/);
    expect(html).not.toContain('since <time');
  });

  it('raises an alarm for a gap', async () => {
    const gaps = [{ uid: 7, since: '2026-02-03T04:05:06.000Z' }];
    host.state.ledger = [aFolder({ gaps })];
    const html = await state();
    expect(html).toMatch(/role="alert"[^]*1 message is missing[^]*UID 7, missed since/);
    expect(html).toContain('UID 4 to 9: not whole');
  });

  it('gives orders, and says so', async () => {
    for (const [order, words] of [
      ['retry', 'connect now'],
      ['pause', 'is paused'],
      ['resume', 'goes on'],
      ['takeOlder', 'older messages'],
    ] as const) {
      const sent = await host.submit('/dashboard/mailboxes/3/order', [['order', order]]);
      expect(sent.status).toBe(200);
      expect(sent.html).toContain(words);
      expect(JSON.parse(sent.headers.get('hx-trigger') ?? '{}')).toHaveProperty('live:mailboxes');
    }
    expect(host.state.machines?.orders).toEqual([
      'retry INBOX',
      'pause INBOX',
      'resume INBOX',
      'takeOlder INBOX',
    ]);
  });

  it('goes back to the page where there is no script', async () => {
    const sent = await host.submit('/dashboard/mailboxes/3/order', [['order', 'pause']], 'browser');
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe('/dashboard/mailboxes');
  });

  it('refuses what makes no sense, with the reason', async () => {
    for (const [path, order, reason] of [
      ['/dashboard/mailboxes/3/order', 'explode', 'order'],
      ['/dashboard/mailboxes/9/order', 'pause', 'There is no mailbox 9'],
      ['/dashboard/supervisor', 'stop', 'order'],
    ] as const) {
      const { status, html } = await host.submit(path, [['order', order]]);
      expect(status).toBe(200);
      expect(html).toContain('Not done.');
      expect(html).toContain(reason);
    }
    expect(host.state.machines?.orders).toEqual([]);
    host.state.ledger = [aFolder({ mailbox: 'Old' })];
    const unwatched = await host.submit('/dashboard/mailboxes/3/order', [['order', 'pause']]);
    expect(unwatched.html).toContain('is not watched');
  });

  it('offers older mail as much of it as is taken at once', async () => {
    host.state.ledger = [aFolder({ left: 1_240 })];
    const many = await state();
    expect(many).toContain('1,240 older messages were left alone');
    expect(many).toContain('value="takeOlder">Take the newest 200 of them<');
    host.state.ledger = [aFolder({ left: 1 })];
    const one = await state();
    expect(one).toContain('1 older message was left alone');
    expect(one).toContain('Take them all');
    host.state.ledger = [aFolder()];
    expect(await state()).not.toContain('takeOlder');
  });

  it('pauses all work and lets it go on', async () => {
    expect(await state()).toContain('Pause work');
    await host.submit('/dashboard/supervisor', [['order', 'pause']]);
    const paused = await state();
    expect(paused).toContain('Paused by a person');
    expect(paused).toContain('Resume work');
    await host.submit('/dashboard/supervisor', [['order', 'resume']]);
    expect(host.state.machines?.orders).toEqual(['pause', 'resume']);
  });

  it('tells the LLM’s state and what it used of its budget', async () => {
    host.state.llm = 'open';
    host.tokens.today = 500_000;
    const html = await state();
    expect(html).toContain('LLM unreachable');
    expect(html).toContain('500,000 tokens today (UTC) of 2M');
    expect(html).toMatch(/<progress[^>]* value="25"/);
  });

  it('says why mail does not flow', async () => {
    host.state.reasons = ['INBOX: the mail server cannot be reached'];
    expect(await state()).toContain('the mail server cannot be reached');
  });

  it('says where orders are given, when the machines run in another process', async () => {
    host.state.machines = null;
    const html = await state();
    expect(html).toContain('The agent process does the work');
    expect(html).not.toContain('name="order"');
    const sent = await host.submit('/dashboard/mailboxes/3/order', [['order', 'pause']]);
    expect(sent.html).toMatch(/Not done\.[^]*ROLE=agent/);
  });

  it('shows what was imported from files without a proof or orders', async () => {
    const imported = { id: 4, account: 'import', mailbox: 'old.mbox', state: 'imported' };
    host.state.ledger = [aFolder({ ...imported, lastSyncAt: null })];
    const html = await state();
    expect(html).toContain('Imported from files');
    expect(html).not.toContain('UIDVALIDITY');
    expect(html).not.toContain('name="order" value="pause" data');
  });

  it('says what to do while there is none, and writes names as text', async () => {
    host.state.ledger = [];
    expect(await state()).toContain('No mailbox has been opened yet.');
    host.state.ledger = [aFolder({ mailbox: hostile, account: hostile, state: hostile })];
    host.state.reasons = [hostile];
    const html = await state();
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(/<img|<script>/);
  });
});
