import type { AddressObject, EmailAddress, Headers, HeaderValue } from 'mailparser';
import type { Address } from '../../domain/mail.ts';
import { oneLine } from './clean.ts';

/** RFC 5321, 4.5.3.1: local part, at sign and domain; a longer one cannot be answered. */
const maxAddress = 320;

/** The addresses of a header field, groups (RFC 5322, 3.4) flattened; names without one are left out. */
export function addressesIn(headers: Headers, name: string): Address[] {
  return emailsIn(headers, name).flatMap(({ name: shown, address }) => {
    const bare = oneLine(address ?? '', maxAddress + 1).toLowerCase();
    if (bare === '' || bare.length > maxAddress) return [];
    return [{ name: oneLine(shown, 200), address: bare }];
  });
}

function emailsIn(headers: Headers, name: string): EmailAddress[] {
  return [headers.get(name) ?? []]
    .flat()
    .filter(isAddressField)
    .flatMap((field) => field.value)
    .flatMap(flatten);
}

/** An address of these fields as it stands there, before it was lower-cased. */
export function asWritten(headers: Headers, names: string[], { address }: Address): string {
  const written = names.flatMap((name) => emailsIn(headers, name)).map((email) => email.address);
  return written.find((candidate) => candidate?.toLowerCase() === address) ?? address;
}

function isAddressField(field: HeaderValue): field is AddressObject {
  return typeof field === 'object' && 'value' in field && Array.isArray(field.value);
}

function flatten(email: EmailAddress): EmailAddress[] {
  return email.group ? email.group.flatMap(flatten) : [email];
}
