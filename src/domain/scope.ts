/** What the holder of a token may do; each scope is granted by itself. */
export const scopes = ['read', 'review', 'ingest', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Who may change a draft has to see it; who runs the program may do everything. */
const implied: Readonly<Record<Scope, readonly Scope[]>> = {
  read: ['read'],
  review: ['review', 'read'],
  ingest: ['ingest'],
  admin: scopes,
};

/**
 * @example
 * includes(['review'], 'read'); // true
 * includes(['ingest'], 'read'); // false
 */
export function includes(granted: readonly Scope[], needed: Scope): boolean {
  return granted.some((scope) => implied[scope].includes(needed));
}
