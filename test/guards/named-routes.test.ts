import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { routers } from '../../src/http/app.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

const root = new URL('../../', import.meta.url);

let server: RestServer;
afterEach(() => server.close());

/** With whatever a route's parameter is called, or an example of it. */
function pattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+').replace(/\{[^}]*\}/g, '.*')}$`);
}

/** Such as `GET /messages/:id`, wherever the text says so. */
function namedIn(text: string): string[] {
  const named = text.matchAll(/\b(GET|POST|PATCH) (\/[\w/:.{}-]*)/g);
  return Array.from(named, ([, method, path = '']) => `${method} ${path.replace(/[.:]+$/, '')}`);
}

it('what the documents call a route is one', async () => {
  server = await startRest();
  const routes = routers(server.deps)
    .flatMap(({ stack }) => stack)
    .flatMap(({ methods, path }) =>
      methods.map((method) => ({ method, path: pattern(path.toString()) })),
    );
  const docs = readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' });
  const files = [
    'README.md',
    ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ];
  const wrong = files.flatMap((file) =>
    namedIn(readFileSync(new URL(file, root), 'utf8'))
      .filter((named) => {
        const [method = '', path = ''] = named.split(' ');
        return !routes.some((route) => route.method === method && route.path.test(path));
      })
      .map((named) => `${file}: ${named}`),
  );
  expect(wrong).toEqual([]);
});
