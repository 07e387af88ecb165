import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig, variables } from '../../src/config.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  bin: Record<string, string>;
  files: string[];
};
const startFlags = ['--max-semi-space-size=8'];

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const of = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  it('copies what there is, and what is not kept from it', () => {
    const ignore = read('.dockerignore').split('\n');
    const kept = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = of('COPY')
      .filter((line) => !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(0, -1));
    expect(copied).toContain('src');
    for (const path of copied) {
      expect(existsSync(new URL(path, root)), path).toBe(true);
      expect(
        kept.some((one) => path === one || path.startsWith(`${one}/`)),
        path,
      ).toBe(true);
    }
  });

  it('runs the program as npm start does, as nobody in particular, and asks how it is', () => {
    const command = JSON.parse(of('CMD').at(-1) ?? '[]') as string[];
    const start = manifest.scripts['start']?.replace(/^exec /, '').split(' ');
    expect(command).toEqual(start);
    expect(command).toEqual(expect.arrayContaining(startFlags));
    expect(of('USER')).toEqual(['node']);
    expect(of('HEALTHCHECK').join()).toContain('packaging/healthcheck.mjs');
  });

  it('sets variables that the program knows', () => {
    const known = new Set([...variables, 'NODE_ENV']);
    const names = [
      ...of('ENV')
        .join(' ')
        .matchAll(/([A-Z_]+)=/g),
    ].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the compose file', () => {
  const { services, secrets } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Record<string, unknown>>;
    secrets: Record<string, unknown>;
  };

  it('gives the program variables that it knows, and secrets as files', () => {
    for (const name of ['agent', 'api']) {
      const environment = services[name]?.['environment'] as Record<string, string>;
      for (const [variable, value] of Object.entries(environment)) {
        expect(variables, variable).toContain(variable.replace(/_FILE$/, ''));
        if (!variable.endsWith('_FILE')) {
          expect(variable).not.toMatch(/_(TOKEN|PASS|KEY|SECRET)$/);
          continue;
        }
        const secret = value.replace('/run/secrets/', '');
        expect(Object.keys(secrets)).toContain(secret);
        expect(services[name]?.['secrets']).toContain(secret);
      }
    }
  });

  it('starts the program when its database answers, and gives it time to stop', () => {
    for (const name of ['agent', 'api']) {
      expect(services[name]?.['depends_on']).toEqual({
        database: { condition: 'service_healthy' },
      });
      expect(services[name]?.['stop_grace_period']).toBe('30s');
    }
    expect(services['database']).toHaveProperty('healthcheck');
  });
});

describe('the systemd unit', () => {
  const unit = read('packaging/marketing-ops-agent.service');
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];

  it('gives the program time to stop, and leaves a wrong configuration alone', () => {
    const parsed = parseConfig({});
    const seconds = parsed.ok ? parsed.config.SHUTDOWN_SECONDS : Infinity;
    expect(Number(value('TimeoutStopSec'))).toBeGreaterThan(seconds + 4);
    expect(value('RestartPreventExitStatus')).toBe('2');
    expect(value('ExecStart')).toContain(Object.keys(manifest.bin)[0]);
    // V8 makes code at run time.
    expect(value('MemoryDenyWriteExecute')).toBeUndefined();
  });
});

it('the command is started with the flags of npm start', () => {
  const [first = ''] = read('src/cli.ts').split('\n');
  expect(first).toBe(`#!/usr/bin/env -S node ${startFlags.join(' ')}`);
});
