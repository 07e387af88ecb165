import type { Scope } from '../../src/domain/scope.ts';
import type { ApiToken } from '../../src/ports.ts';
import { issueToken } from '../../src/http/tokens/issue.ts';
import { type RestServer, cookieOf, sendForm } from './rest-server.ts';

let made = 0;

/** A named token of its own, and the headers of a program that has it. */
export async function withToken(
  { deps }: Pick<RestServer, 'deps'>,
  scopes: Scope[],
  changes: { name?: string; expiresAt?: string } = {},
): Promise<{ token: ApiToken; text: string; headers: { Authorization: string } }> {
  made += 1;
  const wish = { name: `${scopes.join('+')} ${made}`, scopes, ...changes };
  const { token, text } = await issueToken(deps.tokens, wish, null);
  return { token, text, headers: { Authorization: `Bearer ${text}` } };
}

/** Signs in with a token, as a person at a browser; the headers that its pages send from then on. */
export async function signInWith(
  server: RestServer,
  token: string,
  name = 'Ada',
): Promise<{ Cookie: string; Origin: string }> {
  const answer = await sendForm(`${server.url}/login`, { name, token });
  if (answer.status !== 303) throw new Error(`could not sign in: ${answer.status} ${answer.body}`);
  return { Cookie: cookieOf(answer), Origin: server.url };
}
