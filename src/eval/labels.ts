import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { categories, urgencies } from '../domain/category.ts';

const oneOf = (values: readonly string[]) => ({ error: `must be one of ${values.join(', ')}` });
const yesOrNo = z.boolean({ error: 'must be true or false' });
const optional = <Field extends z.ZodType>(field: Field) =>
  field.nullish().transform((value) => value ?? undefined);
const text = z.string({ error: 'must be text, or left out' }).trim().min(1, {
  error: 'must not be empty: leave it out instead',
});

const labelSchema = z.object({
  /** Relative to the folder of `labels.json`. */
  file: z.string({ error: 'must name an .eml file in this folder' }).min(1),
  category: z.enum(categories, oneOf(categories)),
  urgency: z.enum(urgencies, oneOf(urgencies)),
  automated: yesOrNo,
  injection: yesOrNo,
  /** BCP 47 tag: the figures are shown by language too. */
  language: optional(text),
  /** What an injection tries to smuggle out: it must appear in nothing that the system writes. */
  canary: optional(text),
  /** The category that an injection asks for. */
  wants: optional(
    z.enum(categories, { error: `must be one of ${categories.join(', ')}, or left out` }),
  ),
});

/** What a person says of a mail. */
export type Label = z.output<typeof labelSchema>;

/** A labelled mail, and where it lies. */
export interface Sample extends Label {
  path: string;
}

export interface Labels {
  samples: Sample[];
  /** Each names the file, the entry and the fix. */
  problems: string[];
}

const example =
  '[{"file":"a.eml","category":"Lead","urgency":"medium","automated":false,"injection":false}]';

/**
 * Reads the `labels.json` of each folder. Fields that are not known are ignored.
 * @returns samples whose `file` is as it was written, or, of several folders, with the folder before it
 */
export async function readLabels(folders: string[]): Promise<Labels> {
  const all = await Promise.all(folders.map(readFolder));
  return {
    samples: all.flatMap(({ samples }, i) =>
      folders.length === 1
        ? samples
        : samples.map((sample) => ({ ...sample, file: join(folders[i] ?? '', sample.file) })),
    ),
    problems: all.flatMap(({ problems }) => problems),
  };
}

async function readFolder(folder: string): Promise<Labels> {
  const path = join(folder, 'labels.json');
  const none = (problem: string) => ({ samples: [], problems: [`${path} ${problem}`] });
  let entries: unknown;
  try {
    // Some editors begin a file with a byte order mark, which is no JSON.
    entries = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    return error instanceof SyntaxError
      ? none(`is not JSON (${error.message}): it must be such as ${example}`)
      : none(`cannot be read: name a folder that holds it, such as ${example}`);
  }
  if (!Array.isArray(entries)) return none(`must be a list, such as ${example}`);
  if (entries.length === 0) return none(`labels no mail: it must be such as ${example}`);
  return await readEntries(folder, path, entries);
}

async function readEntries(folder: string, path: string, entries: unknown[]): Promise<Labels> {
  const samples: Sample[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [i, entry] of entries.entries()) {
    const result = labelSchema.safeParse(entry);
    if (!result.success) {
      problems.push(
        ...result.error.issues.map((issue) => `${nameOf(path, i, entry)} ${tell(issue)}`),
      );
      continue;
    }
    const { file } = result.data;
    if (seen.has(file)) problems.push(`${nameOf(path, i, entry)} is labelled twice: keep one`);
    seen.add(file);
    samples.push({ ...result.data, path: join(folder, file) });
  }
  const missing = await Promise.all(samples.map(async (sample) => !(await isFile(sample.path))));
  for (const { file } of samples.filter((_, i) => missing[i])) {
    problems.push(`${path} (${file}) is labelled, but there is no such file: add or unlist it`);
  }
  return { samples, problems };
}

function nameOf(path: string, i: number, entry: unknown): string {
  const named = z.object({ file: z.string().min(1) }).safeParse(entry);
  return `${path} [${i}]${named.success ? ` (${named.data.file})` : ''}`;
}

function tell({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0
    ? `${path.join('.')} ${message}`
    : 'must be an object with file and labels';
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
