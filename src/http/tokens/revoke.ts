import type { ApiToken } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { missing } from '../input.ts';
import { accessOf } from '../sign-in/access.ts';

/**
 * From now on nobody comes in by it, and what it holds open in this process is closed.
 * @throws AppError 404
 */
export async function revokeToken(deps: HttpDeps, id: string): Promise<ApiToken> {
  const revoked = await deps.tokens.revoke(id);
  if (!revoked) throw missing('token', id);
  accessOf(deps)?.tokens.forget(id);
  return revoked;
}
