import { domainToASCII } from 'node:url';

export interface Envelope {
  from: string;
  to: string;
}

/** Domains as ASCII (RFC 5890), which any server takes; a local part has no such form. */
export function asciiDomains({ from, to }: Envelope): Envelope {
  return { from: asciiDomain(from), to: asciiDomain(to) };
}

/** Whether an address is left that only a server with SMTPUTF8 (RFC 6531) takes. */
export function needsSmtpUtf8({ from, to }: Envelope): boolean {
  return /[^\0-\x7f]/.test(from + to);
}

function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  // What is no domain, such as [192.0.2.1], is for the server to judge.
  return domain === '' ? address : address.slice(0, at + 1) + domain;
}
