import { companyDomains, normalDomain } from '../domains.ts';
import type { HubspotClient } from './client.ts';
import { companyProperties, contactProperties, text } from './facts.ts';
import { answered, tellsOfNone } from './failures.ts';
import * as shapes from './shapes.ts';
import type { Association, Contact, CrmObject, Page } from './shapes.ts';

const contacts = '/crm/v3/objects/contacts';
const companies = '/crm/v3/objects/companies';

/** Pages followed of one list; nobody has so many companies of one domain. */
const maxPages = 10;

/** HubSpot allows five filter groups in a search. */
const maxFilterGroups = 5;

/** Contacts and companies by what a mail tells of its sender. Every method rejects `crm.unavailable`. */
export class HubspotDirectory {
  readonly #client: HubspotClient;

  constructor(client: HubspotClient) {
    this.#client = client;
  }

  /** By any of the contact's addresses. */
  async contact(address: string, signal: AbortSignal): Promise<Contact | null> {
    const query = new URLSearchParams({
      idProperty: 'email',
      properties: contactProperties.join(','),
      associations: 'companies',
    });
    // A read is preferred to a search: searches are limited to a few a second, and lag behind.
    const path = `${contacts}/${segment(address)}?${query.toString()}`;
    const told = await this.#client.ask({ path, shape: shapes.contact }, signal);
    // Where there is no company, the read says nothing of associations; a search never does.
    if (told.found) return { associations: {}, ...told.found };
    return tellsOfNone(told.answer) ? null : this.#searchedContact(address, signal);
  }

  async #searchedContact(address: string, signal: AbortSignal): Promise<Contact | null> {
    const groups = [
      { filters: [{ propertyName: 'email', operator: 'EQ', value: address }] },
      {
        filters: [
          { propertyName: 'hs_additional_emails', operator: 'CONTAINS_TOKEN', value: address },
        ],
      },
    ];
    const found = await this.#search(contacts, groups, contactProperties, signal, (contact) =>
      addressesOf(contact).includes(address),
    );
    return found[0] ?? null;
  }

  /** The contact's primary company, or else the first of its companies. */
  async companyOf(contact: Contact, signal: AbortSignal): Promise<string | null> {
    const primary = text(contact, 'associatedcompanyid');
    if (/^\d+$/.test(primary)) return primary;
    let first: string | null = null;
    let page: Page<Association> | null = contact.associations?.companies ?? null;
    if (!page && contact.associations) return null;
    for (let pages = 0; pages < maxPages; pages += 1) {
      page ??= await this.#associations(contact.id, null, signal);
      const main = page.items.find(({ type }) => type === 'contact_to_company');
      if (main) return main.id;
      first ??= page.items[0]?.id ?? null;
      if (page.after === null) break;
      page = await this.#associations(contact.id, page.after, signal);
    }
    return first;
  }

  async #associations(
    id: string,
    after: string | null,
    signal: AbortSignal,
  ): Promise<Page<Association>> {
    const query = new URLSearchParams({ limit: '100', ...(after === null ? {} : { after }) });
    const path = `${contacts}/${segment(id)}/associations/companies?${query.toString()}`;
    const told = await this.#client.ask({ path, shape: shapes.associationPage }, signal);
    // The contact was deleted in between.
    return told.found ?? { items: [], after: null };
  }

  async company(id: string, signal: AbortSignal): Promise<CrmObject | null> {
    const query = new URLSearchParams({ properties: companyProperties.join(',') });
    const path = `${companies}/${segment(id)}?${query.toString()}`;
    const told = await this.#client.ask({ path, shape: shapes.crmObject }, signal);
    if (told.found || tellsOfNone(told.answer)) return told.found;
    throw answered(told.answer);
  }

  /** By the domain, or the nearest one above it; the first that HubSpot has of several. */
  async companyAt(domain: string, signal: AbortSignal): Promise<CrmObject | null> {
    const domains = companyDomains(domain).slice(-maxFilterGroups);
    if (domains.length === 0) return null;
    const groups = domains.map((value) => ({
      filters: [{ propertyName: 'domain', operator: 'EQ', value }],
    }));
    const rank = (company: CrmObject) => domains.indexOf(domainIn(company));
    const found = await this.#search(
      companies,
      groups,
      companyProperties,
      signal,
      (company) => rank(company) === 0,
      (company) => rank(company) > 0,
    );
    return found.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
  }

  /** Page by page, until one has what is `sought`; what is merely `useful` is gathered meanwhile. */
  async #search(
    objects: string,
    filterGroups: object[],
    properties: string[],
    signal: AbortSignal,
    sought: (object: CrmObject) => boolean,
    useful: (object: CrmObject) => boolean = () => false,
  ): Promise<CrmObject[]> {
    const gathered: CrmObject[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < maxPages; pages += 1) {
      const search = { filterGroups, properties, limit: 100, ...(after === null ? {} : { after }) };
      const page = await this.#page(objects, search, signal);
      const hit = page.items.find(sought);
      if (hit) return [hit];
      gathered.push(...page.items.filter(useful));
      after = page.after;
      if (after === null) break;
    }
    return gathered;
  }

  async #page(objects: string, search: object, signal: AbortSignal): Promise<Page<CrmObject>> {
    const ask = { path: `${objects}/search`, search, shape: shapes.objectPage };
    const told = await this.#client.ask(ask, signal);
    if (!told.found) throw answered(told.answer);
    return told.found;
  }
}

/** One segment of a path; HubSpot has not always understood an escaped `@`. */
function segment(value: string): string {
  return encodeURIComponent(value).replaceAll('%40', '@');
}

function addressesOf(contact: CrmObject): string[] {
  const all = `${text(contact, 'email')};${text(contact, 'hs_additional_emails')}`;
  return all.toLowerCase().split(';');
}

/** People write `www.globex.com` and `https://globex.com/` into it. */
function domainIn(company: CrmObject): string {
  const host = text(company, 'domain')
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/, '');
  return normalDomain(host.replace(/^www\./i, ''));
}
