import type { PlacedArrow, Point } from './drawing.ts';
import { stackOf, tops } from './labels.ts';
import { type Attributes, element, tokens } from './markup.ts';
import { headPath, linePath } from './paths.ts';
import type { Arrow } from './picture.ts';
import { labelMarkup } from './svg-text.ts';

/** An arrow's line, its head, and a label for each of its transitions. */
export function arrowMarkup({ arrow, line, labels }: PlacedArrow): string {
  const stack = stackOf(arrow.labels);
  // Next to a line on its right, the background goes up to the line.
  const isBeside = line.every(({ x }) => x >= labels.x + labels.width);
  const width = isBeside ? stack.fullWidth : stack.size.width;
  const said = tops(stack).map((top, i) =>
    labelMarkup({ label: arrow.labels[i]!, x: labels.x, y: labels.y + 1 + top, width }),
  );
  return element(
    'g',
    edgeAttributes(arrow),
    element('path', { class: 'line', d: linePath(line) }),
    element('path', { class: 'head', d: headPath(line) }),
    ...said,
  );
}

export function edgeAttributes({ from, to, labels }: Arrow): Attributes {
  return {
    class: 'edge',
    'data-edges': tokens(labels.map(({ transition }) => transition.id)),
    'data-from': from.key,
    'data-to': tokens(to.map(({ key }) => key)),
  };
}

/** The arrow of an initial dot or of a history state, which no event takes. */
export function plainMarkup(points: Point[]): string {
  return element(
    'g',
    { class: 'start' },
    element('path', { class: 'line', d: linePath(points) }),
    element('path', { class: 'head', d: headPath(points) }),
  );
}
