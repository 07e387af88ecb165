import type { Crm } from '../../ports.ts';
import { CrmFileError, type CsvLine, readCsv } from './csv-file.ts';
import { normalDomain } from './domains.ts';
import { type CrmRow, normalAddress, tableCrm } from './table-crm.ts';

const columns = ['email', 'domain', 'company', 'industry', 'size', 'contact_role'] as const;
type Line = CsvLine<(typeof columns)[number]>;

/**
 * The CRM in a CSV file with the columns `email,domain,company,industry,size,contact_role`; a line
 * needs a company, and an email or a domain or both (see `CrmRow`). Read once, at the start.
 * @throws CrmFileError where the file cannot be read or is not beyond doubt
 *
 * @example
 * const crm = await csvCrm('./crm.csv');
 */
export async function csvCrm(path: string): Promise<Crm> {
  const lines = await readCsv(path, columns);
  const problems = [...lines.flatMap(problemsOf), ...repetitions(lines)];
  if (problems.length > 0) throw new CrmFileError(path, problems);
  return tableCrm(lines.map(rowOf), 'csv');
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
function repetitions(lines: Line[]): string[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ line, cell }) => {
    const column = cell('email') ? 'email' : 'domain';
    const key = column === 'email' ? normalAddress(cell(column)) : normalDomain(cell(column));
    const before = first.get(key);
    if (!before) first.set(key, line);
    return before && key
      ? [`line ${line}, column ${column}: is on line ${before} already; keep one of them`]
      : [];
  });
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
