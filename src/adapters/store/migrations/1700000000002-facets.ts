import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gives every draft one word for each filter that it fits (see `facetsOf`), where it had one for each
 * column: of two words that many drafts have and none has both, FTS5 goes through all. The words of
 * a contentless table are not to be had from it, so all are indexed anew: some minutes for a million.
 * And shows the words that there are, for those who search as they type.
 */
export class Facets1700000000002 implements MigrationInterface {
  name = 'Facets1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await index(runner, filters.map(wordOf));
    for (const table of searches) {
      // By instance: by row, FTS5 would count in how many rows each word stands.
      await runner.query(`create virtual table ${table}_words using fts5vocab(${table}, instance)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of searches) await runner.query(`drop table ${table}_words`);
    await index(
      runner,
      columns.map((column) => `'${column}' || lower(hex(${column}))`),
    );
  }
}

const searches = ['draft_search', 'message_search'];
const columns = ['category', 'status', 'urgency', 'account'];

/** Which of the columns a filter looks at: every choice but none. */
const filters = Array.from({ length: 2 ** columns.length - 1 }, (_, i) =>
  columns.map((column, bit) => ((i + 1) & (2 ** bit) ? column : `''`)),
);

function wordOf(filter: string[]): string {
  return `char(57344, 57344, 57344, 57344) || lower(hex(${filter.join(` || '|' || `)}))`;
}

async function index(runner: QueryRunner, words: string[]): Promise<void> {
  await runner.query(`insert into draft_search (draft_search) values ('delete-all')`);
  await runner.query(
    `insert into draft_search (rowid, subject, sender, company, intent, reply, facets)
     select id, document ->> '$.subject', document ->> '$.summary.sender',
       coalesce(document ->> '$.crm.company', ''), document ->> '$.summary.intent',
       coalesce(document ->> '$.reply.body', ''), ${words.join(` || ' ' || `)}
     from draft`,
  );
}
