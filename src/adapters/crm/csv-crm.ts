import type { Crm } from '../../ports.ts';
import { CrmFileError, type CsvLine, readCsv } from './csv-file.ts';
import { normalDomain } from './domains.ts';
import { type CrmRow, CrmTable, normalAddress } from './table-crm.ts';
import { type FileState, type Pace, stateOf, watchFile } from './watched-file.ts';

const columns = ['email', 'domain', 'company', 'industry', 'size', 'contact_role'] as const;
type Line = CsvLine<(typeof columns)[number]>;

export interface CsvCrmOptions extends Partial<Pace> {
  /** Hears once of each changed file that cannot be used; what was read before stays in force. */
  onProblem(problem: string): void;
}

/**
 * The CRM in a CSV file with the columns `email,domain,company,industry,size,contact_role`; a line
 * needs a company, and an email or a domain or both (see `CrmRow`). Read again whenever it changes,
 * and then exchanged as a whole.
 * @throws CrmFileError where the file cannot be read at the start, or is not beyond doubt
 *
 * @example
 * const crm = await csvCrm('./crm.csv', { onProblem: console.warn });
 */
export async function csvCrm(
  path: string,
  { onProblem, pollMs = 2_000, settleMs = 400 }: CsvCrmOptions,
): Promise<Crm> {
  const state = await stateOf(path);
  let table = await readTable(path);
  let closed = false;

  const reload = async (changed: FileState) => {
    try {
      const fresh = await readTable(path);
      // Changed while it was read: what was read is of two files. The next look finds it changed.
      if ((await stateOf(path)) !== changed) return;
      if (fresh.isEmpty && !table.isEmpty) throw new CrmFileError(path, [emptied]);
      table = fresh;
    } catch (error) {
      const stands = (await stateOf(path)) === changed;
      if (stands && !closed) onProblem((error as Error).message);
    }
  };
  const unwatch = watchFile(path, state, { pollMs, settleMs }, reload);
  return {
    find: async (address) => table.find(address),
    async close() {
      closed = true;
      unwatch();
    },
  };
}

const emptied =
  'has no line but the header any more; restore the lines, or restart to go on without any';

async function readTable(path: string): Promise<CrmTable> {
  const table = new CrmTable('csv');
  const repetitions = new Repetitions();
  await readCsv(path, columns, (line) => {
    const problems = [...problemsOf(line), ...repetitions.of(line)];
    if (problems.length === 0) table.add(rowOf(line));
    return problems;
  });
  return table;
}

function problemsOf({ line, cell }: Line): string[] {
  const problems: string[] = [];
  const report = (column: string, problem: string) =>
    problems.push(`line ${line}, column ${column}: ${problem}`);
  const [email, domain] = [cell('email'), cell('domain')];
  if (!cell('company')) report('company', 'is empty; write the name of the company');
  if (!email && !domain) report('email', 'is empty, and so is domain; fill in one of them');
  if (email && !isAddress(email)) {
    report('email', `"${email}" is no address; write it as name@company.com`);
  }
  if (domain && !isDomain(domain)) {
    report('domain', `"${domain}" is no domain; write it as company.com`);
  }
  return problems;
}

/** Lines that claim the same address or company; which of them is right is not ours to guess. */
class Repetitions {
  readonly #first = new Map<string, number>();

  of({ line, cell }: Line): string[] {
    const column = cell('email') ? 'email' : 'domain';
    const key = column === 'email' ? normalAddress(cell(column)) : normalDomain(cell(column));
    if (!key) return [];
    const before = this.#first.get(key);
    if (before === undefined) this.#first.set(key, line);
    return before === undefined
      ? []
      : [`line ${line}, column ${column}: is on line ${before} already; keep one of them`];
  }
}

function rowOf({ cell }: Line): CrmRow {
  return {
    email: cell('email'),
    domain: cell('domain'),
    company: cell('company'),
    industry: cell('industry'),
    size: cell('size'),
    contactRole: cell('contact_role'),
  };
}

function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return /^[^\s@,;<>]+@/.test(text) && isDomain(text.slice(at + 1));
}

/** `https://globex.com/` and `@globex.com` are what people paste, and are none. */
function isDomain(text: string): boolean {
  return /^[^\s@/:,;<>]+\.[^\s@/:,;<>.]+$/.test(text) && normalDomain(text) !== '';
}
