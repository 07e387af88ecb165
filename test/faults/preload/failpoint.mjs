/**
 * Ends the process by SIGKILL at a chosen transaction of the database. Loaded before the program
 * by `node --import`, so that the program itself has no such switch.
 *
 *   FAILPOINT={"when":"before","sql":"update message set","param":"\"to\":\"done\""}
 *
 * The first transaction with a statement that holds `sql`, and has a parameter that holds `param`.
 *
 * `before` the COMMIT: everything of the transaction was written and none of it is kept.
 * `after` it: all is kept, and the program never learnt of it.
 */
import { createRequire } from 'node:module';
import process from 'node:process';

const { when, sql, param = '' } = JSON.parse(process.env.FAILPOINT);
const { Database, Statement } = createRequire(import.meta.url)('sqlite3');

/** The transaction under way holds what we wait for. */
let armed = false;

const strike = () => process.kill(process.pid, 'SIGKILL');
const isCommit = (text) => /^\s*(commit|end)\b/i.test(text);
const isBegin = (text) => /^\s*begin\b/i.test(text);

function look(text, args) {
  if (isBegin(text)) armed = false;
  if (!text.includes(sql)) return;
  const given = args.flat().filter((value) => typeof value === 'string');
  if (param && !given.some((value) => value.includes(param))) return;
  armed = true;
}

/** Runs the statement, or dies before or after it. */
function guarded(original, textOf) {
  return function (...args) {
    const text = textOf(this, args);
    look(text, args);
    if (!armed || !isCommit(text)) return original.apply(this, args);
    if (when === 'before') strike();
    const callback = args.at(-1);
    if (typeof callback !== 'function') return original.apply(this, args);
    args[args.length - 1] = function (...answer) {
      if (!answer[0]) strike();
      return callback.apply(this, answer);
    };
    return original.apply(this, args);
  };
}

// `Database.run`, `all` and `get` are made of a Statement's; only `exec` is not.
for (const name of ['run', 'all', 'get']) {
  Statement.prototype[name] = guarded(Statement.prototype[name], (statement) => statement.sql);
}
Database.prototype.exec = guarded(Database.prototype.exec, (_, [text]) => text);
