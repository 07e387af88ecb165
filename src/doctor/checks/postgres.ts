import { probePostgres } from '../../adapters/store/probe-postgres.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Examination, Told } from '../examination.ts';
import { placeOf, reach } from '../network.ts';

const withinMs = 8_000;

/** The server, the login, and whether this user may write and migrate. */
export function postgresExamination(url: string): Examination {
  return {
    name: 'Database',
    deadlineMs: 20_000,
    async steps(examiner) {
      await reach(examiner, 'Database', placeOf(url), 'DATABASE_URL');
      await examiner.step(
        'Database login',
        async () => {
          const found = await probePostgres(url, withinMs);
          if (found.readOnly) throw new Error('it can only be read');
          return found;
        },
        ({ version, mayMigrate, applied }): Told => {
          const schema =
            applied > 0
              ? `${applied} migrations applied`
              : 'empty: the next start makes the schema';
          const found = `PostgreSQL ${version}; ${schema}`;
          if (mayMigrate) return found;
          const fix = 'grant create on the schema to this user before an update';
          return { result: 'warning', found: `${found}; this user may not migrate it`, fix };
        },
        fixOf,
      );
    },
  };
}

function fixOf({ message }: Failure): string {
  if (/password|authentication|role .* does not exist/i.test(message)) {
    return 'set the right user and password in DATABASE_URL';
  }
  if (/database .* does not exist/i.test(message)) return 'create the database, or name another';
  if (message.includes('only be read')) {
    return 'that is a standby, or set read-only: name the primary in DATABASE_URL';
  }
  if (/SSL|certificate/i.test(message)) return 'check sslmode in DATABASE_URL';
  return 'check DATABASE_URL, and the log of the database server';
}
