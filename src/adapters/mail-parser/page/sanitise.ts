import sanitizeHtml, { type Attributes, type IOptions } from 'sanitize-html';
import type { Images } from './images.ts';
import { safeHref } from './link.ts';
import { harmlessStyle } from './style.ts';

/** Deeper tags are left out, their text is kept. */
const maxDepth = 200;
/** Beyond it the parser's time grows with the square of the depth. */
const maxParsedDepth = 1_000;

const tags =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup ' +
  'dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd ' +
  'li main mark nav ol p pre q s samp section small span strike strong sub sup table tbody td ' +
  'tfoot th thead time tr tt u ul var wbr';

/** Their content is not text for a reader either. */
const dropped =
  'script style title textarea option datalist xmp plaintext iframe noembed noframes template svg math';

const table = ['align', 'valign', 'bgcolor', 'width', 'height'];
const attributes: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang'],
  a: ['href', 'rel', 'target'],
  img: ['src', 'alt', 'width', 'height', 'align', 'border'],
  table: [...table, 'border', 'cellpadding', 'cellspacing'],
  tr: table,
  td: [...table, 'colspan', 'rowspan'],
  th: [...table, 'colspan', 'rowspan'],
  col: ['span', 'width'],
  font: ['color', 'size'],
  ol: ['start', 'type'],
  hr: ['width', 'size', 'color', 'align'],
  ...Object.fromEntries('div p h1 h2 h3 h4 h5 h6'.split(' ').map((tag) => [tag, ['align']])),
  div: ['align', 'bgcolor'],
};

/** What an attribute may say; those that are not here have a rule of their own. */
const values: Record<string, RegExp> = {
  dir: /^(ltr|rtl|auto)$/i,
  lang: /^[a-z\d-]{1,35}$/i,
  align: /^[a-z]{3,10}$/i,
  valign: /^[a-z]{3,10}$/i,
  bgcolor: /^(#?[\da-f]{3,6}|[a-z]{3,24})$/i,
  color: /^(#?[\da-f]{3,6}|[a-z]{3,24})$/i,
  width: /^(1?\d{1,3}(px)?|100%|\d{1,2}%)$/i,
  height: /^(1?\d{1,3}(px)?|100%|\d{1,2}%)$/i,
  border: /^\d{1,2}$/,
  cellpadding: /^\d{1,2}$/,
  cellspacing: /^\d{1,2}$/,
  colspan: /^\d{1,2}$/,
  rowspan: /^\d{1,2}$/,
  span: /^\d{1,2}$/,
  size: /^[+-]?\d{1,2}$/,
  start: /^\d{1,6}$/,
  type: /^[1aAiI]$/,
};

/** Nested so deep that no page can be made of it in a bearable time. */
export class TooDeep extends Error {}

/**
 * Markup of nothing but allowed elements and attributes, in sanitize-html's canonical form: each
 * `<`, `>` and `&` of a text or value and each `"` of a value is escaped, all values stand in double
 * quotes. An image of the mail has `src="cid:<number>"`, another has no src. Throws `TooDeep`.
 */
export function sanitise(html: string, images: Images): string {
  let depth = 0;
  return sanitizeHtml(html, {
    ...rules,
    onOpenTag: () => {
      if (++depth > maxParsedDepth) throw new TooDeep();
    },
    onCloseTag: () => depth--,
    transformTags: {
      // Its colours are those that the text was chosen for.
      body: (_, found) => ({ tagName: 'div', attribs: found }),
      '*': (tagName, found) => ({ tagName, attribs: safeAttributes(tagName, found, images) }),
    },
  });
}

const rules: IOptions = {
  allowedTags: tags.split(' '),
  allowedAttributes: attributes,
  nonTextTags: dropped.split(' '),
  disallowedTagsMode: 'discard',
  selfClosing: ['br', 'col', 'hr', 'img', 'wbr'],
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['cid'] },
  allowProtocolRelative: false,
  nestingLimit: maxDepth,
  // `harmlessStyle` does it in linear time.
  parseStyleAttributes: false,
};

/** Made anew from what is allowed, so that nothing passes by being overlooked. */
function safeAttributes(tag: string, found: Attributes, images: Images): Attributes {
  const safe: Attributes = {};
  const names = Object.hasOwn(attributes, tag) ? attributes[tag] : [];
  for (const name of [...(names ?? []), 'dir', 'lang']) {
    const value = found[name]?.trim();
    if (value !== undefined && values[name]?.test(value)) safe[name] = value;
  }
  const style = harmlessStyle(found['style'] ?? '');
  if (style !== '') safe['style'] = style;
  if (tag === 'a') return { ...linkOf(found['href'] ?? ''), ...safe };
  return tag === 'img' ? { ...imageOf(found, images), ...safe } : safe;
}

function linkOf(address: string): Attributes {
  const href = safeHref(address.trim());
  return href === null ? {} : { href, rel: 'noopener noreferrer nofollow', target: '_blank' };
}

function imageOf({ src = '', alt, width, height }: Attributes, images: Images): Attributes {
  const number = images.numberOf(src);
  // Such an image is there to be counted, not to be seen.
  const isDot = isTiny(width) || isTiny(height);
  const words = alt?.trim().slice(0, 300) ?? 'Image';
  return number === null ? { alt: isDot ? '' : words } : { src: `cid:${number}`, alt: words };
}

function isTiny(length: string | undefined): boolean {
  return /^[0-3](px)?$/.test(length?.trim() ?? '');
}
