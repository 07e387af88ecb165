import { domainToASCII } from 'node:url';

import { isFreeMail } from '../../domain/free-mail.ts';

/**
 * Lower case, as ASCII (RFC 5891) and without the root's dot: the form in which domains compare.
 * Empty where it is no domain.
 */
export function normalDomain(domain: string): string {
  return domainToASCII(domain.trim().replace(/\.$/, ''));
}

/** The normal domain of an address; empty where there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : normalDomain(address.slice(at + 1));
}

/** Second-level registries such as `co.uk`, which are nobody's company. */
const registry =
  /^(ac|co|com|edu|gen|go|gob|gov|gouv|gv|ltd|me|mil|ne|net|nom|or|org|plc)\.[a-z]{2}$/;

/**
 * The domain and those above it that a company may have, the nearest first: `mail.globex.com`,
 * `globex.com`. None of a mailbox provider's, of which everything above is the provider's, too.
 */
export function companyDomains(domain: string): string[] {
  const domains: string[] = [];
  for (let name = domain; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    if (registry.test(name)) break;
    domains.push(name);
  }
  return domains.some(isFreeMail) ? [] : domains;
}
