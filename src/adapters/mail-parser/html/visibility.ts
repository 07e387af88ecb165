import { type Colour, lookAlike, parseColour } from './colour.ts';
import type { Declarations } from './css.ts';

/** What an element hands down to its text and its children. */
export interface Look {
  /** Null: unknown, such as that of a link. */
  colour: Colour | null;
  /** Null: unknown, such as an image. */
  background: Colour | null;
  /** Pixels. */
  fontSize: number;
  isVisible: boolean;
}

const black = { red: 0, green: 0, blue: 0, alpha: 1 };
const white = { red: 255, green: 255, blue: 255, alpha: 1 };

export const ordinaryLook: Look = {
  colour: black,
  background: white,
  fontSize: 16,
  isVisible: true,
};

/** Whether text that looks like this can be read. */
export function isLegible({ colour, background, fontSize, isVisible }: Look): boolean {
  if (!isVisible || fontSize <= 1) return false;
  if (!colour) return true;
  if (colour.alpha < 0.05) return false;
  return !background || !lookAlike(colour, background);
}

/** An element that is not there at all for a reader, whatever is inside of it. */
export function isRemoved(style: Declarations): boolean {
  const opacity = number(style.get('opacity'));
  return (
    style.get('display') === 'none' ||
    (opacity !== null && opacity <= 0.05) ||
    isCollapsed(style) ||
    isOffScreen(style)
  );
}

/** Without `overflow: hidden` the text of a box without height stands outside of it, and is read. */
function isCollapsed(style: Declarations): boolean {
  const isZero = (name: string) => {
    const size = number(style.get(name));
    return size !== null && size <= 1 && !/[%a-z]*(em|%)/.test(style.get(name)!.slice(-3));
  };
  if (isZero('max-height') || isZero('max-width')) return true;
  const flat = [isZero('height'), isZero('width')];
  const clips = ['overflow', 'overflow-x', 'overflow-y'].some((name) =>
    /hidden|clip/.test(style.get(name) ?? ''),
  );
  return flat.every(Boolean) || (clips && flat.some(Boolean));
}

function isOffScreen(style: Declarations): boolean {
  const isFar = (name: string) => {
    const offset = number(style.get(name));
    return (
      offset !== null && (offset <= -500 || (offset <= -50 && style.get(name)!.endsWith('em')))
    );
  };
  const isFloating = /absolute|fixed/.test(style.get('position') ?? '');
  if (isFloating && ['left', 'top', 'right', 'bottom'].some(isFar)) return true;
  if (isFar('text-indent') || isFar('margin-left')) return true;
  const clip = style.get('clip')?.replaceAll(/[\s,]|px/g, '');
  return (
    (isFloating && /^rect\([01]{4}\)$/.test(clip ?? '')) ||
    /inset\(\s*(50|100)%/.test(style.get('clip-path') ?? '') ||
    /scale\(\s*0(\.0+)?\s*[,)]|translate[xy]?\(\s*-\d{4,}/.test(style.get('transform') ?? '')
  );
}

/** The look of an element from that of its parent, its style and the attributes of old HTML. */
export function lookOf(
  parent: Look,
  style: Declarations,
  attributes: Record<string, string>,
  facts: { isLink: boolean; hasVagueBackground: boolean },
): Look {
  const visibility = style.get('visibility');
  return {
    colour: colourOf(parent, style, attributes, facts.isLink),
    background: facts.hasVagueBackground ? null : backgroundOf(parent, style, attributes),
    fontSize: fontSizeOf(parent, style),
    isVisible: visibility === undefined ? parent.isVisible : !/hidden|collapse/.test(visibility),
  };
}

function colourOf(
  { colour }: Look,
  style: Declarations,
  { color, text }: Record<string, string>,
  isLink: boolean,
): Colour | null {
  const value = style.get('-webkit-text-fill-color') ?? style.get('color') ?? color ?? text;
  if (value === undefined) return isLink ? null : colour;
  return value === 'inherit' ? colour : parseColour(value);
}

function backgroundOf(
  { background }: Look,
  style: Declarations,
  attributes: Record<string, string>,
): Colour | null {
  const value = `${style.get('background') ?? ''} ${style.get('background-color') ?? ''}`.trim();
  if (/url\(|gradient/.test(value + (style.get('background-image') ?? ''))) return null;
  if (attributes.background) return null;
  const given = value || attributes.bgcolor;
  if (!given) return background;
  const tokens = given.replaceAll(/\s*([(,])\s*/g, '$1').split(/\s+/);
  const colour = tokens.map(parseColour).findLast((each) => each !== null);
  if (!colour) return /^(none|inherit|initial|unset)\b/.test(given) ? background : null;
  if (colour.alpha === 0) return background;
  return colour.alpha < 1 ? null : colour;
}

const pixels: Record<string, number> = { px: 1, pt: 4 / 3, rem: 16, vw: 8, vh: 8, '': 1 };

function fontSizeOf({ fontSize }: Look, style: Declarations): number {
  const shorthand = /(?:^|\s)([\d.]+(?:px|pt|r?em|%)?)(?=[\s/])/.exec(style.get('font') ?? '');
  const value = style.get('font-size') ?? shorthand?.[1];
  const [, digits, unit = ''] = /^([\d.]+)([a-z%]*)$/.exec(value ?? '') ?? [];
  const size = Number(digits);
  // A keyword such as `small`, or none.
  if (digits === undefined || Number.isNaN(size)) return value ? 16 : fontSize;
  if (unit === 'em') return size * fontSize;
  if (unit === '%') return (size / 100) * fontSize;
  return size * (pixels[unit] ?? 16);
}

function number(value: string | undefined): number | null {
  const parsed = Number.parseFloat(value ?? '');
  return Number.isNaN(parsed) ? null : parsed;
}
