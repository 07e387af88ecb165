import type { AddressObject, EmailAddress, Headers, HeaderValue } from 'mailparser';
import type { Address } from '../../domain/mail.ts';
import { oneLine } from './clean.ts';

/** RFC 5321, 4.5.3.1: local part, at sign and domain; a longer one cannot be answered. */
const maxAddress = 320;

/** The addresses of a header field, groups (RFC 5322, 3.4) flattened; names without one are left out. */
export function addressesIn(headers: Headers, name: string): Address[] {
  return [headers.get(name) ?? []]
    .flat()
    .filter(isAddressField)
    .flatMap((field) => field.value)
    .flatMap(flatten);
}

function isAddressField(field: HeaderValue): field is AddressObject {
  return typeof field === 'object' && 'value' in field && Array.isArray(field.value);
}

function flatten({ name, address, group }: EmailAddress): Address[] {
  if (group) return group.flatMap(flatten);
  const bare = oneLine(address ?? '', maxAddress + 1).toLowerCase();
  if (bare === '' || bare.length > maxAddress) return [];
  return [{ name: oneLine(name, 200), address: bare }];
}
