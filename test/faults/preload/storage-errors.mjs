/**
 * A failing disk. At each SIGUSR2 the file STORAGE_ERRORS_FILE says which statements fail from then
 * on: {"sql":"^insert into draft","oneIn":3,"code":"SQLITE_READONLY"}, one in three of those that
 * match the pattern; `oneIn` 0 is a sound disk, and without a `code` it is SQLITE_IOERR. A COMMIT fails in both ways that there are: before it, and after
 * everything is on the disk, when nobody can tell any more. Loaded before the program.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

const { Statement } = createRequire(import.meta.url)('sqlite3');
const errors = {
  SQLITE_IOERR: { errno: 10, message: 'disk I/O error' },
  SQLITE_READONLY: { errno: 8, message: 'attempt to write a readonly database' },
};
let failing = { pattern: /^/, oneIn: 0, code: 'SQLITE_IOERR' };
process.on('SIGUSR2', () => {
  const { sql, ...rest } = JSON.parse(readFileSync(process.env.STORAGE_ERRORS_FILE, 'utf8'));
  failing = { code: 'SQLITE_IOERR', ...rest, pattern: new RegExp(sql, 'i') };
});

const chance = () => (failing.oneIn > 0 ? 1 / failing.oneIn : 0);

/** A rollback never fails: it is how SQLite itself recovers. */
const strikes = (sql) =>
  failing.pattern.test(sql) && !/^\s*rollback/i.test(sql) && Math.random() < chance();

function failure() {
  const { errno, message } = errors[failing.code];
  return Object.assign(new Error(`${failing.code}: ${message}`), { errno, code: failing.code });
}

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
