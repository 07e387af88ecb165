import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** What stands in for Stately's page, on an origin of its own: the real receiver, and no drawing. */
export interface StatelyPage {
  origin: string;
  /** `/` receives, `/silent` never says that it is there, `/elsewhere?<url>` leads on to another. */
  url(path?: string): string;
  /** The paths that were asked for, oldest first. */
  asked: string[];
  close(): void;
}

const inspect = new URL(import.meta.resolve('@statelyai/inspect'));
/** The modules that the receiver's own file imports: of these it uses `xstate` alone. */
const unused = [
  'fast-safe-stringify',
  'safe-stable-stringify',
  'isomorphic-ws',
  'partysocket',
  'superjson',
  '#uuid',
];
const imports = {
  '@statelyai/inspect': '/inspect.js',
  xstate: '/xstate/xstate.esm.js',
  ...Object.fromEntries(unused.map((name) => [name, '/unused.js'])),
};

const receiving = `<!doctype html><title>Receiver</title>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
import { createBrowserReceiver } from '@statelyai/inspect';
window.heard = [];
window.addEventListener('message', ({ data }) => heard.push(data));
window.received = [];
createBrowserReceiver().subscribe((event) => received.push(event));
</script>`;

export async function statelyPage(): Promise<StatelyPage> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    asked.push(path);
    if (path === '/elsewhere') {
      response.writeHead(302, { Location: decodeURIComponent(query) }).end();
      return;
    }
    void bodyOf(path).then(({ type, body }) => {
      response.setHeader('Content-Type', type);
      response.end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not bound');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    asked,
    url: (path = '/') => origin + path,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(path: string): Promise<{ type: string; body: string }> {
  const [, name] = /^\/xstate\/([\w.-]+)$/.exec(path) ?? [];
  const type = 'text/javascript; charset=utf-8';
  if (name) {
    const file = new URL(name, import.meta.resolve('xstate'));
    return { type, body: await readFile(file, 'utf8') };
  }
  if (path === '/inspect.js') return { type, body: await readFile(inspect, 'utf8') };
  if (path === '/unused.js') {
    return { type, body: 'export default class {}; export const stringify = 0, uuid = 0;' };
  }
  const html = path === '/' ? receiving : '<!doctype html><title>Silent</title>';
  return { type: 'text/html; charset=utf-8', body: html };
}
