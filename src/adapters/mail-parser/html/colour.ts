/** Channels of 0 to 255, opacity of 0 to 1. */
export interface Colour {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/** What people can hardly tell apart: white on #f8f8f8 is as good as hidden. */
const indistinct = 8;

const named: Record<string, string> = {
  white: '#ffffff',
  snow: '#fffafa',
  ivory: '#fffff0',
  ghostwhite: '#f8f8ff',
  floralwhite: '#fffaf0',
  mintcream: '#f5fffa',
  azure: '#f0ffff',
  whitesmoke: '#f5f5f5',
  black: '#000000',
  red: '#ff0000',
  blue: '#0000ff',
  green: '#008000',
  yellow: '#ffff00',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  navy: '#000080',
};

/** A colour of CSS or of an HTML attribute; null where it is none that we know. */
export function parseColour(value: string): Colour | null {
  const text = value.trim().toLowerCase();
  if (text === 'transparent') return { red: 0, green: 0, blue: 0, alpha: 0 };
  const hex = /^#?([\da-f]{3,8})$/.exec(named[text] ?? text)?.[1];
  if (hex) return fromHex(hex);
  const [, model, list = ''] = /^(rgb|hsl)a?\(([^()]{1,60})\)$/.exec(text) ?? [];
  const parts = list.split(/[\s,/]+/).filter(Boolean);
  if (model === undefined || parts.length < 3) return null;
  const alpha = parts[3] === undefined ? 1 : amount(parts[3], 1);
  if (model === 'hsl') return fromLightness(amount(parts[2]!, 1), alpha);
  const [red, green, blue] = parts.map((part) => amount(part, 255)) as [number, number, number];
  return { red, green, blue, alpha };
}

export function lookAlike(a: Colour, b: Colour): boolean {
  const distances = [a.red - b.red, a.green - b.green, a.blue - b.blue];
  return distances.every((distance) => Math.abs(distance) <= indistinct);
}

function fromHex(hex: string): Colour | null {
  const size = hex.length <= 4 ? 1 : 2;
  if (hex.length % size !== 0 || hex.length / size < 3) return null;
  const channel = (i: number) => {
    const digits = hex.slice(i * size, (i + 1) * size);
    return Number.parseInt(size === 1 ? digits + digits : digits || 'ff', 16);
  };
  const alpha = hex.length / size === 4 ? channel(3) / 255 : 1;
  return { red: channel(0), green: channel(1), blue: channel(2), alpha };
}

/** Of other hues than white and black nobody makes hidden text by HSL. */
function fromLightness(lightness: number, alpha: number): Colour | null {
  if (lightness > 0.03 && lightness < 0.97) return null;
  const grey = Math.round(lightness * 255);
  return { red: grey, green: grey, blue: grey, alpha };
}

function amount(part: string, whole: number): number {
  const number = Number.parseFloat(part);
  if (Number.isNaN(number)) return whole;
  return part.endsWith('%') ? (number / 100) * whole : number;
}
