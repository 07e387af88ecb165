import { domainToASCII } from 'node:url';

/** Domains at which anybody can have a mailbox; without the ones of single countries below. */
const freeMail = new Set(
  `aol.com bluewin.ch btinternet.com comcast.net fastmail.com free.fr freenet.de gmail.com gmx.at
   gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com icloud.com inbox.lv
   laposte.net libero.it mac.com mail.com mail.ru mailbox.org me.com msn.com naver.com orange.fr
   outlook.com pm.me posteo.de proton.me protonmail.com qq.com rediffmail.com rocketmail.com
   seznam.cz sfr.fr t-online.de tutanota.com tuta.io virgilio.it wanadoo.fr web.de wp.pl
   yandex.com yandex.ru ymail.com zoho.com zohomail.com 126.com 163.com`.split(/\s+/),
);

/** Providers that have a domain for each country: `yahoo.co.uk`, `hotmail.fr`. */
const freeMailByCountry = /^(yahoo|hotmail|outlook|live)\.(com|[a-z]{2}|com?\.[a-z]{2})$/;

/** Whether the domain is a mailbox provider's, and so says nothing about a company. */
export function isFreeMail(domain: string): boolean {
  return freeMail.has(domain) || freeMailByCountry.test(domain);
}

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
