import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, test } from 'vitest';

import type { ImapAccount } from '../../src/adapters/imap/account.ts';
import { dovecotConfig } from './dovecot-config.ts';
import { answers, freePort, kill, makeCertificate, ownerOfMail, until } from './dovecot-host.ts';

const dovecotPath = '/usr/sbin/dovecot';
const doveadmPath = '/usr/bin/doveadm';
const ldaPath = '/usr/lib/dovecot/dovecot-lda';
const password = 'secret';
const run = promisify(execFile);

/** Whether a Dovecot 2.3 is installed (Debian: dovecot-imapd). */
export const dovecotAvailable =
  [dovecotPath, doveadmPath, ldaPath].every((path) => existsSync(path)) &&
  execFileSync(dovecotPath, ['--version'], { encoding: 'utf8' }).startsWith('2.3.');

/** Tests that need Dovecot: left out loudly where it is missing, but a failure on CI. */
export function describeWithDovecot(name: string, body: () => void): void {
  if (dovecotAvailable) {
    describe(name, body);
    return;
  }
  const missing = `Dovecot 2.3 is not installed (apt install dovecot-imapd): "${name}" did NOT run`;
  if (process.env['CI'] === 'true') {
    describe(name, () => {
      test('needs Dovecot', () => {
        throw new Error(missing);
      });
    });
    return;
  }
  console.warn(`\n*** ${missing} ***\n`);
  describe.skip(name, body);
}

/** A mail server of one's own on loopback. Folders default to INBOX. */
export interface Dovecot {
  /** Cleartext, with STARTTLS. */
  readonly port: number;
  readonly tlsPort: number;
  /** PEM of its self-signed certificate, valid for localhost and 127.0.0.1. */
  readonly ca: string;
  /** How to reach a user's mail, by TLS unless overridden. */
  account(user: string, override?: Partial<ImapAccount>): ImapAccount;
  /** By dovecot-lda: index updated, IDLE sessions told. Creates the folder. */
  deliver(user: string, raw: string | Buffer, folder?: string): Promise<void>;
  /** Straight into the Maildir: many times faster; UIDs follow the order of the calls. */
  drop(user: string, raw: string | Buffer, folder?: string): Promise<void>;
  /** Drops `make(0)` to `make(n - 1)`. */
  fill(user: string, n: number, make: (i: number) => string | Buffer): Promise<void>;
  expunge(user: string, uids: number[], folder?: string): Promise<void>;
  uids(user: string, folder?: string): Promise<number[]>;
  /** Flags by UID, without `\Recent`. */
  flags(user: string, folder?: string): Promise<Map<number, string[]>>;
  /** Ends a user's sessions with a BYE. */
  kick(user: string): Promise<void>;
  /** Kills a user's sessions without one. */
  kill9(user: string): Promise<void>;
  /** Sets INBOX's UIDVALIDITY; ends the user's sessions. */
  uidValidity(user: string, value: number): Promise<void>;
  /** As a power cut: every process dies at once, the mail stays. */
  crash(): Promise<void>;
  /** After a crash, on the same ports. */
  start(): Promise<void>;
  /** For good: kills it and deletes everything. */
  stop(): Promise<void>;
}

export interface DovecotOptions {
  users?: string[];
  /** A directory for everything; by default a new temporary one. */
  base?: string;
  /** Connections a user may have at once; 50. */
  maxConnections?: number;
}

