import type { Address } from '../../domain/mail.ts';
import { domainName, isRole, localPart } from './sender.ts';
import { fold } from './words.ts';

const title =
  /^(dr|prof|mr|mrs|ms|miss|mx|herr|frau|hr|fr|m|mme|mlle|sr|sra|srta|sig|sigra|dott|dottssa|ing|dhr|mevr|mw|dipl|mag|eng)\.?\s+/iu;
const organisation =
  /\b(ltd|limited|inc|llc|gmbh|ag|kg|s\.?a\.?s?|s\.?r\.?l|s\.?l|b\.?v|n\.?v|lda|corp|company|co|group|gruppe|groupe|grupo|gruppo|team|support|service|services|sales|marketing|info|newsletter|news|office|admin|billing|hr|jobs|press|redaktion|department|agency|agentur|solutions|consulting|media|software|systems|technologies|university|institute|bank|shop|store|club|verein|foundation|association|the|from|und|and|user|customer|noreply|reply|mailer|daemon|system|alert|admin)\b/i;
const word = /^[\p{L}][\p{L}\p{M}'’-]{1,19}$/u;

/**
 * The name to greet somebody by, from the display name or from `first.last@`.
 * @returns null where it may be a company's, a function's or no name at all
 */
export function firstName(address: Address | null): string | null {
  if (!address) return null;
  return fromDisplayName(address) ?? fromLocalPart(address);
}

function fromDisplayName(address: Address): string | null {
  const cleaned = address.name
    .slice(0, 120)
    .normalize('NFC')
    .replace(/["“”]|\([^)]*\)|\[[^\]]*\]/gu, ' ')
    // "Dana Whitfield via Groups", "Dana from Acme", "Dana | Acme"
    .replace(/\s(via|from|at|von|de chez|@)\s.*$|\s*[|/–—].*$|\s-\s.*$/iu, '')
    .trim();
  const name = inOrder(cleaned).replace(title, '').replace(title, '');
  const parts = name.split(/\s+/u).filter(Boolean);
  const first = parts[0];
  if (!first || parts.length > 4 || organisation.test(cleaned) || !parts.every(isNamePart))
    return null;
  if (!word.test(first) || isOfDomain(name, address)) return null;
  if (parts.length === 1 && isRole(address) && fold(first) === localPart(address)) return null;
  return capitalised(first);
}

/** "Whitfield, Dana" is Dana; "Acme, Inc." was no person before the comma either. */
function inOrder(name: string): string {
  const [last, given, ...more] = name.split(',').map((part) => part.trim());
  return last && given && more.length === 0 ? `${given} ${last}` : name;
}

function isNamePart(part: string): boolean {
  return /^[\p{L}\p{M}'’.-]+$/u.test(part);
}

/** "Northwind" or "North Wind" of northwind.example is the company. */
function isOfDomain(name: string, address: Address): boolean {
  const domain = domainName(address).replaceAll('-', '');
  return domain.length > 2 && fold(name).replaceAll(/[^a-z0-9]/g, '') === domain;
}

function fromLocalPart(address: Address): string | null {
  // A display name that says something else is the better witness, even where it is no person's.
  const isNamed = address.name.trim() !== '' && !address.name.includes('@');
  if (isNamed || isRole(address)) return null;
  const [, first] = /^([a-z]{3,15})[._][a-z]{2,20}$/.exec(localPart(address)) ?? [];
  return first && !organisation.test(localPart(address).replaceAll(/[._]/g, ' '))
    ? capitalised(first)
    : null;
}

/** `DANA` and `dana` become Dana; `McKay` and `Jean-Luc` stay. */
function capitalised(name: string): string {
  const isMixed = name !== name.toUpperCase() && name !== name.toLowerCase();
  if (isMixed) return name;
  return name.toLowerCase().replaceAll(/(^|[-'’])\p{L}/gu, (start) => start.toUpperCase());
}
