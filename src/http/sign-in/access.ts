import type { HttpDeps } from '../deps.ts';
import { Sessions } from './sessions.ts';

/** What lets someone in where API_TOKEN is set; null: it is not, and this machine is served. */
export type Access = { apiToken: string; sessions: Sessions } | null;

const known = new WeakMap<HttpDeps, Access>();

/** One for all that serves the same deps: a session that was signed out of may not upgrade either. */
export function accessOf(deps: HttpDeps): Access {
  const made = known.get(deps);
  if (made !== undefined) return made;
  const { apiToken } = deps;
  const access = apiToken ? { apiToken, sessions: new Sessions(apiToken) } : null;
  known.set(deps, access);
  return access;
}
