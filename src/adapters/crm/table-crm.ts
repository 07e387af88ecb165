import type { CrmRecord } from '../../domain/message.ts';
import type { Crm } from '../../ports.ts';
import { companyDomains, domainOf, normalDomain } from './domains.ts';

/**
 * A contact (with `email`), a company (with `domain` only), or both: a contact whose `domain` is
 * the company's.
 */
export interface CrmRow extends Omit<CrmRecord, 'source'> {
  email?: string;
  domain?: string;
}

/**
 * Rows held in memory: by address, else by the company's domain or the nearest one above it, so
 * that `ana@mail.globex.com` is found under `globex.com`. Where rows contradict one another the
 * first counts, and a company's own row comes before its contacts'.
 *
 * A colleague of a known contact gets the company's facts but not the contact's role. Mailbox
 * providers such as gmail.com are nobody's company, even where a row says so.
 */
export class CrmTable {
  readonly #source: string;
  readonly #contacts = new Map<string, CrmRecord>();
  readonly #companies = new Map<string, CrmRecord>();
  /** What the contacts' rows tell of their companies. */
  readonly #employers = new Map<string, CrmRecord>();

  /** @param source the first half of `CrmRecord.source`: `csv` gives `csv:address`, `csv:domain` */
  constructor(source: string) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#contacts.size + this.#companies.size + this.#employers.size === 0;
  }

  add({ email, domain, ...facts }: CrmRow): void {
    if (email) {
      const record = { ...facts, source: `${this.#source}:address` };
      addFirst(this.#contacts, normalAddress(email), record);
    }
    if (domain) {
      const source = `${this.#source}:domain`;
      const record = { ...facts, ...(email ? { contactRole: '' } : {}), source };
      addFirst(email ? this.#employers : this.#companies, normalDomain(domain), record);
    }
  }

  find(address: string): CrmRecord | null {
    const found = this.#contacts.get(normalAddress(address)) ?? this.#companyOf(domainOf(address));
    return found ? { ...found } : null;
  }

  #companyOf(domain: string): CrmRecord | undefined {
    for (const name of companyDomains(domain)) {
      const found = this.#companies.get(name) ?? this.#employers.get(name);
      if (found) return found;
    }
    return undefined;
  }
}

/** A CRM of a table that never changes. */
export function tableCrm(rows: CrmRow[], source: string): Crm {
  const table = new CrmTable(source);
  for (const row of rows) table.add(row);
  return {
    find: async (address) => table.find(address),
    close: async () => {},
  };
}

function addFirst(records: Map<string, CrmRecord>, key: string, record: CrmRecord): void {
  if (!records.has(key)) records.set(key, record);
}

/** The form in which addresses compare; local parts differ in no more than case in practice. */
export function normalAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at).trim().toLowerCase()}@${domainOf(address)}`;
}
