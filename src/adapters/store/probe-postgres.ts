import { Client } from 'pg';

/** A PostgreSQL database as it is found; nothing is created or changed. */
export interface ProbedPostgres {
  /** Such as `15.8`. */
  version: string;
  /** A standby, or one that was set so. */
  readOnly: boolean;
  /** May make tables, as migrations do. */
  mayMigrate: boolean;
  /** Migrations of this program that were applied; 0: it is empty still. */
  applied: number;
}

const facts = `
  select current_setting('server_version') as version,
    pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly",
    has_schema_privilege(current_schema(), 'create') as "mayMigrate",
    to_regclass('migrations') is not null as "isMade"`;

/**
 * Connects and logs in as the program does.
 * @throws Error as the driver or the server says it, without the password
 */
export async function probePostgres(url: string, withinMs: number): Promise<ProbedPostgres> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: withinMs,
    query_timeout: withinMs,
  });
  // Without a listener a connection that is lost later would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Omit<ProbedPostgres, 'applied'> & { isMade: boolean }>(
      facts,
    );
    const [row] = rows;
    if (!row) throw new Error('the server told nothing of itself');
    const { isMade, ...found } = row;
    return { ...found, applied: isMade ? await appliedMigrations(client) : 0 };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function appliedMigrations(client: Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from migrations');
  return rows[0]?.n ?? 0;
}
