import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, secretVariables } from '../src/config.ts';
import { settingsOf } from '../src/settings.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'secrets-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const problemsOf = (env: Record<string, string>) => {
  const parsed = parseConfig(env);
  return parsed.ok ? [] : parsed.problems;
};

describe('a secret from a file', () => {
  const values: Record<string, string> = {
    SMTP_URL: 'smtps://mailer:from-a-file@smtp.example:465',
    DATABASE_URL: 'sqlite:./from-a-file.db',
    WEBHOOK_SECRET: `whsec_${btoa('from-a-file-WEBHOOK_SECRET')}`,
  };

  it('may be any of them', () => {
    const env: Record<string, string> = { IMAP_HOST: 'imap.example', IMAP_USER: 'a@b.example' };
    for (const name of secretVariables) {
      env[`${name}_FILE`] = file(name, values[name] ?? `from-a-file-${name}`);
    }
    env['IMAP_OAUTH_CLIENT_ID'] = 'client';
    env['WEBHOOK_URL'] = 'https://hooks.example/moa';
    env['IMAP_OAUTH_TOKEN_URL'] = 'https://login.example/token';
    const parsed = parseConfig(env);
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
    for (const name of secretVariables) {
      expect(String(parsed.ok && parsed.config[name as 'IMAP_PASS']), name).toBe(
        values[name] ?? `from-a-file-${name}`,
      );
      expect(parsed.env[`${name}_FILE`]).toBeUndefined();
    }
    if (!parsed.ok) return;
    const shown = settingsOf(parsed.config, parsed.env);
    expect(JSON.stringify(shown)).not.toMatch(/from-a-file-|:from-a-file@|whsec_/);
    expect(shown.find(({ name }) => name === 'IMAP_PASS')).toMatchObject({ given: true });
  });

  it.each([
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    ['secret\n\n', 'secret'],
    [' with spaces at its ends ', 'with spaces at its ends'],
    ['two\nlines\n', 'two\nlines'],
  ])('is %j without the line end: %j', (text, value) => {
    const parsed = parseConfig({ API_TOKEN_FILE: file('api', text) });
    expect(parsed.ok && parsed.config.API_TOKEN).toBe(value);
  });

  it('is not one of two', () => {
    const path = file('both', 'from-a-file');
    expect(problemsOf({ API_TOKEN: 'from-the-environment', API_TOKEN_FILE: path })).toEqual([
      'API_TOKEN_FILE and API_TOKEN are both set: unset one of them',
    ]);
    expect(problemsOf({ API_TOKEN: '', API_TOKEN_FILE: path })).toEqual([]);
  });

  it('has a file that can be read and is not empty, or the problem names the fix, once', () => {
    const mailbox = { IMAP_HOST: 'imap.example', IMAP_USER: 'a@b.example' };
    for (const [path, problem] of [
      [join(folder, 'nowhere'), /cannot be read \(ENOENT\): .*nowhere$/],
      [folder, /cannot be read \(EISDIR\)/],
      [file('empty', ''), /is empty: write the secret to .*empty$/],
      [file('line', '\n'), /is empty/],
      [file('long', 'x'.repeat(70_000)), /70000 bytes, which is no secret/],
    ] as const) {
      expect(problemsOf({ ...mailbox, IMAP_PASS_FILE: path })).toEqual([
        expect.stringMatching(problem),
      ]);
    }
  });

  it('is checked as any other, and not told', () => {
    const problems = problemsOf({ SMTP_URL_FILE: file('smtp', 'http://user:hidden-one@x') });
    expect(problems).toEqual([expect.stringMatching(/^SMTP_URL must be a URL/)]);
    expect(problems.join()).not.toContain('hidden-one');
  });

  it('is warned of where everyone may read it', () => {
    const parsed = parseConfig({ API_TOKEN_FILE: file('open', 'from-a-file', 0o644) });
    expect(parsed).toMatchObject({
      ok: true,
      warnings: [expect.stringMatching(/^API_TOKEN_FILE: everyone .*open; chmod 600 it$/)],
    });
  });
});

it('.env.example names every secret that may come from a file', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const [, list = ''] = /^# Each secret may come from a file([^]*?)\n\n/m.exec(example) ?? [];
  const named: string[] = list.match(/\b[A-Z][A-Z_]+[A-Z]\b/g) ?? [];
  expect(secretVariables.filter((name) => !named.includes(name))).toEqual([]);
});

describe('PUBLIC_URL', () => {
  const API_TOKEN = 'x'.repeat(32);

  it('is one origin or several', () => {
    const parsed = parseConfig({
      API_TOKEN,
      PUBLIC_URL: 'https://Mail.example.com/, http://api:8000',
    });
    expect(parsed.ok && parsed.config.PUBLIC_URL).toEqual([
      'https://mail.example.com',
      'http://api:8000',
    ]);
    const none = parseConfig({});
    expect(none.ok && none.config.PUBLIC_URL).toEqual([]);
  });

  it.each([
    'mail.example.com',
    'ftp://mail.example.com',
    'https://mail.example.com/dashboard',
    'https://mail.example.com?x',
    'https://user:word@mail.example.com',
  ])('is nothing else: %s', (PUBLIC_URL) => {
    expect(problemsOf({ API_TOKEN, PUBLIC_URL })).toEqual([
      expect.stringMatching(/^PUBLIC_URL\S* must be a URL/),
    ]);
  });

  it('needs a token', () => {
    expect(problemsOf({ PUBLIC_URL: 'https://mail.example.com' })).toEqual([
      expect.stringMatching(/^API_TOKEN is missing/),
    ]);
  });
});
