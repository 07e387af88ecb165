import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, parseConfig, variables } from '../src/config.ts';
import { settingsOf } from '../src/settings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function configOf(env: Record<string, string>): Config {
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(parsed.problems.join('; '));
  return parsed.config;
}

const named = (env: Record<string, string>) =>
  new Map(settingsOf(configOf(env), env).map((setting) => [setting.name, setting]));

describe('the settings in force', () => {
  it('are every variable once, each with what it is for', () => {
    const settings = settingsOf(configOf({}), {});
    expect(settings.map(({ name }) => name).toSorted()).toEqual(variables.toSorted());
    for (const { name, about } of settings) expect(about.length, name).toBeGreaterThan(5);
  });

  it('tell what was given from what is a default, and what is not set', () => {
    const settings = named({ PORT: '9000', IMAP_MARK: '' });
    expect(settings.get('PORT')).toMatchObject({ value: '9000', given: true });
    expect(settings.get('CONCURRENCY')).toMatchObject({ value: '16', given: false });
    expect(settings.get('IMAP_MARK')).toMatchObject({ value: 'none', given: false });
    expect(settings.get('CRM_FILE')).toMatchObject({ value: null, given: false });
    expect(settings.get('OWN_ADDRESSES')).toMatchObject({ value: null, given: false });
    expect(settings.get('API_TOKEN')).toMatchObject({ value: null, given: false });
  });

  it('show lists, days and files as a person writes them', () => {
    const settings = named({ IMAP_MAILBOX: 'INBOX,Press', IMAP_BACKFILL: '2026-01-31' });
    expect(settings.get('IMAP_MAILBOX')?.value).toBe('INBOX, Press');
    expect(settings.get('IMAP_BACKFILL')?.value).toContain('2026-01-31');
    expect(settings.get('IMAP_SECURE')?.value).toBe('true');
  });

  it('never hold a secret, whole or in part', () => {
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, 'secret-in-the-file');
    const env = {
      IMAP_HOST: 'imap.example.com',
      IMAP_USER: 'sales@example.com',
      IMAP_PASS: 'secret-pass',
      IMAP_ACCESS_TOKEN: 'secret-access',
      IMAP_OAUTH_CLIENT_ID: 'public-client',
      IMAP_OAUTH_CLIENT_SECRET: 'secret-client',
      IMAP_OAUTH_REFRESH_TOKEN: 'secret-refresh',
      IMAP_OAUTH_TOKEN_URL: 'https://oauth.example.com/token?client_secret=secret-query&v=2',
      IMAP_TLS_CA: ca,
      OPENAI_API_KEY: 'secret-openai',
      OPENAI_BASE_URL: 'https://secret-user:secret-url@llm.example.com/v1?api-key=secret-azure',
      HUBSPOT_TOKEN: 'secret-hubspot',
      HUBSPOT_BASE_URL: 'https://secret-alone@api.example.com',
      SMTP_URL: 'smtp://mailer:secret%40smtp@smtp.example.com:587',
      API_TOKEN: 'secret-api',
      DATABASE_URL: 'sqlite:./data/agent.db',
    };
    const settings = named(env);
    const values = JSON.stringify([...settings.values()]);
    expect(values.replaceAll('secret-user', '')).not.toMatch(/secret-|secret%|%40smtp/);
    for (const name of ['IMAP_PASS', 'OPENAI_API_KEY', 'HUBSPOT_TOKEN', 'API_TOKEN']) {
      expect(settings.get(name), name).toMatchObject({ value: 'set', given: true });
    }
    expect(settings.get('SMTP_URL')?.value).toBe('smtp://mailer:•••@smtp.example.com:587');
    expect(settings.get('HUBSPOT_BASE_URL')?.value).toBe('https://•••@api.example.com');
    expect(settings.get('IMAP_OAUTH_TOKEN_URL')?.value).toBe(
      'https://oauth.example.com/token?client_secret=•••&v=2',
    );
    expect(settings.get('IMAP_TLS_CA')?.value).toBe(ca);
    expect(settings.get('IMAP_USER')?.value).toBe('sales@example.com');
  });

  it('mask a password that was not encoded as it should be', () => {
    const config = configOf({});
    for (const address of [
      'postgres://agent:pa@ss/wo:rd@db.example.com/agent',
      'postgres://agent:12/34#56@db.example.com/agent',
      'postgres://agent:pass word@db.example.com/agent',
    ]) {
      const odd = { ...config, DATABASE_URL: address };
      const { value } = settingsOf(odd, {}).find(({ name }) => name === 'DATABASE_URL') ?? {};
      expect(value).toBe('postgres://agent:•••@db.example.com/agent');
    }
  });
});

it('shows of the webhooks’ address its host alone, and of their secret nothing', () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const env = { WEBHOOK_URL: 'https://hooks.example.com/T00/B00/xyz', WEBHOOK_SECRET: secret };
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const shown = new Map(settingsOf(parsed.config, env).map(({ name, value }) => [name, value]));
  expect(shown.get('WEBHOOK_URL')).toBe('https://hooks.example.com/•••');
  expect(shown.get('WEBHOOK_SECRET')).toBe('set');
});
