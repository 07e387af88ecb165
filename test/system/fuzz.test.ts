import { once } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../src/http/openapi/document.ts';
import { type Agent, startAgent, workingDirectory } from '../support/agent.ts';
import { Description, type Received, type Route } from '../support/described.ts';
import { fire, told } from '../support/fuzz/fire.ts';
import { strangeTargets } from '../support/fuzz/targets.ts';
import { type FuzzRequest, requestsOf } from '../support/fuzz/requests.ts';
import { rawClient } from '../support/raw-request.ts';

const token = 'a-token-of-the-tests';
const authorization = { Authorization: `Bearer ${token}` };
/** Of all operations together; those that take more get more of them. */
const requests = 4_000;
const atOnce = 8;
/** What the program prints when something of its own went wrong. */
const faultLine = /unhandled|uncaught|Warning|request failed|response failed/i;
/** FUZZ_SEED repeats a run, as far as what the program does meanwhile is the same. */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

let agent: Agent;
let document: OpenApiDocument;
let description: Description;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const { path, remove } = await workingDirectory();
  cleanUps.push(remove);
  // Nobody listens there: what is sent fails, as it should, later and elsewhere.
  const smtp = { SMTP_URL: 'smtp://127.0.0.1:9', SMTP_FROM: 'sales@example.com' };
  // More requests than anybody makes in earnest.
  const unlimited = { RATE_LIMIT_CHANGES: '0', RATE_LIMIT_READS: '0' };
  const env = { API_TOKEN: token, INSPECT_SEND: 'true', ...smtp, ...unlimited };
  agent = await startAgent(env, path);
  cleanUps.push(() => agent.stop('SIGKILL'));
  document = await get('/openapi.json');
  description = new Description(document);
  for (let done = 0; done < 12;) {
    const { mailboxes } = await get<{ mailboxes: { counts: { done?: number } }[] }>('/ledger');
    done = mailboxes[0]?.counts.done ?? 0;
  }
});
afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
});

async function get<T>(path: string): Promise<T> {
  const response = await fetch(agent.url + path, { headers: authorization });
  return (await response.json()) as T;
}

/** What a route's parameter may name here. */
function known(ids: { actors: string[]; charts: string[] }) {
  return ({ template }: Route, name: string): string[] => {
    if (name === 'key') return ids.charts;
    if (template.startsWith('/inspector/actors/')) return ids.actors;
    if (template.startsWith('/mailboxes/')) return ['1'];
    return Array.from({ length: 25 }, (_, index) => String(index + 1));
  };
}

async function planned(): Promise<FuzzRequest[]> {
  const actors = await get<{ id: string }[]>('/actors');
  const { chart } = await get<{ chart: string }>('/inspector/messages/1');
  // Who asks for a drawing first waits until it is made.
  await fetch(`${agent.url}/inspector/charts/${chart}`, { headers: authorization });
  const knownTo = known({
    actors: actors.map(({ id }) => encodeURIComponent(id)),
    charts: [encodeURIComponent(chart), 'email'],
  });
  const weightOf = ({ requestBody, parameters, operationId }: Route) => {
    // It works a whole message.
    if (operationId === 'replayMessage') return 1.5;
    return requestBody ? 6 : parameters ? 3 : 0.5;
  };
  const total = description.routes.reduce((sum, route) => sum + weightOf(route), 0);
  const all = description.routes.flatMap((route, index) => {
    const numRuns = Math.ceil((requests * weightOf(route)) / total);
    return fc.sample(requestsOf(document, route, knownTo), { seed: seed + index, numRuns });
  });
  const order = { minLength: all.length, maxLength: all.length };
  return fc.sample(fc.shuffledSubarray(all, order), { seed, numRuns: 1 })[0] ?? [];
}