export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const { users = ['alice'], maxConnections = 50 } = options;
  const base = options.base ?? (await mkdtemp(join(tmpdir(), 'dovecot-')));
  const owner = await ownerOfMail();
  const port = await freePort();
  const tlsPort = await freePort();
  const config = join(base, 'dovecot.conf');

  for (const part of ['run', 'state', 'mail', 'tls']) {
    await mkdir(join(base, part), { recursive: true });
  }
  await chmod(base, 0o755);
  await makeCertificate(join(base, 'tls'));
  await writeFile(
    join(base, 'users'),
    users
      .map((u) => `${u}:{PLAIN}${password}:${owner.uid}:${owner.gid}::${base}/mail/${u}::\n`)
      .join(''),
  );
  await writeFile(config, dovecotConfig({ base, port, tlsPort, maxConnections, ...owner }));
  for (const user of users) await makeMaildir(folderPath(user, 'INBOX'));

  const doveadm = async (...args: string[]) =>
    (await run(doveadmPath, ['-c', config, ...args], { maxBuffer: 1 << 28 })).stdout;
  let dropped = 0;

  function folderPath(user: string, folder: string): string {
    const name = folder === 'INBOX' ? '' : `.${folder.replaceAll('/', '.')}`;
    return join(base, 'mail', user, 'Maildir', name);
  }

  async function makeMaildir(path: string): Promise<void> {
    const home = join(path, '..');
    for (const part of [home, path, ...['tmp', 'new', 'cur'].map((name) => join(path, name))]) {
      await mkdir(part, { recursive: true });
      await chown(part, owner.uid, owner.gid);
    }
  }

  async function masterPid(): Promise<number | null> {
    const text = await readFile(join(base, 'run/master.pid'), 'utf8').catch(() => '');
    return text ? Number(text) : null;
  }

  const dovecot: Dovecot = {
    port,
    tlsPort,
    ca: await readFile(join(base, 'tls/cert.pem'), 'utf8'),

    account: (user, override = {}) => ({
      account: user,
      host: '127.0.0.1',
      port: override.secure === false ? port : tlsPort,
      secure: true,
      allowCleartext: false,
      user,
      pass: password,
      tlsCa: dovecot.ca,
      ...override,
    }),

    async deliver(user, raw, folder = 'INBOX') {
      const lda = spawn(ldaPath, ['-c', config, '-d', user, '-m', folder, '-e']);
      lda.stdin.end(raw);
      const [code] = (await once(lda, 'close')) as [number];
      if (code !== 0) throw new Error(`dovecot-lda ended with ${code}; see ${base}/dovecot.log`);
    },

    async drop(user, raw, folder = 'INBOX') {
      const path = folderPath(user, folder);
      if (!existsSync(join(path, 'new'))) await makeMaildir(path);
      // Dovecot numbers new files by the seconds in their names: each drop has its own.
      const name = `${1_700_000_000 + dropped++}.drop.localhost`;
      const file = join(path, 'tmp', name);
      await writeFile(file, raw);
      await chown(file, owner.uid, owner.gid);
      await rename(file, join(path, 'new', name));
    },

    async fill(user, n, make) {
      for (let i = 0; i < n; i += 1) await dovecot.drop(user, make(i));
    },

    async expunge(user, uids, folder = 'INBOX') {
      await doveadm('expunge', '-u', user, 'mailbox', folder, 'uid', uids.join(','));
    },

    async uids(user, folder = 'INBOX') {
      return [...(await dovecot.flags(user, folder)).keys()];
    },

    async flags(user, folder = 'INBOX') {
      const lines = await doveadm(
        '-f',
        'tab',
        'fetch',
        '-u',
        user,
        'uid flags',
        'mailbox',
        folder,
        'all',
      );
      const rows = lines.trimEnd().split('\n').slice(1);
      return new Map(
        rows.map((row): [number, string[]] => {
          const [uid, flags = ''] = row.split('\t');
          return [Number(uid), flags.split(' ').filter((flag) => flag && flag !== '\\Recent')];
        }),
      );
    },

    async kick(user) {
      await doveadm('kick', user);
    },

    async kill9(user) {
      const who = await doveadm('who', '-1', user);
      for (const [, pid] of who.matchAll(/ imap +(\d+) /g)) kill(Number(pid));
    },

    async uidValidity(user, value) {
      await doveadm('kick', user).catch(() => undefined); // nobody there to kick
      await doveadm('mailbox', 'update', '-u', user, '--uid-validity', `${value}`, 'INBOX');
    },

    async crash() {
      const master = await masterPid();
      if (master === null) return;
      // Stopped first, so that it cannot put new children in the place of the dead.
      process.kill(master, 'SIGSTOP');
      const children = await readFile(`/proc/${master}/task/${master}/children`, 'utf8');
      for (const pid of children.trim().split(' ').filter(Boolean).map(Number)) kill(pid);
      kill(master);
      await rm(join(base, 'run/master.pid'), { force: true });
      await until(async () => !(await answers(port)), 'go down');
    },

    async start() {
      // The daemon keeps the streams it was started with: a pipe would never end.
      const said = await open(join(base, 'start.log'), 'w');
      const started = spawn(dovecotPath, ['-c', config], { stdio: ['ignore', said.fd, said.fd] });
      const [code] = (await once(started, 'close')) as [number];
      await said.close();
      if (code !== 0) throw new Error(await readFile(join(base, 'start.log'), 'utf8'));
      await until(() => answers(port), 'come up');
    },

    async stop() {
      process.off('exit', killNow);
      await dovecot.crash();
      await rm(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  // Should the test process end without `stop`, its server ends with it.
  const killNow = () => execFileSync(doveadmPath, ['-c', config, 'stop'], { stdio: 'ignore' });
  process.once('exit', killNow);
  await dovecot.start();
  return dovecot;
}
