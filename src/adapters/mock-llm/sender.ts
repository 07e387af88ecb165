import type { Address } from '../../domain/mail.ts';

const freeMail = new Set(
  'gmail googlemail yahoo ymail hotmail outlook live msn aol icloud me gmx web t-online freenet mail proton protonmail pm orange free wanadoo laposte sfr libero virgilio tiscali alice terra telefonica ziggo kpnmail planet xs4all uol bol sapo mailinator yandex qq 163 126 excite lycos netscape earthlink juno comcast verizon att bellsouth btinternet'.split(
    ' ',
  ),
);
const roles = new Set(
  'info sales support hello contact contacto kontakt contatti office admin team marketing help service noreply no-reply billing press presse jobs hr careers enquiries inquiries mail post news newsletter vertrieb einkauf procurement purchasing achats compras acquisti inkoop hola ciao webmaster'.split(
    ' ',
  ),
);

export function localPart(address: Address | null): string {
  return address?.address.split('@')[0] ?? '';
}

/** The registrable name of the domain, roughly: `acme` of `mail.acme.co.uk`. */
export function domainName(address: Address | null): string {
  const labels = (address?.address.split('@')[1] ?? '').split('.');
  if (labels.length < 2) return labels[0] ?? '';
  const isSecondLevel = /^(co|com|org|net|ac|gov|edu)$/.test(labels.at(-2)!) && labels.length > 2;
  return labels.at(isSecondLevel ? -3 : -2)!;
}

export function topLevel({ address }: Address): string {
  return address.slice(address.lastIndexOf('.') + 1);
}

/** An address that stands for a function and not for a person. */
export function isRole(address: Address | null): boolean {
  return roles.has(localPart(address).split('+')[0]!);
}

/** True for a domain that is no public mail provider's. */
export function isCompany(address: Address | null): boolean {
  const name = domainName(address);
  return name !== '' && !freeMail.has(name);
}
