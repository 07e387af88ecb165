import type { CrmRecord } from '../../../domain/message.ts';
import type { CrmObject } from './shapes.ts';

export const contactProperties = [
  'email',
  'hs_additional_emails',
  'jobtitle',
  'hs_role',
  'company',
  'industry',
  'associatedcompanyid',
];
export const companyProperties = ['name', 'domain', 'industry', 'numberofemployees'];

const maxLength = 200;

/** What is known of a contact and of its company; null where that is nothing at all. */
export function recordOf(contact: CrmObject | null, company: CrmObject | null): CrmRecord | null {
  const record = {
    company: company ? text(company, 'name') || text(company, 'domain') : text(contact, 'company'),
    industry: readable(company ? text(company, 'industry') : text(contact, 'industry')),
    size: company ? sizeRange(text(company, 'numberofemployees')) : '',
    contactRole: text(contact, 'jobtitle') || readable(text(contact, 'hs_role')),
    source: contact ? 'hubspot:contact' : 'hubspot:company',
  };
  return record.company || record.contactRole ? record : null;
}

/** A property on one line: forms on web sites write into the CRM, so anybody may have written it. */
export function text(object: CrmObject | null, property: string): string {
  return String(object?.properties[property] ?? '')
    .slice(0, 2 * maxLength)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength);
}

/** HubSpot's enumerations are written as `COMPUTER_SOFTWARE` or `business_development`. */
function readable(value: string): string {
  if (!/^[A-Z_]+$|^[a-z]+(_[a-z]+)*$/.test(value)) return value;
  const words = value.replaceAll('_', ' ').toLowerCase().trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ranges = [10, 50, 200, 500, 1_000, 5_000, 10_000];

/** `120` as `51-200`; what is no number, such as a range already, as it is. */
export function sizeRange(value: string): string {
  if (!/^\d{1,9}(\.\d+)?$/.test(value)) return value;
  const employees = Math.round(Number(value));
  if (employees < 1) return '';
  const i = ranges.findIndex((upTo) => employees <= upTo);
  return i < 0 ? '10000+' : `${(ranges[i - 1] ?? 0) + 1}-${ranges[i]}`;
}
