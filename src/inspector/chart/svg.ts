import type { Drawing } from './drawing.ts';
import { element, escapeXml } from './markup.ts';
import { arrowMarkup, plainMarkup } from './svg-arrows.ts';
import { dotMarkup, signMarkup, stateMarkup } from './svg-states.ts';

/**
 * The drawing as a document of its own. Nothing in it says how it looks: that is in
 * `page/chart.css`. Containers come first, then the lines, so that nothing hides a label.
 */
export function svgOf({ width, height, states, arrows, ...rest }: Drawing, key: string): string {
  const root = states[0];
  const titleId = `chart-title-${key}`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'chart',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': titleId,
    },
    element('title', { id: titleId }, escapeXml(`Statechart of ${root?.contents.name ?? key}`)),
    ...states.map((each) => stateMarkup(each)),
    ...rest.dots.map(dotMarkup),
    ...rest.starts.map(plainMarkup),
    ...arrows.map((each) => arrowMarkup(each)),
    ...rest.signs.map(signMarkup),
  );
}
