import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Dovecot refuses to run mail processes as root, so root lends them to the system's own users. */
export async function ownerOfMail() {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) {
    const group = (await run('id', ['-gn'])).stdout.trim();
    return {
      uid,
      gid,
      loginUser: username,
      internalUser: username,
      internalGroup: group,
    };
  }
  const id = async (flag: string) => Number((await run('id', [flag, 'mail'])).stdout);
  return {
    uid: await id('-u'),
    gid: await id('-g'),
    loginUser: 'dovenull',
    internalUser: 'dovecot',
    internalGroup: 'dovecot',
  };
}

export async function makeCertificate(dir: string): Promise<void> {
  if (existsSync(join(dir, 'cert.pem'))) return;
  const subject = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1',
  ];
  const files = ['-keyout', join(dir, 'key.pem'), '-out', join(dir, 'cert.pem')];
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '30'];
  await run('openssl', ['req', '-x509', ...key, ...subject, ...files]);
}

/**
 * Above 10000 and below the range that the system takes outgoing ports from, so that the port is
 * still free when a crashed server comes back to it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_001 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/** Whether a greeting comes. */
export async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const greeted = once(socket, 'data', { signal: AbortSignal.timeout(1_000) });
  return greeted
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}

export async function until(reached: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await reached()) return;
    await sleep(25);
  }
  throw new Error(`Dovecot does not ${what}`);
}
