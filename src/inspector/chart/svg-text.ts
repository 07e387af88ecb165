import type { Label } from './labels.ts';
import { labelPadding } from './labels.ts';
import type { Point } from './layout.ts';
import { element, escapeXml } from './markup.ts';
import { lineType, textWidth, type Type } from './measure.ts';

/** Where the letters stand in a line, from its top. */
const baseline = 0.73;

/**
 * A line of text at its top left corner. `textLength` makes it as wide as it was measured, in
 * whatever font the browser has.
 */
export function textMarkup(text: string, at: Point, type: Type, className: string): string {
  return element(
    'text',
    {
      class: className,
      x: round(at.x),
      y: round(at.y + type.line * baseline),
      textLength: round(textWidth(text, type)) || null,
      lengthAdjust: 'spacingAndGlyphs',
    },
    escapeXml(text),
  );
}

/** What a transition says of itself, with the name under which the feed speaks of it. */
export function labelMarkup({ transition, rows, title, size }: Label, at: Point): string {
  const { id, event, text } = transition;
  return element(
    'g',
    { class: 'label-line', 'data-edge': id, 'data-event': event, 'data-delay': text.delay },
    element('title', {}, escapeXml(title)),
    element('rect', { class: 'label-back', ...round2(at), ...size2(size), rx: 4 }),
    ...rows.map((row, i) => {
      const top = { x: at.x + labelPadding, y: at.y + i * lineType.line };
      const isGuard = row.startsWith('[');
      return textMarkup(row, top, lineType, isGuard ? 'label guard' : 'label');
    }),
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;
const round2 = ({ x, y }: Point) => ({ x: round(x), y: round(y) });
const size2 = ({ width, height }: { width: number; height: number }) => ({
  width: round(width),
  height: round(height),
});
