import type { Server } from 'node:http';
import { type FeedSocket, feedSocket, onWebSocket, refuseUpgrade } from '../inspector/index.ts';
import type { HttpDeps } from './deps.ts';
import { isAllowed } from './guard.ts';
import { accessOf } from './sign-in/access.ts';
import { endless } from './sign-in/stay.ts';

/** Lets `/inspector/ws` upgrade under the rule that every request is under; nothing else may. */
export function acceptUpgrades(server: Server, deps: HttpDeps): FeedSocket {
  const inspector = feedSocket(deps.inspection, (error) =>
    deps.log.debug({ err: error }, 'an inspector connection failed'),
  );
  const access = accessOf(deps);
  onWebSocket(server, (request, socket, head) => {
    const verdict = isAllowed(request, access);
    const known = request.url?.split('?', 1)[0] === '/inspector/ws';
    const status = known ? (verdict.ok ? 101 : verdict.status) : 404;
    const session = verdict.ok ? verdict.session : null;
    const stay = access && session ? access.sessions.stay(session) : endless;
    if (status === 101) {
      deps.figures.client('inspector', 1);
      socket.once('close', () => deps.figures.client('inspector', -1));
      inspector(request, socket, head, stay);
    } else refuseUpgrade(socket, status);
  });
  return inspector;
}
