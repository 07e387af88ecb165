import { afterEach, describe, expect, it } from 'vitest';
import { routers } from '../../src/http/app.ts';
import { actionText } from '../../src/http/dashboard/actions-words.ts';
import { parseConfig } from '../../src/config.ts';
import type { AuditEntry, Setting } from '../../src/ports.ts';
import { settingsOf } from '../../src/settings.ts';
import { type FiguresHost, hostile, startFigures } from '../support/figures-host.ts';

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

  it('says who did what, in words', async () => {
    const html = await actions(
      entry({}),
      entry({ action: 'POST /dashboard/review', subject: null }),
      entry({ action: 'POST /supervisor/pause', subject: null, name: null }),
      entry({ action: 'DELETE /things/:id', subject: '7' }),
    );
    expect(html).toMatch(/<bdi>Dana<\/bdi><\/b> <bdi>approved draft 12</);
    expect(html).toContain('reviewed drafts');
    expect(html).toMatch(/Somebody or a program<\/bdi><\/b> <bdi>paused all work/);
    expect(html).toContain('DELETE /things/:id (7)');
    expect(html).toContain('datetime="2026-02-03T04:05:06.000Z"');
  });

  it('has words for everything that can be changed', async () => {
    host = await startFigures();
    const changing = routers(host.deps)
      .flatMap(({ stack }) => stack)
      .flatMap(({ methods, path }) => methods.map((method) => `${method} ${String(path)}`))
      .filter((action) => !/^(GET|HEAD|OPTIONS) /.test(action));
    expect(changing.length).toBeGreaterThan(20);
    for (const action of changing) {
      expect(actionText(entry({ action, subject: '12' }))).not.toContain(action);
    }
  });

  it('says so while nobody has done anything, and writes names as text', async () => {
    expect(await actions()).toContain('Nobody has changed anything yet.');
    await host.close();
    const html = await actions(entry({ name: hostile, subject: hostile }));
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(/<img|<script>/);
  });
});
