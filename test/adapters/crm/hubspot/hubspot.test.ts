import { afterAll, afterEach, describe, expect, test } from 'vitest';

import type { Manners } from '../../../../src/adapters/crm/hubspot/client.ts';
import { hubspotCrm } from '../../../../src/adapters/crm/hubspot/index.ts';
import type { CrmRow } from '../../../../src/adapters/crm/table-crm.ts';
import type { Crm } from '../../../../src/ports.ts';
import { crmContract } from '../../../contracts/crm.ts';
import {
  type HubspotCompany,
  type HubspotContact,
  type HubspotData,
  type HubspotServer,
  startHubspotServer,
} from '../../../support/hubspot-server.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const hurried: Partial<Manners> = {
  perSecond: 1_000,
  burst: 100,
  searchesPerSecond: 1_000,
  retryMs: 5,
};
const { signal } = new AbortController();

async function start(data: HubspotData): Promise<{ server: HubspotServer; crm: Crm }> {
  const server = await startHubspotServer(data);
  const crm = hubspotCrm({ token: server.token, baseUrl: server.url, manners: hurried });
  ends.push(server.close, crm.close);
  return { server, crm };
}

/** The rows as HubSpot would hold them. */
function dataOf(rows: CrmRow[]): HubspotData {
  const companies = rows
    .filter(({ email }) => !email)
    .map(({ domain = '', company, industry, size }, i) =>
      aCompany(String(900 + i), company, domain, { industry, numberofemployees: size }),
    );
  const contacts = rows.flatMap(({ email, contactRole }, i) =>
    email ? [aContact(String(100 + i), email, contactRole, ['900'])] : [],
  );
  return { companies, contacts };
}

function aCompany(
  id: string,
  name: string,
  domain: string,
  properties: Record<string, string | null> = {},
): HubspotCompany {
  return { id, properties: { name, domain, ...properties } };
}

function aContact(
  id: string,
  email: string,
  jobtitle: string,
  companies: string[] = [],
  properties: Record<string, string> = {},
): HubspotContact {
  return { id, companies, properties: { email, jobtitle, ...properties } };
}

const shared: (() => Promise<void>)[] = [];
crmContract(
  'HubSpot',
  async (rows) => {
    const server = await startHubspotServer(dataOf(rows));
    const crm = hubspotCrm({ token: server.token, baseUrl: server.url, manners: hurried });
    shared.push(server.close);
    return crm;
  },
  { rolesOfCompanies: false },
);
afterAll(async () => {
  for (const close of shared) await close();
});

const globex = aCompany('1', 'Globex', 'globex.com', {
  industry: 'COMPUTER_SOFTWARE',
  numberofemployees: '120',
});

