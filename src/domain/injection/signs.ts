import type { InjectionSign } from './sign.ts';
import { addresses, roles } from './addresses.ts';
import { disclosure, formats } from './formats.ts';
import { indirect } from './indirect.ts';
import { orders, thisMail } from './orders.ts';
import { machine, pattern, reader } from './words.ts';

/** In this order: what counts only beside an address comes after all of those. */
export const injectionSigns: InjectionSign[] = [
  ...formats,
  ...disclosure,
  ...indirect,
  ...roles,
  ...addresses,
  ...orders,
];

/** In text that no reader is shown, words for an automatic one are enough. */
export const hiddenSigns: RegExp[] = [
  pattern(machine),
  pattern(reader),
  pattern(
    '(?:reading|reads|processing|processes|summari[sz]\\p{L}+|classif\\p{L}+|analy[sz]\\p{L}+|sorting|drafting) this',
  ),
  pattern(
    `(?<!\\p{L})(?:reply|respond|answer|classify|categori[sz]e|mark|label|treat|prioriti[sz]e|include|write|say|append|insert) (?:to |with |in )?(?:${thisMail}|it|only|that|as|the (?:word|phrase|sentence|code|following)|your (?:reply|response|answer|summary))(?!\\p{L})`,
  ),
  pattern(
    `(?<!\\p{L})(?:instruction|prompt|instructions)(?!\\p{L})|(?:verified|trusted|vip) (?:sender|customer|partner)`,
  ),
  pattern(`(?<!\\p{L})(?:category|urgency|priority) ?[:=] ?\\p{L}`),
];
