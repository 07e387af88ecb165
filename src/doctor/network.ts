import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import type { Examiner } from './examination.ts';

/** Name and port of a server, which every connection to it begins with. */
export async function reach(
  examiner: Examiner,
  name: string,
  { host, port }: { host: string; port: number },
  variable: string,
): Promise<void> {
  await examiner.step(
    `${name} name`,
    () => lookup(host),
    ({ address }) => `${host} is ${address}`,
    () => `check the host in ${variable}, and the name server of this machine`,
  );
  await examiner.step(
    `${name} port`,
    () => knock(host, port),
    () => `${host}:${port} answers`,
    () =>
      `nothing answers at ${host}:${port}: check host and port in ${variable}, and the firewall`,
  );
}

/** A TCP connection, and nothing on it. */
async function knock(host: string, port: number, withinMs = 5_000): Promise<void> {
  const socket = connect({ host, port });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.setTimeout(withinMs, () => reject(new Error(`no answer within ${withinMs} ms`)));
      socket.once('connect', () => resolve());
      socket.once('error', ({ code, message }: NodeJS.ErrnoException) =>
        reject(new Error(code ?? message)),
      );
    });
  } finally {
    socket.destroy();
  }
}

/** Where a URL leads. */
export function placeOf(url: string): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url);
  const usual: Record<string, number> = {
    'https:': 443,
    'smtp:': 587,
    'smtps:': 465,
    'postgres:': 5432,
    'postgresql:': 5432,
  };
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || (usual[protocol] ?? 80),
  };
}
