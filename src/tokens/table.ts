import type { ApiToken } from '../ports.ts';

const heads = ['ID', 'NAME', 'SCOPES', 'STATE', 'LAST USED', 'MADE BY'];

/** The tokens for a terminal, a line each. @param now epoch milliseconds */
export function tableOf(tokens: ApiToken[], now: number): string {
  if (tokens.length === 0) return 'There is no token yet.';
  const rows = [heads, ...tokens.map((token) => cellsOf(token, now))];
  const widths = heads.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(token: ApiToken, now: number): string[] {
  const { id, name, scopes, lastUsedAt, createdBy } = token;
  const used = lastUsedAt === null ? 'never' : minuteOf(lastUsedAt);
  return [id, name, scopes.join(','), stateOf(token, now), used, createdBy ?? '-'];
}

function stateOf({ revokedAt, expiresAt }: ApiToken, now: number): string {
  if (revokedAt !== null) return `revoked ${minuteOf(revokedAt)}`;
  if (expiresAt === null) return 'in force';
  return `${Date.parse(expiresAt) <= now ? 'expired' : 'until'} ${minuteOf(expiresAt)}`;
}

function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')}Z`;
}
