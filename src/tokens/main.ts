/** `npm run token -- create|list|revoke`: named tokens on the command line, by way of the database. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openStore, type Store } from '../adapters/store/index.ts';
import { parseConfig } from '../config.ts';
import { refuse } from '../configuration.ts';
import { AppError } from '../http/errors.ts';
import { parse } from '../http/input.ts';
import { issueToken } from '../http/tokens/issue.ts';
import { newToken } from '../http/tokens/schema.ts';
import { silentBus } from '../telemetry/event-bus.ts';
import { tableOf } from './table.ts';

const usage = `Usage: npm run token -- create NAME --scopes read,review [--expires 2027-01-31]
       npm run token -- list
       npm run token -- revoke ID
  Scopes: read, review (and read), ingest (POST /drafts alone), admin (everything)`;

/** Stands in the audit beside what was done here. */
const by = 'the command line';

const { command, words, scopes, expires } = readArguments();
if (existsSync('.env')) process.loadEnvFile('.env');
const parsed = parseConfig(process.env);
if (!parsed.ok) refuse(parsed.problems);
const store = await openStore(parsed.config.DATABASE_URL, silentBus);
const code = await run(store).catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error);
  return 1;
});
await store.close();
process.exit(code);

/** @returns the exit code */
async function run({ tokens, audit }: Store): Promise<number> {
  if (command === 'list') {
    console.log(tableOf(await tokens.list(), Date.now()));
    return 0;
  }
  if (command === 'revoke') {
    const revoked = await tokens.revoke(words[0] ?? '');
    if (!revoked) throw new AppError('not_found', `There is no token ${words[0]}: see "list"`);
    await audit.note({ name: by, action: 'DELETE /tokens/:id', subject: revoked.name });
    console.error(`Revoked: ${revoked.name}. A running server refuses it within five seconds.`);
    return 0;
  }
  const wish = parse(newToken, {
    name: words[0],
    scopes: scopes.split(',').filter(Boolean),
    expiresAt: expires ?? null,
  });
  const { token, text } = await issueToken(tokens, wish, by);
  await audit.note({ name: by, action: 'POST /tokens', subject: token.name });
  console.error(`The token of ${token.name} (${token.scopes.join(', ')}), shown this once:`);
  // Alone on stdout, so that it can be taken into a file.
  console.log(text);
  return 0;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        scopes: { type: 'string', default: '' },
        expires: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [command = '', ...words] = positionals;
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const wanted: Record<string, number> = { create: 1, list: 0, revoke: 1 };
    if (Object.hasOwn(wanted, command) && wanted[command] === words.length) {
      return { command, words, scopes: values.scopes, expires: values.expires };
    }
    console.error(usage);
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
  }
  return process.exit(2);
}
