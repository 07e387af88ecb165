import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { CrmRow } from '../../src/adapters/crm/table-crm.ts';
import type { Crm } from '../../src/ports.ts';

/** What the CRM under test knows, at the least; the built-in table holds these, too. */
const knownToCrm: CrmRow[] = [
  company('globex.com', 'Globex', 'Retail', '500-1000', 'Manager'),
  company('umbrella.com', 'Umbrella', 'Tech', '51-200', 'Director'),
  {
    ...company('globex.com', 'Globex', 'Retail', '500-1000', 'Chief Marketing Officer'),
    email: 'jane.doe@globex.com',
  },
];

const globex = { company: 'Globex', industry: 'Retail', size: '500-1000', contactRole: 'Manager' };
const umbrella = { company: 'Umbrella', industry: 'Tech', size: '51-200', contactRole: 'Director' };

/**
 * What every `Crm` must do.
 * @param make one that knows these rows, and nobody at `example.org`
 * @param rolesOfCompanies whether it can tell a role where it knows only the company
 *
 * @example
 * crmContract('table', async (rows) => tableCrm(rows, 'table'));
 */
export function crmContract(
  name: string,
  make: (rows: CrmRow[]) => Promise<Crm>,
  { rolesOfCompanies } = { rolesOfCompanies: true },
): void {
  const told = <T extends { contactRole: string }>(record: T): T =>
    rolesOfCompanies ? record : { ...record, contactRole: '' };

  describe(`${name} keeps the Crm contract`, () => {
    let crm: Crm;
    const find = (address: string) => crm.find(address, new AbortController().signal);

    beforeAll(async () => {
      crm = await make(knownToCrm);
    });
    afterAll(async () => {
      await crm.close();
      await crm.close();
    });

    test('finds a contact by address before the company by domain', async () => {
      expect(await find('jane.doe@globex.com')).toEqual({
        ...globex,
        contactRole: 'Chief Marketing Officer',
        source: expect.stringMatching(/^[a-z]+:(address|contact)$/),
      });
    });

    test.each([
      ['somebody@globex.com', globex],
      ['somebody@umbrella.com', umbrella],
      ['somebody@mail.globex.com', globex],
      ['somebody@a.b.umbrella.com', umbrella],
    ])('finds %s by its domain', async (address, record) => {
      const source: unknown = expect.stringMatching(/^[a-z]+:(domain|company)$/);
      expect(await find(address)).toEqual({ ...told(record), source });
    });

    test('does not mind the case', async () => {
      expect(await find('Jane.DOE@Globex.COM')).toEqual(await find('jane.doe@globex.com'));
      expect(await find('X@UMBRELLA.com')).toMatchObject(told(umbrella));
    });

    test.each([
      'somebody@example.org',
      'somebody@notglobex.com',
      'somebody@globex.com.example.org',
      'globex.com@example.org',
      'somebody@com',
      'somebody@gmail.com',
      'globex.com',
      '@',
      '',
      'constructor',
      '__proto__@__proto__',
      'somebody@xn--a',
    ])('does not know %j', async (address) => {
      expect(await find(address)).toBeNull();
    });

    test('hands out records that may be changed', async () => {
      const record = await find('x@globex.com');
      Object.assign(record ?? {}, { company: 'changed' });
      expect(await find('x@globex.com')).toMatchObject(told(globex));
    });

    test('answers many at once', async () => {
      const found = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          find(n % 2 ? `u${n}@globex.com` : `u${n}@umbrella.com`),
        ),
      );
      found.forEach((record, n) => expect(record).toMatchObject(told(n % 2 ? globex : umbrella)));
    });
  });
}

function company(
  domain: string,
  name: string,
  industry: string,
  size: string,
  contactRole: string,
): CrmRow {
  return { domain, company: name, industry, size, contactRole };
}
