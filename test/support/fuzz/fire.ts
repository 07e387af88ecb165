import { type Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Received } from '../described.ts';
import type { FuzzRequest } from './requests.ts';

/** After this it hangs, however busy the machine is; in milliseconds. */
const patience = 60_000;

/** Sends one as it is, and gives the answer; of a stream without an end, how it begins. */
export async function fire(
  { hostname, port }: URL,
  { route, path, headers, body }: FuzzRequest,
  agent: Agent,
): Promise<Received> {
  return await new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        agent,
        path,
        method: route.method,
        headers: { ...headers, ...(body && { 'Content-Length': body.length }) },
        timeout: patience,
      },
      (response) => {
        const { statusCode: status = 0, headers: got } = response;
        const type = got['content-type'] ?? '';
        if (type.startsWith('text/event-stream')) {
          resolve({ status, type, body: '' });
          response.destroy();
          return;
        }
        text(response).then((received) => resolve({ status, type, body: received }), reject);
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${patience} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

/** A request in a line, to be read by people. */
export function told({ route, path, headers, body }: FuzzRequest): string {
  const shown = body && JSON.stringify(body.subarray(0, 600).toString());
  return `${route.method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 200)} ${shown ?? ''}`;
}
