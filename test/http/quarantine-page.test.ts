import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aRow } from '../support/fake-deps.ts';
import { type FiguresHost, hostile, startFigures } from '../support/figures-host.ts';

let host: FiguresHost;

beforeEach(async () => {
  host = await startFigures();
});
afterEach(() => host.close());

const path = '/dashboard/quarantine';

describe('/dashboard/quarantine', () => {
  it('shows what was set aside and what waits, with tries, times and forms', async () => {
    host.state.messages.push(
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
    const { html } = await host.page(path);
    const [aside = '', waiting = ''] = html.split('Waiting to be tried again');
    expect(aside).toMatch(/data-label="Tries">3</);
    for (const deed of ['retry', 'discard']) expect(aside).toContain(`action="${path}/5/${deed}"`);
    expect(aside).toContain('href="/dashboard/messages/5/source"');
    expect(aside).toMatch(/popover role="dialog"[^]*Discard UID 5\?/);
    expect(waiting).toContain('crm.unavailable: later');
    expect(waiting).toContain('2026-02-03 05:00 UTC');
    expect(waiting).toContain(`action="${path}/6/retry"`);
    expect(waiting).not.toContain('discard');
    expect(waiting.indexOf('>77<')).toBeLessThan(waiting.indexOf('>66<'));
  });

  it('refreshes the part that is looked at, and no other', async () => {
    for (let id = 1; id <= 60; id += 1) host.state.messages.push(aRow({ id }));
    const first = await host.page(path);
    expect(first.html).toContain(`hx-get="${path}/rows"`);
    const older = /class="next" href="([^"]+)"/.exec(first.html)?.[1] ?? '';
    const second = await host.page(older);
    expect(second.html).toContain(`hx-get="${path}/rows?cursor=11"`);
    expect((await host.page(`${path}/rows?cursor=11`)).html).not.toContain('<html');
  });

  it('offers no source where the mail server never handed one over', async () => {
    host.state.messages.push(aRow({ error: 'mail.unfetchable: the server answers NO' }));
    const { html } = await host.page(path);
    expect(html).not.toContain('View source');
    expect(html).toContain(`${path}/5/discard`);
  });

  it('says so when there is nothing, and how many more wait', async () => {
    const empty = await host.page(path);
    expect(empty.html).toContain('Nothing is in quarantine.');
    expect(empty.html).toContain('Nothing waits.');
    for (let id = 1; id <= 60; id += 1) host.state.messages.push(aRow({ id, stage: 'waiting' }));
    expect((await host.page(`${path}/rows`)).html).toContain('and 10 more');
  });

  it('writes what a stranger wrote as text', async () => {
    host.state.messages.push(
      aRow({ subject: hostile, sender: hostile, error: hostile }),
      aRow({ id: 6, stage: 'waiting', subject: hostile, sender: hostile, error: hostile }),
    );
    const { html } = await host.page(path);
    expect(html.match(/&lt;img src=x/g)?.length).toBeGreaterThanOrEqual(6);
    expect(html).not.toMatch(/<img|<script>/);
  });
});

describe('its forms', () => {
  it('put a message back to work and wake who works it', async () => {
    host.state.messages.push(aRow({ uid: 55 }));
    const { html, headers } = await host.submit(`${path}/5/retry`, []);
    expect(html).toContain('UID 55 is back in work.');
    expect(JSON.parse(headers.get('hx-trigger') ?? '{}')).toHaveProperty('live:messages');
    expect(host.state.retried).toEqual([5]);
    expect(host.state.wakes).toBe(1);
  });

  it('put many back at once, each once', async () => {
    host.state.messages.push(aRow({ id: 5 }), aRow({ id: 6 }));
    const both = await host.submit(`${path}/retry`, [
      ['message', '5'],
      ['message', '6'],
      ['message', '5'],
    ]);
    expect(both.html).toContain('2 messages are back in work.');
    expect(host.state.retried).toEqual([5, 6]);
    const one = await host.submit(`${path}/retry`, [
      ['message', '6'],
      ['message', '99'],
    ]);
    expect(one.html).toContain('1 message is back in work. 1 had been dealt with already.');
  });

  it.each([
    ['not_ended', 'UID 5 is in work already.'],
    ['edited', 'A person has edited or decided'],
    [null, 'There is no message 5 any more.'],
  ] as const)('say so where a retry comes to %s', async (outcome, words) => {
    host.state.messages.push(aRow());
    host.deps.messages.retry = () => Promise.resolve(outcome);
    const { status, html } = await host.submit(`${path}/5/retry`, []);
    expect(status).toBe(200);
    expect(html).toContain(words);
    expect(host.state.wakes).toBe(0);
  });

  it('discard, or say who was faster', async () => {
    host.state.messages.push(aRow());
    expect((await host.submit(`${path}/5/discard`, [])).html).toContain('UID 5 is discarded.');
    expect(host.state.discarded).toEqual([5]);
    host.deps.messages.discard = () => Promise.resolve('not_quarantined');
    const late = await host.submit(`${path}/5/discard`, []);
    expect(late.status).toBe(200);
    expect(late.html).toContain('somebody was faster');
  });

  it('work without a script', async () => {
    host.state.messages.push(aRow());
    for (const deed of ['5/retry', '5/discard']) {
      const { status, headers } = await host.submit(`${path}/${deed}`, [], 'browser');
      expect(status).toBe(303);
      expect(headers.get('location')).toBe(path);
    }
  });

  it('refuse what names no message', async () => {
    for (const fields of [[], [['message', 'x']], [['message', '-1']]] as [string, string][][]) {
      expect((await host.submit(`${path}/retry`, fields)).html).toContain('Not done.');
    }
    for (const id of ['0', 'x', '1e3', '9'.repeat(40), '77']) {
      const { html } = await host.submit(`${path}/${id}/discard`, []);
      expect(html).toContain('There is no message');
    }
    expect(host.state.retried).toEqual([]);
    expect(host.state.discarded).toEqual([]);
  });
});
