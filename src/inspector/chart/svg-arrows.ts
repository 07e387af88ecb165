import type { PlacedArrow, Point } from './layout.ts';
import { type Attributes, element, tokens } from './markup.ts';
import { headPath, linePath } from './paths.ts';
import type { Arrow } from './picture.ts';
import { labelMarkup } from './svg-text.ts';

/** The lines of an arrow, their heads, and a label for each of its transitions. */
export function arrowMarkup({ arrow, lines, labels }: PlacedArrow): string {
  let y = labels.y + 1;
  const said = arrow.labels.map((label) => {
    const x = labels.x + (labels.width - label.size.width) / 2;
    const markup = labelMarkup(label, { x, y });
    y += label.size.height + 1;
    return markup;
  });
  const drawn = lines.flatMap((points) => [
    element('path', { class: 'line', d: linePath(points) }),
    element('path', { class: 'head', d: headPath(points) }),
  ]);
  return element('g', edgeAttributes(arrow), ...drawn, ...said);
}

export function edgeAttributes({ from, to, labels }: Arrow): Attributes {
  return {
    class: 'edge',
    'data-edges': tokens(labels.map(({ transition }) => transition.id)),
    'data-from': from.key,
    'data-to': to.length === 1 ? to[0]!.key : tokens(to.map(({ key }) => key)),
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
