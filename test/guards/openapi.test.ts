import { afterEach, describe, expect, it } from 'vitest';
import { routers } from '../../src/http/app.ts';
import type { Role } from '../../src/http/deps.ts';
import type { OpenApiDocument } from '../../src/http/openapi/document.ts';
import { Description, routesOf } from '../support/described.ts';
import { jsonOf, type RestServer, startRest } from '../support/rest-server.ts';

/**
 * Pages and files, which no program calls. Everything else is described: see `openapi.ts` in the
 * folder of each resource, and `src/http/openapi/operations.ts`, which gathers them.
 */
const notDescribed = [
  /^GET \/$/,
  /^GET \/assets\//,
  /^GET \/favicon\.ico$/,
  /^GET \/docs$/,
  /^GET \/inspector(\/stately)?$/,
  /^(GET|POST) \/log(in|out)$/,
  /^(GET|POST) \/dashboard(\/|$)/,
];

let server: RestServer;
afterEach(() => server.close());

async function start(role: Role, apiToken?: string): Promise<OpenApiDocument> {
  server = await startRest({ role, ...(apiToken && { apiToken }) });
  const headers = { Authorization: `Bearer ${apiToken}` };
  return await jsonOf(fetch(`${server.url}/openapi.json`, { headers }));
}

/** As the routers really have it, such as `GET /drafts/{id}`. */
function served(): string[] {
  return routers(server.deps)
    .flatMap(({ stack }) => stack)
    .flatMap(({ methods, path }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${path.toString().replace(/:(\w+)/g, '{$1}')}`),
    );
}

describe('the description of the API', () => {
  it.each(['all', 'agent', 'api'] as const)(
    'has exactly the routes there are: %s',
    async (role) => {
      const document = await start(role);
      const described = routesOf(document).map(({ method, template }) => `${method} ${template}`);
      const expected = served().filter((route) => !notDescribed.some((page) => page.test(route)));
      expect(described.toSorted()).toEqual(expected.toSorted());
      expect(described.length).toBeGreaterThan(20);
    },
  );

  it('names nothing twice, refers to nothing that is missing, and keeps nothing unused', async () => {
    const document = await start('all');
    const ids = routesOf(document).map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const used = new Set(refs.map(([, name]) => name));
    expect([...used].toSorted()).toEqual(Object.keys(document.components.schemas));
    const tags = new Set(routesOf(document).flatMap((route) => route.tags));
    expect([...tags].toSorted()).toEqual(document.tags.map(({ name }) => name).toSorted());
  });

  it('gives examples that fit', async () => {
    const document = await start('all');
    const description = new Description(document);
    let examples = 0;
    for (const route of description.routes) {
      for (const { schema, example } of Object.values(route.requestBody?.content ?? {})) {
        if (!schema || example === undefined) continue;
        examples += 1;
        expect(description.faultsOfInput(schema, example), route.operationId).toEqual([]);
      }
      for (const [status, { content }] of Object.entries(route.responses)) {
        for (const [type, { example }] of Object.entries(content ?? {})) {
          if (example === undefined) continue;
          examples += 1;
          const received = { status: Number(status), type, body: JSON.stringify(example) };
          expect(description.faultsOf(route, received), route.operationId).toEqual([]);
        }
      }
    }
    expect(examples).toBeGreaterThan(10);
  });

  it('says where a token is asked for', async () => {
    const locked = await start('all', 'sesame');
    expect(locked.security).toEqual([{ token: [] }, { session: [] }]);
    const open = routesOf(locked).filter(({ security }) => security?.length === 0);
    expect(open.map(({ template }) => template).toSorted()).toEqual(['/healthz', '/readyz']);
    for (const { template, method, security } of routesOf(locked)) {
      const path = template.replace(/\{\w+\}/g, '1');
      const { status } = await fetch(server.url + path, { method });
      if (security) expect(status, template).toBeLessThan(400);
      else expect(status, template).toBe(401);
    }
    await server.close();
    expect((await start('all')).security).toEqual([]);
  });
});