/** What is wrong about an answer; null: nothing. */
function faultOf({ route, fits }: FuzzRequest, received: Received): string | null {
  const { status, body } = received;
  const answer = () => `${status} ${body.slice(0, 600)}`;
  // The only thing here that may be away is the mailbox, and only one operation is asked about it.
  if (status >= 500 && route.operationId !== 'getReadiness') return answer();
  const faults = description.faultsOf(route, received);
  if (faults.length > 0) return `${answer()}: ${faults.join('; ')}`;
  const isInvalid = status === 400 || status === 413 || status === 415;
  // Whether a name can be read and a time is to come, no schema says.
  const isKnown = route.operationId !== 'createToken';
  if (fits === true && isInvalid && isKnown) return `refused although it fits: ${answer()}`;
  if (fits === false && status < 400) return `taken although it does not fit: ${answer()}`;
  return null;
}

describe('the running program, asked by its own description', () => {
  test('refuses every operation without a token and with a wrong one', async () => {
    const closed = description.routes.filter(({ security }) => !security);
    expect(closed.length).toBeGreaterThan(35);
    for (const { method, template } of closed) {
      for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Cookie: 'ops_session=x' }]) {
        const path = template.replace(/\{\w+\}/g, '1');
        const response = await fetch(agent.url + path, { method, headers });
        const body = await response.text();
        expect(response.status, `${method} ${path}`).toBe(401);
        expect(JSON.parse(body), `${method} ${path}`).toMatchObject({
          error: { code: 'unauthorized' },
        });
      }
    }
    const paused = await get<{ machine: string; state: string }[]>('/actors');
    expect(paused.find(({ machine }) => machine === 'supervisor')?.state).not.toBe('paused');
  });

  test('answers everything as described, and nothing with a fault of its own', async () => {
    const plan = await planned();
    console.log(`fuzzing ${description.routes.length} operations: FUZZ_SEED=${seed}`);
    const http = new HttpAgent({ keepAlive: true, maxSockets: atOnce });
    const faults: string[] = [];
    const counts: Record<number, number> = {};
    const began = Date.now();
    const queue = plan.values();
    const work = async () => {
      for (const request of queue) {
        const sent = { ...request, headers: { ...authorization, ...request.headers } };
        try {
          const received = await fire(new URL(agent.url), sent, http);
          counts[received.status] = (counts[received.status] ?? 0) + 1;
          const fault = faultOf(request, received);
          if (fault !== null) faults.push(`${told(request)}\n  -> ${fault}`);
        } catch (error) {
          faults.push(`${told(request)}\n  -> ${String(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    http.destroy();
    const tally = JSON.stringify(counts);
    console.log(`${plan.length} requests in ${Date.now() - began} ms, by status: ${tally}`);
    expect(faults.slice(0, 40)).toEqual([]);
    expect(agent.output.filter((line) => faultLine.test(line))).toEqual([]);
    // It is alive, and what was stored can be shown.
    for (const path of ['/dashboard', '/dashboard?q=a', '/dashboard/insights', '/drafts.csv']) {
      const response = await fetch(agent.url + path, { headers: authorization });
      expect(response.status, path).toBe(200);
      await response.text();
    }
    expect(plan.length).toBeGreaterThanOrEqual(requests);
  }, 300_000);

  test('survives addresses that are none, and clients that leave in the middle', async () => {
    const { port } = new URL(agent.url);
    const targets = fc.sample(strangeTargets, { seed, numRuns: 600 });
    for (let at = 0; at < targets.length; at += atOnce) {
      const answers = await Promise.all(
        targets.slice(at, at + atOnce).map(async (target) => [target, await knock(port, target)]),
      );
      for (const [target, line] of answers) expect(line, target).toMatch(/^HTTP\/1\.1 [234]|^$/);
    }
    expect(agent.output.filter((line) => faultLine.test(line))).toEqual([]);
    expect((await fetch(`${agent.url}/healthz`)).status).toBe(200);
  }, 60_000);
});

/** The status line for a target as it is, asked without a token; some leave before there is one. */
async function knock(port: string, target: string): Promise<string> {
  const leaves = target.length % 7 === 0;
  const head = `POST ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n`;
  const rest = 'Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{"a"';
  const { socket, text } = rawClient(Number(port), head + rest + (leaves ? '' : ':123}'));
  if (leaves) setTimeout(() => socket.destroy(), 20);
  socket.once('end', () => socket.destroy());
  await once(socket, 'close');
  return text().split('\r\n', 1)[0] ?? '';
}
