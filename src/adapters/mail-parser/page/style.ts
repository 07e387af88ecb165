/** Longer attributes are no style of a mail that people wrote. */
const maxStyle = 4_000;
const maxValue = 200;

const colour = /^(#[\da-f]{3,8}|(rgb|hsl)a?\([\d\s.,%/]{3,40}\)|[a-z]{3,24})$/;
const keyword = /^[a-z][a-z-]{0,30}$/;
/** No sign, so that nothing can be drawn over something else. */
const space =
  /^(auto|0|[12]?\d{1,2}(\.\d{1,4})?(px|pt)|(\d|[1-9]\d|100)(\.\d{1,4})?%|\d(\.\d{1,4})?r?em)$/;
const size =
  /^(auto|0|1?\d{1,3}(\.\d{1,4})?(px|pt)|(\d|[1-9]\d|100)(\.\d{1,4})?%|\d{1,2}(\.\d{1,4})?r?em)$/;
const type =
  /^([a-z-]{5,8}|0|1?\d{1,2}(\.\d{1,4})?(px|pt)|[1-3]?\d{1,2}(\.\d{1,4})?%|\d(\.\d{1,4})?r?em)$/;
const height =
  /^(normal|\d(\.\d{1,4})?|\d{1,2}(\.\d{1,4})?(px|pt)|[1-3]?\d{1,2}%|\d(\.\d{1,4})?r?em)$/;
const number = /^\d{1,3}$/;
const share = /^(0|1|[01]?\.\d{1,4})$/;

type Allowed = { tokens: RegExp[]; most: number };

const one = (...tokens: RegExp[]): Allowed => ({ tokens, most: 1 });
const four = (...tokens: RegExp[]): Allowed => ({ tokens, most: 4 });

const sides = ['top', 'right', 'bottom', 'left'];

/** What a property may say. Nothing here loads, moves out of its place or lies over anything. */
const allowed = new Map<string, Allowed>([
  ...each('color background-color', one(colour)),
  ...each('font-size', one(type)),
  ...each('line-height', one(height)),
  ...each('font-weight', one(keyword, number)),
  ...each('font-style font-variant text-align text-transform white-space', one(keyword)),
  ...each('word-break overflow-wrap word-wrap vertical-align table-layout', one(keyword)),
  ...each('border-collapse caption-side empty-cells list-style-type direction', one(keyword)),
  ...each('float clear', one(keyword)),
  ...each('text-decoration text-decoration-line', four(keyword, colour)),
  ...each('letter-spacing word-spacing text-indent', one(keyword, space)),
  ...each('width max-width min-width height max-height', one(keyword, size)),
  ...each('margin padding border-spacing border-radius border-width', four(space)),
  ...each('border-color border-style', four(colour, keyword)),
  ...each('border outline', four(space, keyword, colour)),
  ...each('opacity', one(share)),
  ...each('display', one(/^(none|block|inline|inline-block|list-item|table(-[a-z-]{3,20})?)$/)),
  ...each('visibility overflow', one(/^(hidden|visible)$/)),
  ...sides.flatMap((side) => [
    ...each(`margin-${side} padding-${side} border-${side}-width`, one(space)),
    ...each(`border-${side}-color border-${side}-style`, one(colour, keyword)),
    ...each(`border-${side}`, four(space, keyword, colour)),
  ]),
]);

/** Words of the `background` shorthand that name no colour. */
const placing =
  /^(none|repeat|no-repeat|repeat-x|repeat-y|round|space|scroll|fixed|local|top|bottom|left|right|center|cover|contain|auto)$/;

/**
 * The harmless declarations of a style attribute. It is not repaired: what does not match as a
 * whole is left out, so escapes, comments, `url()` and functions other than colours never pass.
 */
export function harmlessStyle(style: string): string {
  return style
    .slice(0, maxStyle)
    .toLowerCase()
    .split(';')
    .flatMap((declaration) => {
      const colon = declaration.indexOf(':');
      const property = declaration.slice(0, Math.max(0, colon)).trim();
      const value = declaration
        .slice(colon + 1)
        .replace('!important', '')
        .trim();
      return value === '' || value.length > maxValue ? [] : harmless(property, value);
    })
    .join(';');
}

function harmless(property: string, value: string): string[] {
  if (property === 'font-family') return fontFamily(value);
  if (property === 'font') return font(value);
  const tokens = value.match(/[a-z]+\([^()]*\)|[^\s]+/g) ?? [];
  if (property === 'background') {
    const fill = tokens.find((token) => colour.test(token) && !placing.test(token));
    return fill === undefined ? [] : [`background-color:${fill}`];
  }
  const rule = allowed.get(property);
  const fits =
    rule &&
    tokens.length <= rule.most &&
    tokens.every((token) => rule.tokens.some((pattern) => pattern.test(token)));
  return fits ? [`${property}:${tokens.join(' ')}`] : [];
}

/** Names without their quotes are the same names (CSS Fonts 4, 2.1). */
function fontFamily(value: string): string[] {
  const names = value
    .replace(/["']/g, '')
    .split(',')
    .map((name) => name.trim());
  const known = names.filter((name) => /^[\p{L}-][\p{L}\d -]{0,60}$/u.test(name));
  return known.length > 0 ? [`font-family:${known.join(',')}`] : [];
}

/** `[style] [weight] size[/line-height] family` */
function font(value: string): string[] {
  const shorthand = /^((?:[a-z\d]+\s+){0,3})([\d.]+(?:px|pt|r?em|%))(?:\s*\/\s*([\w.%]+))?\s+(.+)$/;
  const [, before = '', fontSize = '', lineHeight, family = ''] = shorthand.exec(value) ?? [];
  if (!type.test(fontSize)) return [];
  const words = before.split(/\s+/);
  return [
    ...(words.includes('italic') ? ['font-style:italic'] : []),
    ...words.filter((word) => /^(bold|[1-9]00)$/.test(word)).map((word) => `font-weight:${word}`),
    `font-size:${fontSize}`,
    ...(lineHeight !== undefined && height.test(lineHeight) ? [`line-height:${lineHeight}`] : []),
    ...fontFamily(family),
  ];
}

function each(properties: string, rule: Allowed): [string, Allowed][] {
  return properties.split(' ').map((property) => [property, rule]);
}
