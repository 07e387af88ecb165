import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { csvCrm } from '../../../src/adapters/crm/csv-crm.ts';
import type { CrmRow } from '../../../src/adapters/crm/table-crm.ts';
import type { Crm } from '../../../src/ports.ts';
import { crmContract } from '../../contracts/crm.ts';

const header = 'email,domain,company,industry,size,contact_role';
const { signal } = new AbortController();

let folder: string;
let files = 0;
const opened: Crm[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crm-'));
});
afterAll(async () => {
  await Promise.all(opened.map((crm) => crm.close()));
  await rm(folder, { recursive: true });
});

async function file(content: string | Buffer): Promise<string> {
  const path = join(folder, `crm-${(files += 1)}.csv`);
  await writeFile(path, content);
  return path;
}

/** Opens the file, and closes it after the test. */
async function open(path: string): Promise<Crm> {
  const crm = await csvCrm(path, { onProblem: () => {} });
  opened.push(crm);
  return crm;
}

crmContract('the CSV file', async (rows) =>
  open(await file([header, ...rows.map(csvLine)].join('\n'))),
);

function csvLine({
  email = '',
  domain = '',
  company,
  industry,
  size,
  contactRole,
}: CrmRow): string {
  return [email, domain, company, industry, size, contactRole].join(',');
}

describe('a CSV file', () => {
  test('may have a BOM, CRLF, quotes, spaces, further columns and another order', async () => {
    const crm = await open(
      await file(
        '\uFEFFCompany, domain ,email,notes,size,INDUSTRY,contact_role\r\n' +
          '"Acme, ""the"" Anvils", acme.com ,,x,11-50,Anvils,Buyer\r\n\r\n,,,,,,\r\n',
      ),
    );
    expect(await crm.find('wile@acme.com', signal)).toEqual({
      company: 'Acme, "the" Anvils',
      industry: 'Anvils',
      size: '11-50',
      contactRole: 'Buyer',
      source: 'csv:domain',
    });
  });

  test('may hold no more than the header', async () => {
    const crm = await open(await file(header));
    expect(await crm.find('x@acme.com', signal)).toBeNull();
  });

  test.each([
    ['nothing', '', `is empty; its first line must be: ${header}`],
    ['no header', 'a@b.io,b.io,B,I,1-10,CEO', 'line 1: the header has no column email'],
    ['a missing column', 'email,domain,company,industry,size\n', 'no column contact_role'],
    ['a column twice', `${header},Email\n`, 'line 1: the header has column email twice'],
    ['semicolons', header.replaceAll(',', ';'), 'line 1: cells are not separated by commas'],
    ['a short line', `${header}\n,b.io,B\n`, 'line 2: has 3 cells where the header has 6'],
    [
      'a bare comma',
      `${header}\n,b.io,B, Inc.,I,1-10,CEO\n`,
      'put a cell that holds a comma in double',
    ],
    [
      'an open quote',
      `${header}\n,b.io,"B,I,1-10,CEO\n`,
      'line 2, column 3: a double quote is out of',
    ],
    ['no company', `${header}\n,b.io,,I,1-10,CEO\n`, 'line 2, column company: is empty; write'],
    ['no key', `${header}\n\n,,B,I,1-10,CEO\n`, 'line 3, column email: is empty, and so is domain'],
    [
      'a bad address',
      `${header}\nb at b.io,,B,I,1-10,CEO\n`,
      'line 2, column email: "b at b.io" is no',
    ],
    [
      'a URL',
      `${header}\n,https://b.io/,B,I,1-10,CEO\n`,
      'column domain: "https://b.io/" is no domain',
    ],
    ['no such domain', `${header}\n,a%b.com,B,I,1,CEO\n`, '"a%b.com" is no domain'],
    [
      'an address twice',
      `${header}\na@b.io,,B,I,1,CEO\nA@B.io,,C,I,1,CEO\n`,
      'line 3, column email: is on line 2 already; keep one of them',
    ],
    [
      'a company twice',
      `${header}\n,b.io,B,I,1,CEO\n,B.IO,C,I,1,CEO\n`,
      'line 3, column domain: is on',
    ],
    [
      'another encoding',
      Buffer.from(`${header}\n,b.io,M\xFCller,I,1,CEO\n`, 'latin1'),
      'is not UTF-8',
    ],
  ])('with %s is refused with the place and the fix', async (_, content, problem) => {
    const path = await file(content);
    const refusal = expect(open(path)).rejects;
    await refusal.toThrow(path);
    await refusal.toThrow(problem);
  });

  test('names every problem, but no more than ten', async () => {
    const path = await file(
      [header, ...Array.from({ length: 13 }, () => 'nobody,,,,,')].join('\n'),
    );
    const problem = await open(path).catch((error: unknown) => error);
    const lines = String(problem).split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.every((line, n) => n === 10 || line.includes(path))).toBe(true);
    expect(lines[10]).toMatch(/^… and \d+ more$/);
  });

  test('that does not exist is named, with the reason', async () => {
    const path = join(folder, 'none.csv');
    await expect(open(path)).rejects.toThrow(`${path}: cannot be read (ENOENT)`);
  });
});
