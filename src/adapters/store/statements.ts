import type { Database, Statement } from 'sqlite3';
import type { DataSource } from 'typeorm';
import type { Query } from './write-queue.ts';

/**
 * The statements of a connection, each prepared once: the writer has some fifty, and preparing them
 * anew for every transaction takes a fifth of the CPU of a commit. TypeORM prepares anew.
 */
export class Statements {
  readonly #connection: Database;
  readonly #prepared = new Map<string, Promise<Statement>>();

  constructor(connection: Database) {
    this.#connection = connection;
  }

  static async of(source: DataSource): Promise<Statements> {
    // The sqlite driver's runner hands out node-sqlite3's own connection; TypeORM types it `any`.
    return new Statements((await source.createQueryRunner().connect()) as Database);
  }

  readonly query: Query = async <Row>(sql: string, parameters: unknown[] = []) => {
    const statement = await this.#statement(sql);
    return await new Promise<Row[]>((resolve, reject) => {
      statement.all<Row>(parameters, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  };

  /** The connection cannot be closed before. */
  async finalize(): Promise<void> {
    for (const statement of await Promise.all(this.#prepared.values())) {
      await new Promise<void>((resolve) => statement.finalize(() => resolve()));
    }
    this.#prepared.clear();
  }

  #statement(sql: string): Promise<Statement> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const prepared = new Promise<Statement>((resolve, reject) => {
      const statement = this.#connection.prepare(sql, (error: Error | null) => {
        if (!error) return resolve(statement);
        // A locked or full database refuses it now, and perhaps not the next time.
        this.#prepared.delete(sql);
        reject(error);
      });
    });
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}
