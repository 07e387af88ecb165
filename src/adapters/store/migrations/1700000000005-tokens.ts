import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Named tokens; see docs/decisions/0017-access.md. A revoked one leaves its name to its successor. */
export class Tokens1700000000005 implements MigrationInterface {
  name = 'Tokens1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table api_token (
        id text primary key,
        name text not null,
        hash text not null,
        scopes text not null,
        created_at text not null,
        created_by text,
        last_used_at text,
        expires_at text,
        revoked_at text
      )`,
    );
    await runner.query(
      `create unique index api_token_name on api_token (name) where revoked_at is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_token');
  }
}
