import type { RawHeaders } from './headers.ts';
import { headerTraits } from './header-traits.ts';
import { markupTraits } from './markup-traits.ts';
import { routeTraits } from './route-traits.ts';
import { sizeClass } from './size-class.ts';

/** What is known of a message beside its headers. */
export interface TraitFacts {
  /** The HTML part as it came; empty where there is none. */
  html: string;
  /** The text that a person would read. */
  text: string;
  attachments: { name: string; type: string; size: number }[];
  /** The message's own media type, such as `multipart/alternative`; parameters do no harm. */
  contentType: string;
}

/** More than these tell a classifier nothing, and they are kept with every mail. */
const most = 40;
const textCap = 20_000;

/**
 * Facts of a message's headers, route and make that its text does not tell, for the local
 * classifier: short names such as `html-only` or `reply-to:differs`, each once, in a fixed order.
 * The same message always has the same traits; the time is linear in its size.
 */
export function traitsOf(raw: RawHeaders, facts: TraitFacts): string[] {
  const traits = [
    ...headerTraits(raw),
    ...routeTraits(raw),
    ...structureTraits(facts),
    ...textTraits(facts.text.slice(0, textCap)),
    ...markupTraits(facts.html, facts.text),
  ];
  return [...new Set(traits)].slice(0, most);
}

function structureTraits({ html, text, contentType, attachments }: TraitFacts): string[] {
  const type = contentType.toLowerCase();
  const traits: string[] = [];
  if (type.includes('multipart/alternative')) traits.push('make:alternative');
  else if (html !== '') traits.push(type.startsWith('text/html') ? 'make:html' : 'make:html-parts');
  else traits.push(type.startsWith('multipart/') ? 'make:plain-parts' : 'make:plain');
  if (text.trim() === '') traits.push('text:none');
  for (const { name, type: media } of attachments.slice(0, 20)) {
    traits.push(`file:${kindOf(name.toLowerCase(), media.toLowerCase())}`);
  }
  return traits;
}

const kinds: [RegExp, string][] = [
  [/\.(exe|scr|pif|bat|cmd|vbs|js|jar|iso|img|lnk|hta|ace|com)$/, 'program'],
  [/\.html?$/, 'page'],
  [/\.(zip|rar|7z|gz|tgz)$/, 'archive'],
  [/\.ics$|^text\/calendar/, 'calendar'],
  [/\.(docx?|xlsx?|pptx?|odt|ods|rtf|csv)$/, 'office'],
  [/\.pdf$|pdf/, 'pdf'],
  [/^image\//, 'image'],
  [/^message\//, 'message'],
  [/^application\/(pgp|pkcs7|x-pkcs7)/, 'signature'],
];

function kindOf(name: string, media: string): string {
  return kinds.find(([pattern]) => pattern.test(name) || pattern.test(media))?.[1] ?? 'other';
}

function textTraits(text: string): string[] {
  const traits = [`length:${sizeClass(text.length, [0, 80, 300, 1_000, 3_000, 10_000])}`];
  const sample = text.slice(0, 2_000);
  const upper = sample.match(/\p{Lu}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters > 40 && upper > letters * 0.5) traits.push('text:capitals');
  const marks = text.match(/!/g)?.length ?? 0;
  if (marks > 0) traits.push(`exclamations:${sizeClass(marks, [0, 1, 3, 8])}`);
  if (/[$€£]\s?\d/.test(text)) traits.push('text:money');
  if (/\uFFFD.{0,200}\uFFFD/su.test(sample)) traits.push('text:undecodable');
  return traits;
}