describe('HubSpot', () => {
  test('tells of a contact, with the facts of its company', async () => {
    const ada = aContact('7', 'ada@globex.com', 'Head of Growth', ['1']);
    const { server, crm } = await start({ contacts: [ada], companies: [globex] });
    expect(await crm.find('Ada@GLOBEX.com', signal)).toEqual({
      company: 'Globex',
      industry: 'Computer software',
      size: '51-200',
      contactRole: 'Head of Growth',
      source: 'hubspot:contact',
    });
    expect(server.requests.map(({ route }) => route)).toEqual(['contact', 'company']);
  });

  test('takes the primary one of many companies, on whichever page it stands', async () => {
    const others = Array.from({ length: 7 }, (_, i) => String(i + 10));
    const ada = { ...aContact('7', 'ada@gmail.com', 'CTO', [...others, '1']), primary: '1' };
    const { server, crm } = await start({ contacts: [ada], companies: [globex], pageSize: 3 });
    expect(await crm.find('ada@gmail.com', signal)).toMatchObject({ company: 'Globex' });
    expect(server.requests.filter(({ route }) => route === 'associations')).toHaveLength(2);
  });

  test('believes the contact which company is the primary one', async () => {
    const ada = aContact('7', 'ada@x.com', '', ['9', '1'], { associatedcompanyid: '1' });
    const { server, crm } = await start({ contacts: [ada], companies: [globex] });
    expect(await crm.find('ada@x.com', signal)).toMatchObject({ company: 'Globex' });
    expect(server.requests).toHaveLength(2);
  });

  test('gives a contact without a company the company of the domain', async () => {
    const ada = aContact('7', 'ada@eu.globex.com', '', [], { hs_role: 'business_development' });
    const { crm } = await start({ contacts: [ada], companies: [globex] });
    expect(await crm.find('ada@eu.globex.com', signal)).toMatchObject({
      company: 'Globex',
      contactRole: 'Business development',
      source: 'hubspot:contact',
    });
  });

  test('takes what a contact says of itself where there is no company', async () => {
    const own = { company: ' Ada\u0000 &\n Sons ' };
    const ada = aContact('7', 'ada@gmail.com', 'Owner', [], own);
    const { server, crm } = await start({ contacts: [ada], companies: [] });
    expect(await crm.find('ada@gmail.com', signal)).toMatchObject({
      company: 'Ada & Sons',
      contactRole: 'Owner',
    });
    expect(server.requests.map(({ route }) => route)).toEqual(['contact']);
  });

  test('looks a company up by domain, page by page, and takes the nearest', async () => {
    const parents = Array.from({ length: 5 }, (_, i) => aCompany(`${i + 2}`, 'Parent', 'corp.com'));
    const nearest = aCompany('1', 'Nearest', 'eu.corp.com');
    const { server, crm } = await start({ companies: [...parents, nearest], pageSize: 2 });
    expect(await crm.find('x@eu.corp.com', signal)).toMatchObject({
      company: 'Nearest',
      source: 'hubspot:company',
    });
    const searches = server.requests.filter(({ route }) => route === 'companies/search');
    expect(searches).toHaveLength(3);
    expect(searches[0]?.body).not.toContain('"com"');
  });

  test('never looks up the domain of a mailbox provider', async () => {
    const companies = [aCompany('1', 'Google', 'gmail.com'), aCompany('2', 'UK', 'co.uk')];
    const { server, crm } = await start({ companies });
    expect(await crm.find('ada@gmail.com', signal)).toBeNull();
    expect(await crm.find('ada@some.co.uk', signal)).toBeNull();
    const asked = server.requests.filter(({ route }) => route === 'companies/search');
    expect(asked.map(({ body }) => body).join()).not.toMatch(/gmail|"co\.uk"/);
  });

  test('asks nothing for what is no address', async () => {
    const { server, crm } = await start({});
    for (const address of ['', '@', 'ada', 'ada@localhost', `${'a'.repeat(65)}@b.io`]) {
      expect(await crm.find(address, signal)).toBeNull();
    }
    expect(server.requests).toHaveLength(0);
  });

  test('writes an address into the path so that it stays one segment', async () => {
    const odd = aContact('7', 'a/b?c#d%+x@globex.com', 'CTO');
    const { crm } = await start({ contacts: [odd], companies: [globex] });
    expect(await crm.find('a/b?c#d%+x@globex.com', signal)).toMatchObject({ contactRole: 'CTO' });
  });

  test.each([
    ['not understood', { status: 405, body: '' }],
    ['taken for an id', aMissing('Object not found.  objectId are usually numeric.')],
    ["a proxy's own", { status: 404, body: '<html>not here</html>' }],
  ])('searches for the contact where the read is %s', async (_, reply) => {
    const ada = aContact('7', 'ada@globex.com', 'CTO', ['1'], {
      hs_additional_emails: 'old@globex.com;ada@old.com',
    });
    const { server, crm } = await start({ contacts: [ada], companies: [globex] });
    server.behave(({ route }) => (route === 'contact' ? reply : null));
    expect(await crm.find('ada@globex.com', signal)).toMatchObject({
      company: 'Globex',
      contactRole: 'CTO',
    });
    expect(await crm.find('ada@old.com', signal)).toMatchObject({ contactRole: 'CTO' });
  });

  test('goes by the domain where the company of a contact was deleted', async () => {
    const ada = aContact('7', 'ada@globex.com', 'CTO', ['404']);
    const { crm } = await start({ contacts: [ada], companies: [globex] });
    expect(await crm.find('ada@globex.com', signal)).toMatchObject({ company: 'Globex' });
  });
});

function aMissing(message: string) {
  return { status: 404, body: { status: 'error', message, category: 'OBJECT_NOT_FOUND' } };
}
