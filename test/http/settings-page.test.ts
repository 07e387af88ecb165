import { afterEach, describe, expect, it } from 'vitest';
import { routers } from '../../src/http/app.ts';
import { actionText, actorText } from '../../src/http/dashboard/actions-words.ts';
import { parseConfig } from '../../src/config.ts';
import type { AuditEntry, AuditStore, Setting } from '../../src/ports.ts';
import { settingsOf } from '../../src/settings.ts';
import { aRow } from '../support/fake-deps.ts';
import { fakeMachines } from '../support/fake-machines.ts';
import { aFolder, type FiguresHost, hostile, startFigures } from '../support/figures-host.ts';

let host: FiguresHost;
afterEach(() => host.close());

function inForce(env: Record<string, string>): Setting[] {
  const parsed = parseConfig(env);
  return parsed.ok ? settingsOf(parsed.config, env) : [];
}

const entry = (changes: Partial<AuditEntry>): AuditEntry => ({
  id: 1,
  at: '2026-02-03T04:05:06.000Z',
  name: 'Dana',
  action: 'POST /drafts/:id/approve',
  subject: '12',
  ...changes,
});

/** Forms that note their deeds by the REST route that does the same. */
const notedOtherwise = [
  'POST /dashboard/mailboxes/:id/order',
  'POST /dashboard/quarantine/:id/discard',
  'POST /dashboard/quarantine/:id/retry',
  'POST /dashboard/quarantine/retry',
  'POST /dashboard/review',
  'POST /dashboard/settings/tokens',
  'POST /dashboard/settings/tokens/:id/revoke',
  'POST /dashboard/supervisor',
  'POST /dashboard/webhooks/:id/retry',
];

