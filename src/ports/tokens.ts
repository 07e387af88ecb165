/** Named tokens: who may come in beside the one of the configuration, and to do what. */
import type { Scope } from '../domain/scope.ts';
import type { PersonName } from './drafts.ts';

/** Times are ISO 8601 UTC. */
export interface ApiToken {
  /** Public: it stands in the token itself, in the audit and in addresses. */
  id: string;
  /** No two that are not revoked have the same. */
  name: string;
  scopes: Scope[];
  createdAt: string;
  /** null: a program with API_TOKEN, or nobody had to sign in. */
  createdBy: PersonName;
  /** To about a minute; null: never. */
  lastUsedAt: string | null;
  /** null: it does not by itself. */
  expiresAt: string | null;
  /** null: it was not. */
  revokedAt: string | null;
}

export type NewToken = Pick<ApiToken, 'id' | 'name' | 'scopes' | 'createdBy' | 'expiresAt'> & {
  /** SHA-256 of the whole token in hexadecimal; the token itself is nowhere. */
  hash: string;
};

export interface TokenStore {
  /** null: a token of that name is there, and not revoked. */
  create(token: NewToken): Promise<ApiToken | null>;
  /** Also one that has expired or was revoked. */
  find(id: string): Promise<(ApiToken & { hash: string }) | null>;
  /** The newest first, the revoked ones included. */
  list(): Promise<ApiToken[]>;
  /** As it is then; of one that was revoked before, as it was. null: there is none. */
  revoke(id: string): Promise<ApiToken | null>;
  /** It was used now. */
  touch(id: string): Promise<void>;
}
