import { Failure } from '../../../domain/failure.ts';
import type { CrmRecord } from '../../../domain/message.ts';
import type { Crm } from '../../../ports.ts';
import { domainOf } from '../domains.ts';
import { normalAddress } from '../table-crm.ts';
import { goodManners, HubspotClient, type Manners } from './client.ts';
import { HubspotDirectory } from './directory.ts';
import { recordOf } from './facts.ts';
import { givenUp } from './failures.ts';
import { type Ages, SharedCache } from './shared-cache.ts';
import type { Contact, CrmObject } from './shapes.ts';

export interface HubspotOptions {
  token: string;
  /** `https://api.hubapi.com`; accounts in the EU may use `https://api-eu1.hubapi.com`. */
  baseUrl?: string | undefined;
  manners?: Partial<Manners>;
  ages?: Ages;
}

const maxEntries = 5_000;

/** RFC 5321, section 4.5.3.1: anything longer is no address. */
const address = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

/**
 * HubSpot's contacts by address, with the company of each; else its companies by domain. Mailbox
 * providers' domains are not looked up. `source` is `hubspot:contact` or `hubspot:company`.
 *
 * @example
 * const crm = hubspotCrm({ token: 'pat-eu1-…' });
 * await crm.find('ada@lead.example', signal);
 */
export function hubspotCrm({ token, baseUrl, manners, ages }: HubspotOptions): Crm {
  const asked = { ...goodManners, ...manners };
  const client = new HubspotClient(baseUrl ?? 'https://api.hubapi.com', token, asked);
  const directory = new HubspotDirectory(client);
  const age = ages ?? { hitMs: 10 * 60_000, missMs: 2 * 60_000 };
  const senders = new SharedCache<CrmRecord>(maxEntries, age);
  /** By domain, and by id as `#id`. */
  const companies = new SharedCache<CrmObject>(maxEntries, age);
  let closed = false;

  async function lookUp(sender: string, signal: AbortSignal): Promise<CrmRecord | null> {
    const contact = await directory.contact(sender, signal);
    const company =
      (contact && (await employer(contact, signal))) ?? (await companyAt(domainOf(sender), signal));
    return recordOf(contact, company);
  }

  async function employer(contact: Contact, signal: AbortSignal): Promise<CrmObject | null> {
    const id = await directory.companyOf(contact, signal);
    if (id === null) return null;
    return companies.get(`#${id}`, signal, (signal) => directory.company(id, signal));
  }

  function companyAt(domain: string, signal: AbortSignal): Promise<CrmObject | null> {
    return companies.get(domain, signal, (signal) => directory.companyAt(domain, signal));
  }

  return {
    async find(from, signal) {
      const sender = normalAddress(from);
      if (!address.test(sender) || !domainOf(sender).includes('.')) return null;
      if (closed) throw new Failure('crm.unavailable', 'HubSpot is no longer asked: stopping');
      try {
        const record = await senders.get(sender, signal, (signal) => lookUp(sender, signal));
        return record && { ...record };
      } catch (error) {
        throw error instanceof Failure || !signal.aborted ? error : givenUp(signal.reason);
      }
    },
    async close() {
      closed = true;
      const reason = new Failure('crm.unavailable', 'HubSpot is no longer asked: stopping');
      senders.clear(reason);
      companies.clear(reason);
    },
  };
}
