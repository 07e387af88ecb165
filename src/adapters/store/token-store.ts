import type { Scope } from '../../domain/scope.ts';
import type { ApiToken, NewToken, TokenStore } from '../../ports.ts';
import type { StoreContext } from './message-store.ts';
import { wellFormed } from './search.ts';
import { oneByOne } from './write-queue.ts';

interface TokenRow {
  id: string;
  name: string;
  hash: string;
  /** A JSON list. */
  scopes: string;
  created_at: string;
  created_by: string | null;
  last_used_at: string | null;
  expires_at: string | null;
  revoked_at: string | null;
}

const createOp = oneByOne<NewToken & { at: string }, TokenRow | null>(async (query, token) => {
  const { id, name, hash, scopes, createdBy, expiresAt, at } = token;
  const [row] = await query<TokenRow>(
    `insert into api_token (id, name, hash, scopes, created_at, created_by, expires_at)
     values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning *`,
    [id, name, hash, JSON.stringify(scopes), at, createdBy, expiresAt],
  );
  return row ?? null;
});

/** The first time stands: it is from then on that nobody came in by it. */
const revokeOp = oneByOne<{ id: string; at: string }, TokenRow | null>(async (query, token) => {
  const [row] = await query<TokenRow>(
    `update api_token set revoked_at = coalesce(revoked_at, ?) where id = ? returning *`,
    [token.at, token.id],
  );
  return row ?? null;
});

const touchOp = oneByOne<{ id: string; at: string }, null>(async (query, { id, at }) => {
  await query(
    `update api_token set last_used_at = ?
     where id = ? and (last_used_at is null or last_used_at < ?)`,
    [at, id, at],
  );
  return null;
});

export function tokenStore({ writes, reader, now }: StoreContext): TokenStore {
  const at = () => new Date(now()).toISOString();
  return {
    async create(token) {
      const { createdBy } = token;
      const words = { name: wellFormed(token.name), createdBy: createdBy && wellFormed(createdBy) };
      return presented(await writes.write(createOp, { ...token, ...words, at: at() }));
    },

    async find(id) {
      const [row] = await reader.query<TokenRow[]>(`select * from api_token where id = ?`, [id]);
      return row ? { ...present(row), hash: row.hash } : null;
    },

    async list() {
      const rows = await reader.query<TokenRow[]>(
        `select * from api_token order by created_at desc, id desc`,
      );
      return rows.map(present);
    },

    async revoke(id) {
      return presented(await writes.write(revokeOp, { id, at: at() }));
    },

    async touch(id) {
      await writes.write(touchOp, { id, at: at() });
    },
  };
}

function presented(row: TokenRow | null): ApiToken | null {
  return row && present(row);
}

function present(row: TokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as Scope[],
    createdAt: row.created_at,
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
