/**
 * A failing disk. At each SIGUSR2 the file STORAGE_ERRORS_FILE says which statements fail from then
 * on with SQLITE_IOERR: {"sql":"insert into draft","oneIn":3}, one in three of those that hold the
 * text; `oneIn` 0 is a sound disk. A COMMIT fails in both ways that there are: before it, and after
 * everything is on the disk, when nobody can tell any more. Loaded before the program.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

const { Statement } = createRequire(import.meta.url)('sqlite3');
let failing = { sql: '', oneIn: 0 };
process.on('SIGUSR2', () => {
  failing = JSON.parse(readFileSync(process.env.STORAGE_ERRORS_FILE, 'utf8'));
});

const chance = () => (failing.oneIn > 0 ? 1 / failing.oneIn : 0);

/** A rollback never fails: it is how SQLite itself recovers. */
const strikes = (sql) =>
  sql.includes(failing.sql) && !/^\s*rollback/i.test(sql) && Math.random() < chance();

const failure = () =>
  Object.assign(new Error('SQLITE_IOERR: disk I/O error'), { errno: 10, code: 'SQLITE_IOERR' });

function unreliable(original) {
  return function (...args) {
    const callback = args.at(-1);
    if (typeof callback !== 'function' || !strikes(this.sql)) return original.apply(this, args);
    const answer = () => callback.call(this, failure());
    if (/^\s*commit/i.test(this.sql) && Math.random() < 0.5) {
      return original.apply(this, [...args.slice(0, -1), answer]);
    }
    setImmediate(answer);
    return this;
  };
}

for (const name of ['run', 'all', 'get']) {
  Statement.prototype[name] = unreliable(Statement.prototype[name]);
}
