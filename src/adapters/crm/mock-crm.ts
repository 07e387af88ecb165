import type { Crm } from '../../ports.ts';
import { type CrmRow, tableCrm } from './table-crm.ts';

/** Invented companies and contacts, for the demo and for whoever has no CRM yet. */
const rows: CrmRow[] = [
  company('globex.com', 'Globex', 'Retail', '500-1000', 'Manager'),
  company('umbrella.com', 'Umbrella', 'Tech', '51-200', 'Director'),
  company('acme.com', 'Acme', 'Manufacturing', '1001-5000', 'Head of Procurement'),
  company('initech.com', 'Initech', 'Software', '201-500', 'Product Manager'),
  company('hooli.com', 'Hooli', 'Internet', '5001-10000', 'Marketing Lead'),
  company('stark-industries.com', 'Stark Industries', 'Engineering', '10000+', 'Vice President'),
  company(
    'wayne-enterprises.com',
    'Wayne Enterprises',
    'Conglomerate',
    '10000+',
    'Executive Assistant',
  ),
  company('soylent.com', 'Soylent', 'Food', '201-500', 'Brand Manager'),
  company('vandelay.com', 'Vandelay Industries', 'Import and Export', '11-50', 'Owner'),
  company('wonka.com', 'Wonka', 'Confectionery', '51-200', 'Head of Marketing'),
  company('cyberdyne.com', 'Cyberdyne Systems', 'Robotics', '501-1000', 'Research Director'),
  company('tyrell.com', 'Tyrell', 'Biotechnology', '1001-5000', 'Communications Manager'),
  company('northwind.example', 'Northwind Traders', 'Wholesale', '500-1000', 'Buyer'),
  company('contoso.example', 'Contoso', 'Consulting', '1001-5000', 'Consultant'),
  contact('jane.doe@globex.com', 'Globex', 'Retail', '500-1000', 'Chief Marketing Officer'),
  contact('hank.scorpio@globex.com', 'Globex', 'Retail', '500-1000', 'Chief Executive Officer'),
  contact('alice@umbrella.com', 'Umbrella', 'Tech', '51-200', 'Director'),
  contact('bill.lumbergh@initech.com', 'Initech', 'Software', '201-500', 'Division Vice President'),
  contact('art.vandelay@gmail.com', 'Vandelay Industries', 'Import and Export', '11-50', 'Founder'),
];

/** The built-in table; `CRM_FILE` takes its place. */
export function mockCrm(): Crm {
  return tableCrm(rows, 'mock');
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

function contact(
  email: string,
  name: string,
  industry: string,
  size: string,
  contactRole: string,
): CrmRow {
  return { email, company: name, industry, size, contactRole };
}