function notes(): { noted: string[]; audit: AuditStore } {
  const noted: string[] = [];
  const note = ({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>) => {
    noted.push(`${action} ${subject}`);
    return Promise.resolve();
  };
  return { noted, audit: { note, list: () => Promise.resolve({ items: [], next: null }) } };
}

async function actions(...items: AuditEntry[]): Promise<string> {
  const asked: number[] = [];
  host = await startFigures({
    audit: {
      note: () => Promise.resolve(),
      list({ limit }) {
        asked.push(limit);
        return Promise.resolve({ items, next: null });
      },
    },
  });
  const { html } = await host.page('/dashboard/settings/actions');
  expect(asked).toEqual([50]);
  return html;
}

describe('/dashboard/settings', () => {
  it('shows every setting in its group, whether it was given, and no secret', async () => {
    const env = { API_TOKEN: 'sesame', PORT: '9000', HUBSPOT_TOKEN: 'open-it' };
    host = await startFigures({ settings: inForce(env) });
    const { status, html } = await host.page('/dashboard/settings');
    expect(status).toBe(200);
    expect(html).not.toMatch(/sesame|open-it/);
    expect(html.match(/data-row="/g)).toHaveLength(inForce(env).length);
    const groupOf = (name: string) => {
      const above = html.slice(0, html.indexOf(`data-row="${name}"`));
      return [...above.matchAll(/<section[^>]* id="group-(\w+)"/g)].at(-1)?.[1];
    };
    expect(groupOf('IMAP_HOST')).toBe('Mailbox');
    expect(groupOf('SENDER_DAILY_CAP')).toBe('Mailbox');
    expect(groupOf('OPENAI_MODEL')).toBe('LLM');
    expect(groupOf('CRM_FILE')).toBe('CRM');
    expect(groupOf('SMTP_URL')).toBe('Sending');
    expect(groupOf('DATABASE_URL')).toBe('Storage');
    expect(groupOf('API_TOKEN')).toBe('HTTP');
    expect(groupOf('API_URL')).toBe('Running');
    const of = (name: string) =>
      new RegExp(`data-row="${name}"[^]*?<dd>(.*?)</dd>`).exec(html)?.[1] ?? '';
    expect(of('PORT')).toMatch(/>9000<[^]*>set</);
    expect(of('CONCURRENCY')).toMatch(/>16<[^]*>default</);
    expect(of('API_TOKEN')).toMatch(/>not shown<[^]*>set</);
    expect(of('IMAP_HOST')).toContain('not set');
  });

  it('tells what runs', async () => {
    host = await startFigures({ role: 'api', outbox: { domain: 'example.com', sends: false } });
    const { html } = await host.page('/dashboard/settings');
    expect(html).toContain('mail is worked by the agent process');
    expect(html).toContain(process.version);
    expect(html).toContain('SMTP_URL lets them be sent');
  });

  it('says who did what to what, in words', async () => {
    const html = await actions(
      entry({}),
      entry({ action: 'POST /messages/:id/retry', subject: '7' }),
      entry({ action: 'POST /mailboxes/:id/pause', subject: '3' }),
      entry({ action: 'POST /supervisor/pause', subject: null, name: null }),
      entry({ action: 'POST /dashboard/demo/mail', subject: null, name: null }),
      entry({ action: 'DELETE /things/:id', subject: '7' }),
    );
    expect(html).toMatch(
      /<bdi>Dana<\/bdi><\/b> <bdi>approved <a href="\/dashboard\/drafts\/12">draft 12<\/a><\/bdi>/,
    );
    expect(html).toContain('had <a href="/dashboard/messages/7">message 7</a> tried again');
    expect(html).toContain('paused <a href="/dashboard/mailboxes#mailbox-3">mailbox 3</a>');
    expect(html).toMatch(/<bdi>Somebody<\/bdi><\/b> <bdi>sent a test mail/);
    expect(html).toMatch(/Somebody or a program<\/bdi><\/b> <bdi>paused all work/);
    expect(html).toContain('DELETE /things/:id (7)');
    expect(html).toContain('datetime="2026-02-03T04:05:06.000Z"');
  });

  it('takes only a number for the way to a page', () => {
    for (const subject of ['../login', '0', '1e3', hostile]) {
      expect(actionText(entry({ subject })).subject).toEqual({
        text: `draft ${subject}`,
        href: null,
      });
    }
    expect(actionText(entry({ subject: null })).subject?.text).toBe('draft unknown');
    expect(actorText(entry({ name: null }))).toBe('Somebody or a program');
  });

  it('has words for everything that can be changed', async () => {
    host = await startFigures();
    const changing = routers(host.deps)
      .flatMap(({ stack }) => stack)
      .flatMap(({ methods, path }) => methods.map((method) => `${method} ${String(path)}`))
      .filter((action) => !/^(GET|HEAD|OPTIONS) /.test(action));
    expect(changing.length).toBeGreaterThan(20);
    const wordless = changing.filter((action) =>
      actionText(entry({ action })).before.includes('/'),
    );
    expect(wordless.toSorted()).toEqual(notedOtherwise);
  });

  it('is told by the pages what was really done', async () => {
    const { noted, audit } = notes();
    host = await startFigures({ audit });
    host.state.machines = fakeMachines({ INBOX: 'watching' });
    host.state.ledger = [aFolder()];
    host.state.messages.push(aRow({ id: 5 }), aRow({ id: 6 }), aRow({ id: 7 }));
    const quarantine = '/dashboard/quarantine';
    await host.submit(`${quarantine}/retry`, [
      ['message', '5'],
      ['message', '6'],
      ['message', '99'],
    ]);
    await host.submit(`${quarantine}/7/discard`, []);
    for (const order of ['retry', 'pause', 'resume', 'takeOlder']) {
      await host.submit('/dashboard/mailboxes/3/order', [['order', order]]);
    }
    await host.submit('/dashboard/mailboxes/9/order', [['order', 'pause']]);
    for (const order of ['pause', 'resume']) {
      await host.submit('/dashboard/supervisor', [['order', order]]);
    }
    expect(noted).toEqual([
      'POST /messages/:id/retry 5',
      'POST /messages/:id/retry 6',
      'POST /messages/:id/discard 7',
      'POST /mailboxes/:id/retry 3',
      'POST /mailboxes/:id/pause 3',
      'POST /mailboxes/:id/resume 3',
      'POST /mailboxes/:id/take-older 3',
      'POST /supervisor/pause null',
      'POST /supervisor/resume null',
    ]);
    host.deps.messages.retry = () => Promise.resolve('not_ended');
    host.deps.messages.discard = () => Promise.resolve('not_quarantined');
    await host.submit(`${quarantine}/5/retry`, []);
    await host.submit(`${quarantine}/7/discard`, []);
    expect(noted).toHaveLength(9);
  });

  it('says so while nobody has done anything, and writes names as text', async () => {
    expect(await actions()).toContain('Nobody has changed anything yet.');
    await host.close();
    const html = await actions(entry({ name: hostile, subject: hostile }));
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(/<img|<script>/);
  });
});
