import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/domain/scope.ts';
import { routers } from '../../src/http/app.ts';
import { knownRoutes, needOf } from '../../src/http/scopes.ts';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import { type RestServer, send, startRest } from '../support/rest-server.ts';
import { withToken } from '../support/with-token.ts';

const apiToken = 'correct-horse-battery';
/** No router has them. */
const upgrades = ['GET /inspector/ws'];

let server: RestServer;
let inspector: { close(): void };
beforeAll(async () => {
  server = await startRest({ apiToken });
  inspector = acceptUpgrades(server.server, server.deps);
});
afterAll(async () => {
  inspector.close();
  await server.close();
});

function served(): string[] {
  return routers(server.deps)
    .flatMap(({ stack }) => stack)
    .flatMap(({ methods, path }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${String(path)}`),
    );
}

/** An address that the pattern fits. */
function addressOf(route: string): { method: string; path: string } {
  const [method = '', pattern = ''] = route.split(' ');
  return { method, path: pattern.replace(/\{\*\w+\}/, 'x').replaceAll(/:\w+/g, '7') };
}

async function statusOf(route: string, headers: Record<string, string>): Promise<number> {
  const { method, path } = addressOf(route);
  return (await send(server.url + path, { method, headers })).status;
}

it('says of every route what it needs, and of nothing else', () => {
  expect(knownRoutes.toSorted()).toEqual([...served(), ...upgrades].toSorted());
});

it('has a route that nothing is said of need admin', () => {
  expect(needOf('GET /added/later')).toBe('admin');
  expect(needOf('constructor')).toBe('admin');
});

const open = (route: string) => needOf(route) === 'open';

describe('without a token', () => {
  it('refuses every route that is not open', async () => {
    const answers = await Promise.all(
      served()
        .filter((route) => !open(route))
        .map(async (route) => [route, await statusOf(route, {})]),
    );
    expect(answers.length).toBeGreaterThan(70);
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });
});

describe.each(scopes)('with a token that may %s', (scope) => {
  const implied = { read: ['read'], review: ['read', 'review'], ingest: ['ingest'], admin: scopes };

  it('serves what that covers, and refuses the rest with the scope it lacks', async () => {
    const { headers } = await withToken(server, [scope]);
    for (const route of served().filter((one) => !open(one) && one !== 'GET /events')) {
      const need = needOf(route);
      const granted = need === 'anyone' || (implied[scope] as readonly string[]).includes(need);
      const { method, path } = addressOf(route);
      const { status, body } = await send(server.url + path, { method, headers });
      if (granted)
        expect([status === 401, status === 403 && body.includes('the scope')], route).toEqual([
          false,
          false,
        ]);
      else expect([status, body.includes(`the scope ${need}`)], route).toEqual([403, true]);
    }
  });

  it('decides on the upgrade and on events likewise', async () => {
    const { headers } = await withToken(server, [scope]);
    const granted = scope !== 'ingest';
    const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
    const { status } = await send(`${server.url}/inspector/ws`, {
      headers: { ...headers, ...upgrade },
    });
    // Without a key the handshake itself is wrong, which is found out behind the door.
    expect(status).toBe(granted ? 400 : 403);
    const events = await send(`${server.url}/events`, { method: 'HEAD', headers });
    expect(events.status).toBe(granted ? 200 : 403);
  });
});
