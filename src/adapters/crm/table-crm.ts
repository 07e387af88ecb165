import type { CrmRecord } from '../../domain/message.ts';
import type { Crm } from '../../ports.ts';
import { domainOf, isFreeMail, normalDomain } from './domains.ts';

/**
 * A contact (with `email`), a company (with `domain` only), or both: a contact whose `domain` is
 * the company's.
 */
export interface CrmRow extends Omit<CrmRecord, 'source'> {
  email?: string;
  domain?: string;
}

/**
 * A CRM held in memory: by address, else by the company's domain or the nearest one above it, so
 * that `ana@mail.globex.com` is found under `globex.com`. Where rows contradict one another the
 * first counts, and a company's own row comes before its contacts'.
 *
 * A colleague of a known contact gets the company's facts but not the contact's role. Mailbox
 * providers such as gmail.com are nobody's company, even where a row says so.
 * @param source the first half of `CrmRecord.source`: `csv` gives `csv:address` and `csv:domain`
 */
export function tableCrm(rows: CrmRow[], source: string): Crm {
  const contacts = new Map<string, CrmRecord>();
  const companies = new Map<string, CrmRecord>();
  const companiesFirst = rows.toSorted((a, b) => Number(!!a.email) - Number(!!b.email));
  for (const { email, domain, ...facts } of companiesFirst) {
    if (email) {
      addFirst(contacts, normalAddress(email), { ...facts, source: `${source}:address` });
    }
    if (domain) {
      const contactRole = email ? '' : facts.contactRole;
      addFirst(companies, normalDomain(domain), {
        ...facts,
        contactRole,
        source: `${source}:domain`,
      });
    }
  }
  return {
    async find(address) {
      const found = contacts.get(normalAddress(address)) ?? companyOf(companies, domainOf(address));
      return found ? { ...found } : null;
    },
  };
}

function addFirst(records: Map<string, CrmRecord>, key: string, record: CrmRecord): void {
  if (!records.has(key)) records.set(key, record);
}

/** The record of the domain or of the nearest one above it; never of a top-level domain. */
function companyOf(companies: Map<string, CrmRecord>, domain: string): CrmRecord | undefined {
  for (let name = domain; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    if (isFreeMail(name)) return undefined;
    const found = companies.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The form in which addresses compare; local parts differ in no more than case in practice. */
export function normalAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at).trim().toLowerCase()}@${domainOf(address)}`;
}
