import type { ApiToken, PersonName, TokenStore } from '../../ports.ts';
import { AppError } from '../errors.ts';
import type { TokenWish } from './schema.ts';
import { makeToken } from './token-text.ts';

/**
 * Makes a token; `text` is what its holder sends, and is kept nowhere.
 * @throws AppError 409 where one of that name is there
 */
export async function issueToken(
  tokens: TokenStore,
  { name, scopes, expiresAt = null }: TokenWish,
  createdBy: PersonName,
): Promise<{ token: ApiToken; text: string }> {
  const { id, text, hash } = makeToken();
  const token = await tokens.create({ id, name, hash, scopes, createdBy, expiresAt });
  if (token) return { token, text };
  throw new AppError(
    'conflict',
    `A token named ${name} is there already: revoke it, or choose another name`,
  );
}
