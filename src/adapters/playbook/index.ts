import { readFile } from 'node:fs/promises';

import { LineCounter, parseDocument } from 'yaml';

import { defaultPlaybook, type Playbook } from '../../domain/playbook.ts';
import { problemsOf } from './problems.ts';
import { playbookFile } from './schema.ts';

/** Far more than the caps on its parts come to; nothing that long is a playbook. */
const maxLength = 256 * 1024;

/**
 * The playbook of a YAML file (see `playbook.example.yaml`), with the built-in one for what it
 * leaves out; without a path the built-in one.
 * @param signatureName SIGNATURE_NAME, which wins over the file's `signature`
 * @throws Error with every problem of the file at once, to be read behind the words `PLAYBOOK_FILE `
 */
export async function readPlaybook(
  path: string | undefined,
  signatureName?: string,
): Promise<Playbook> {
  if (!path) return defaultPlaybook(signatureName);
  const source = await sourceOf(path);
  try {
    return parsePlaybook(source, signatureName);
  } catch (error) {
    if (!(error instanceof InvalidPlaybook)) throw error;
    const problems = error.problems.map((problem) => `\n  ${problem}`).join('');
    throw new Error(`names a playbook that cannot be used, ${path}:${problems}`, { cause: error });
  }
}

/** Every problem of a playbook, a line each in the message. */
export class InvalidPlaybook extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'InvalidPlaybook';
    this.problems = problems;
  }
}

/**
 * The same of YAML that is at hand.
 * @throws InvalidPlaybook
 */
export function parsePlaybook(yaml: string, signatureName?: string): Playbook {
  const { categories, policies, ...given } = contentOf(yaml);
  const builtIn = defaultPlaybook(signatureName);
  return {
    ...builtIn,
    ...present(given),
    ...(signatureName && { signature: signatureName }),
    categories: { ...builtIn.categories, ...present(categories ?? {}) },
    policies: { ...builtIn.policies, ...present(policies ?? {}) },
  };
}

async function sourceOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Error(`names a file that cannot be read: ${path}${code}`, { cause: error });
  }
}

function contentOf(yaml: string) {
  if (yaml.length > maxLength) {
    throw new InvalidPlaybook([`is longer than ${maxLength} characters: shorten it`]);
  }
  const lines = new LineCounter();
  // Keys that are no text are told of by us, not by a warning of the process.
  const document = parseDocument(yaml, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const faults = [...document.errors, ...document.warnings].map(
    ({ pos, message }) => `line ${lines.linePos(pos[0]).line}: is not YAML: ${message}`,
  );
  if (faults.length > 0) throw new InvalidPlaybook(faults);
  const checked = playbookFile.safeParse(valueOf(document) ?? {});
  if (checked.success) return checked.data;
  throw new InvalidPlaybook(problemsOf(checked.error.issues, document, lines));
}

/** Aliases without an anchor, and those that would unfold without end, show only here. */
function valueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new InvalidPlaybook([error instanceof Error ? error.message : String(error)]);
  }
}

/** Without the keys that are undefined, which would hide the built-in values. */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
