import { describe, expect, test } from 'vitest';

import { mockCrm } from '../../../src/adapters/crm/mock-crm.ts';
import { type CrmRow, tableCrm } from '../../../src/adapters/crm/table-crm.ts';
import { crmContract } from '../../contracts/crm.ts';

crmContract('the table', async (rows) => tableCrm(rows, 'table'));
crmContract('the built-in table', async () => mockCrm());

const { signal } = new AbortController();
const acme: CrmRow = {
  domain: 'acme.com',
  company: 'Acme',
  industry: 'Anvils',
  size: '11-50',
  contactRole: 'Buyer',
};

describe('the table', () => {
  test.each([
    'gmail.com',
    'googlemail.com',
    'outlook.com',
    'hotmail.fr',
    'yahoo.co.uk',
    'live.com.au',
    'gmx.de',
    'web.de',
    'icloud.com',
    'proton.me',
  ])('never takes %s for a company, even when it has a row', async (domain) => {
    const crm = tableCrm([{ ...acme, domain }], 'table');
    expect(await crm.find(`wile@${domain}`, signal)).toBeNull();
    expect(await crm.find(`wile@mail.${domain}`, signal)).toBeNull();
  });

  test('finds a contact at a mailbox provider by address', async () => {
    const crm = tableCrm([{ ...acme, email: 'Wile@GMAIL.com' }], 'table');
    expect(await crm.find('wile@gmail.com', signal)).toMatchObject({
      company: 'Acme',
      contactRole: 'Buyer',
      source: 'table:address',
    });
  });

  test('gives a colleague the company of a contact, but not the role', async () => {
    const crm = tableCrm([{ ...acme, email: 'wile@acme.com' }], 'table');
    expect(await crm.find('road.runner@acme.com', signal)).toEqual({
      company: 'Acme',
      industry: 'Anvils',
      size: '11-50',
      contactRole: '',
      source: 'table:domain',
    });
  });

  test("takes a company's own row before its contacts', wherever it stands", async () => {
    const contact = { ...acme, email: 'wile@acme.com', company: 'Acme (Wile)' };
    const crm = tableCrm([contact, acme], 'table');
    expect(await crm.find('x@acme.com', signal)).toMatchObject({
      company: 'Acme',
      contactRole: 'Buyer',
    });
  });

  test('takes the nearest domain, and the first of two equal rows', async () => {
    const crm = tableCrm(
      [
        acme,
        { ...acme, domain: 'eu.acme.com', company: 'Acme Europe' },
        { ...acme, company: 'Late' },
      ],
      'table',
    );
    expect(await crm.find('x@mail.eu.acme.com', signal)).toMatchObject({ company: 'Acme Europe' });
    expect(await crm.find('x@acme.com', signal)).toMatchObject({ company: 'Acme' });
  });

  test('knows an international domain in either form', async () => {
    const crm = tableCrm([{ ...acme, domain: 'Münch.de' }], 'table');
    expect(await crm.find('x@xn--mnch-0ra.de', signal)).toMatchObject({ company: 'Acme' });
    expect(await crm.find('x@MÜNCH.de.', signal)).toMatchObject({ company: 'Acme' });
  });
});
