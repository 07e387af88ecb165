import { readSecretFiles } from './src/secret-files.ts';
import { sqliteDataSource, sqlitePath } from './src/adapters/store/data-source.ts';

const { env } = readSecretFiles(process.env, ['DATABASE_URL']);

/** For TypeORM's command line: `typeorm migration:run -d ormconfig.ts` through tsx. */
export default sqliteDataSource(sqlitePath(env['DATABASE_URL'] ?? 'sqlite:./data/agent.db'));
