import type { ApiToken, NewToken, TokenStore } from '../../src/ports.ts';

/** Named tokens in memory. */
export function fakeTokens(): TokenStore {
  const tokens: (ApiToken & { hash: string })[] = [];
  const find = (id: string) => tokens.find((token) => token.id === id) ?? null;
  const now = () => new Date().toISOString();
  return {
    create(token: NewToken) {
      const isTaken = tokens.some(
        ({ id, name, revokedAt }) => id === token.id || (name === token.name && !revokedAt),
      );
      if (isTaken) return Promise.resolve(null);
      const made = { ...token, createdAt: now(), lastUsedAt: null, revokedAt: null };
      tokens.unshift(made);
      return Promise.resolve(made);
    },
    find: (id) => Promise.resolve(find(id)),
    list: () => Promise.resolve([...tokens]),
    revoke(id) {
      const token = find(id);
      if (token) token.revokedAt ??= now();
      return Promise.resolve(token);
    },
    touch(id) {
      const token = find(id);
      if (token) token.lastUsedAt = now();
      return Promise.resolve();
    },
  };
}
