import { sqliteDataSource, sqlitePath } from './src/adapters/store/data-source.ts';

/** For TypeORM's command line: `typeorm migration:run -d ormconfig.ts` through tsx. */
export default sqliteDataSource(
  sqlitePath(process.env['DATABASE_URL'] ?? 'sqlite:./data/agent.db'),
);
