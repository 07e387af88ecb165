/** What a drawing by hand is put together from; all numbers are user units, y downwards. */
export interface Place {
  x: number;
  y: number;
}

export interface Axis {
  /** From 0, evenly. */
  ticks: number[];
  end: number;
}

/** Round numbers are easier to read off than those that fit best. */
const roundSteps = [1, 2, 2.5, 5, 10];
/** There is room for a tick more. */
const wantedTicks = 4;

/** An axis from 0 to a round number that is not below the highest value. */
export function axisTo(highest: number): Axis {
  const least = Math.max(highest, Number.MIN_VALUE) / wantedTicks;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (roundSteps.find((round) => round * power >= least) ?? 10) * power;
  const n = Math.ceil(highest / step);
  return { ticks: Array.from({ length: n + 1 }, (_, i) => i * step), end: n * step };
}

/** 12345.6 as `12,346`, and small ones with a digit behind the point. */
export function count(value: number): string {
  const isSmall = value < 10 && !Number.isInteger(value);
  return value.toLocaleString('en-US', { maximumFractionDigits: isSmall ? 1 : 0 });
}

type Attributes = Record<string, string | number>;

/** @param children markup, or escaped text */
export function element(name: string, attributes: Attributes, children: string[] = []): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`)
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>${children.join('')}</${name}>`;
}

/** A line of text; `more` follows it in a lighter hand. */
export function text(name: string, { x, y }: Place, said: string, more = ''): string {
  const lighter = more ? [element('tspan', { class: 'more' }, [escaped(more)])] : [];
  return element('text', { class: name, x, y }, [escaped(said), ...lighter]);
}

export function polyline(name: string, places: Place[]): string {
  const d = places.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');
  return element('path', { class: name, d });
}

function short(value: number): string {
  return String(Number(value.toFixed(1)));
}

export function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
