import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { openStore, type Store } from '../../src/adapters/store/index.ts';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { InspectionHub } from '../../src/inspector/index.ts';
import type { EventBus, SystemControl } from '../../src/ports.ts';
import { createEventBus } from '../../src/telemetry/event-bus.ts';
import { noFigures } from './no-figures.ts';
import { type FakeMachines, fakeMachines } from './fake-machines.ts';

/** The real HTTP side over a real store in a file of its own, and fakes of the running machines. */
export interface RestServer extends Omit<Listening, 'close'> {
  url: string;
  deps: HttpDeps & Pick<Store, 'operations'>;
  /** What the log was told, a JSON object a line. */
  logged: string[];
  /** How often the supervisor was woken. */
  woken: () => number;
  /** They watch `INBOX`. */
  machines: FakeMachines;
  close: () => Promise<void>;
}

export async function startRest(changes: Partial<HttpDeps> = {}): Promise<RestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'rest-'));
  const events = eventBus();
  const store = await openStore(`sqlite:${join(directory, 'agent.db')}`, events);
  const logged: string[] = [];
  const machines = fakeMachines({ INBOX: 'watching' });
  const { system, woken } = fakeSystem(machines);
  const deps: RestServer['deps'] = {
    ...store,
    events,
    system,
    inspection: new InspectionHub(),
    log: pino({ level: 'debug' }, { write: (line) => void logged.push(line) }),
    outbox: { domain: 'example.com', sends: true },
    mailHtml: () => Promise.resolve(null),
    settings: [],
    role: 'all',
    demo: null,
    figures: noFigures,
    ...changes,
  };
  const listening = await listen(createApp(deps), { host: '127.0.0.1', port: 0, graceMs: 300 });
  return {
    ...listening,
    url: `http://127.0.0.1:${listening.address.port}`,
    deps,
    logged,
    woken,
    machines,
    async close() {
      await listening.close();
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}

export function eventBus(): EventBus {
  return createEventBus((error) => {
    throw error;
  });
}

function fakeSystem(machines: FakeMachines): { system: SystemControl; woken: () => number } {
  let wakes = 0;
  const system: SystemControl = {
    machines,
    wake: () => void wakes++,
    actors: () => [
      { id: 'x:0', parent: null, machine: 'supervisor', state: 'pumping', since: '2026-01-01' },
    ],
    llm: () => 'closed',
    replay: () => Promise.resolve({ kind: 'missing' }),
    readiness: () => Promise.resolve({ ready: true, reasons: [] }),
  };
  return { system, woken: () => wakes };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Sent {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
}

/** A request with any header, `Host` included, which `fetch` sets by itself. */
export async function send(
  url: string,
  { method = 'GET', headers = {}, body = '' }: Sent = {},
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      text(response).then(
        (received) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
        reject,
      );
    });
    outgoing.on('error', reject).end(body);
  });
}

/** A form as a browser sends it from a page of the server. */
export async function sendForm(
  url: string,
  fields: Record<string, string>,
  headers: OutgoingHttpHeaders = {},
): Promise<Answer> {
  const form = {
    Accept: 'text/html,*/*;q=0.8',
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: new URL(url).origin,
  };
  const body = new URLSearchParams(fields).toString();
  return await send(url, {
    method: 'POST',
    headers: { ...form, 'Content-Length': Buffer.byteLength(body), ...headers },
    body,
  });
}

/** Signs in, and gives the headers with which the browser's pages ask from then on. */
export async function signIn(
  server: RestServer,
  name: string,
): Promise<{ Cookie: string; Origin: string }> {
  const { apiToken = '' } = server.deps;
  const answer = await sendForm(`${server.url}/login`, { name, token: apiToken });
  if (answer.status !== 303) throw new Error(`could not sign in: ${answer.status}`);
  return { Cookie: cookieOf(answer), Origin: server.url };
}

/** What a browser would send back of an answer's cookie; empty for none. */
export function cookieOf({ headers }: Answer): string {
  return headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
}

/** `fetch` with a JSON body. */
export async function sendJson(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The JSON of an answer, which the caller knows to be a `T`. */
export async function jsonOf<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}
