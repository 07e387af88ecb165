import type { IncomingMessage, Server } from 'node:http';
import { type FeedSocket, feedSocket, onWebSocket, refuseUpgrade } from '../inspector/index.ts';
import { isPermitted } from './admission.ts';
import type { HttpDeps } from './deps.ts';
import { isAllowed } from './guard.ts';
import { type Access, accessOf } from './sign-in/access.ts';
import { endless } from './sign-in/stay.ts';

/** Lets `/inspector/ws` upgrade under the rule that every request is under; nothing else may. */
export function acceptUpgrades(server: Server, deps: HttpDeps): FeedSocket {
  const inspector = feedSocket(deps.inspection, (error) =>
    deps.log.debug({ err: error }, 'an inspector connection failed'),
  );
  const access = accessOf(deps);
  onWebSocket(server, (request, socket, head) => {
    admit(request, access).then(
      ({ status, stay }) => {
        if (status !== 101) return refuseUpgrade(socket, status);
        deps.figures.client('inspector', 1);
        socket.once('close', () => deps.figures.client('inspector', -1));
        inspector(request, socket, head, stay);
      },
      (error: unknown) => {
        deps.log.warn({ err: error }, 'an upgrade could not be decided on');
        refuseUpgrade(socket, 503);
      },
    );
  });
  return inspector;
}

const path = '/inspector/ws';

async function admit(request: IncomingMessage, access: Access) {
  if (request.url?.split('?', 1)[0] !== path) return { status: 404, stay: endless };
  const verdict = await isAllowed(request, access);
  if (!verdict.ok) return { status: verdict.status, stay: endless };
  const isGranted = isPermitted(verdict.caller, `GET ${path}`);
  return { status: isGranted ? 101 : 403, stay: verdict.caller.stay };
}
