import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Names of figures; empty: all. */
  only: string[];
  /** Few messages and one round: shows that everything works, and asserts no times. */
  quick: boolean;
  /** Where the results go as JSON: nowhere, to standard output instead of the table, or to a file. */
  json: { to: 'nowhere' } | { to: 'stdout' } | { to: 'file'; path: string };
  /** A directory for CPU profiles of the program, one a run. */
  profile: string | null;
}

const usage = 'npm run bench -- [--only NAME[,NAME]] [--quick] [--json [FILE]] [--profile DIR]';

/** @throws with a sentence for the person at the keyboard */
export function readOptions(args: string[], figures: string[]): BenchOptions {
  const { values, positionals, tokens } = parseArgs({
    args,
    tokens: true,
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      profile: { type: 'string' },
    },
  });
  const only = (values.only ?? [])
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = only.find((name) => !figures.includes(name));
  if (unknown) throw new Error(`no figure is called "${unknown}": there are ${figures.join(', ')}`);

  // `--json` may stand alone or before a file, which parseArgs has no word for.
  const json = tokens.findIndex((token) => token.kind === 'option' && token.name === 'json');
  const stray = tokens.find(
    (token, i) => token.kind === 'positional' && (json < 0 || i !== json + 1),
  );
  if (stray?.kind === 'positional') throw new Error(`what is "${stray.value}"? ${usage}`);
  const [file] = positionals;
  return {
    only,
    quick: values.quick ?? false,
    json: file ? { to: 'file', path: file } : { to: values.json ? 'stdout' : 'nowhere' },
    profile: values.profile ?? null,
  };
}
