import { labelPadding } from './labels.ts';
import type { PlacedLabel } from './contents.ts';
import { type Point, round } from './drawing.ts';
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
export function labelMarkup({ label, x, y, width }: PlacedLabel): string {
  const { id, event, text } = label.transition;
  const back = { x: round(x), y: round(y), width: round(width), height: label.size.height };
  return element(
    'g',
    { class: 'label-line', 'data-edge': id, 'data-event': event, 'data-delay': text.delay },
    element('title', {}, escapeXml(label.title)),
    element('rect', { class: 'label-back', ...back, rx: 4 }),
    ...label.rows.map((row, i) => {
      const top = { x: x + labelPadding, y: y + i * lineType.line };
      return textMarkup(row, top, lineType, row.startsWith('[') ? 'label guard' : 'label');
    }),
  );
}

/** An empty text that the page may fill. */
export function placeholder(className: string, { x, y }: Point): string {
  const top = round(y + lineType.line * baseline);
  return `<text class="${className}" x="${round(x)}" y="${top}"></text>`;
}
