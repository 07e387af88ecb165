import {
  historySize,
  jumpLength,
  margin,
  type PlacedJump,
  type PlacedLabel,
  titleHeight,
} from './contents.ts';
import { anyText } from './elk-graph.ts';
import type { ChartState } from './graph.ts';
import { type Area, type PlacedState, type Point, round } from './drawing.ts';
import { element, escapeXml } from './markup.ts';
import { lineType, nameType, textWidth } from './measure.ts';
import { headPath, linePath } from './paths.ts';
import { edgeAttributes } from './svg-arrows.ts';
import { labelMarkup, placeholder, textMarkup } from './svg-text.ts';

/** A state's box and what stands in it; a container's box is drawn before what lies within. */
export function stateMarkup(placed: PlacedState): string {
  const { state, contents, area } = placed;
  const attributes = { class: classes(state), 'data-state': state.key };
  const title = element('title', {}, escapeXml(titleOf(state)));
  if (state.kind === 'history') return element('g', attributes, title, ...history(state, area));
  return element(
    'g',
    attributes,
    title,
    ...frame(state, area),
    textMarkup(contents.name, shift(area, margin, 5), nameType, 'name'),
    count(area),
    ...contents.runs.map(({ text, x, y }) => textMarkup(text, shift(area, x, y), lineType, 'runs')),
    ...contents.internals.map((label) => labelMarkup(inBox(label, area))),
    ...contents.jumps.map((jump) => jumpMarkup(jump, area)),
  );
}

function classes({ kind, parent, region }: ChartState): string {
  const others = [parent === null && 'machine', region && 'region'];
  return ['state', kind, ...others].filter(Boolean).join(' ');
}

const box = (className: string, area: Area, rx: number): string =>
  element('rect', { class: className, ...area, rx });

function frame({ kind, children }: ChartState, area: Area): string[] {
  if (kind === 'final') return [box('box', area, 10), box('inner', inset(area, 3), 7)];
  if (children.length === 0) return [box('box', area, 8)];
  const { x, y, width } = area;
  const line = {
    class: 'title-line',
    x1: x,
    y1: y + titleHeight,
    x2: x + width,
    y2: y + titleHeight,
  };
  return [box('box', area, 10), element('line', line)];
}

function history({ deep }: ChartState, { x, y }: Area): string[] {
  const text = deep ? 'H*' : 'H';
  const middle = { x: x + historySize / 2, y: y + historySize / 2 };
  const at = {
    x: middle.x - textWidth(text, lineType) / 2,
    y: middle.y - lineType.line / 2,
  };
  const circle = { class: 'box', cx: middle.x, cy: middle.y, r: historySize / 2 };
  return [element('circle', circle), textMarkup(text, at, lineType, 'name')];
}

/** For the page to fill with how many actors are in the state. */
function count({ x, y, width }: Area): string {
  return placeholder('count', { x: x + width - margin, y: y + 6 });
}

function jumpMarkup({ arrow, labels, x, y, target }: PlacedJump, area: Area): string {
  const from = shift(area, x, y);
  const points = [from, shift(from, jumpLength, 0)];
  const name = shift(from, jumpLength + 6, -lineType.line / 2);
  return element(
    'g',
    { ...edgeAttributes(arrow), class: 'edge jump' },
    element('path', { class: 'line', d: linePath(points) }),
    element('path', { class: 'head', d: headPath(points) }),
    textMarkup(target, name, lineType, 'target'),
    ...labels.map((label) => labelMarkup(inBox(label, area))),
  );
}

export function dotMarkup({ x, y, width }: Area): string {
  const r = width / 2;
  return element('circle', { class: 'initial', cx: round(x + r), cy: round(y + r), r });
}

/** Where transitions begin that a container takes to one of its own states, whichever it is in. */
export function signMarkup(area: Area): string {
  const at = {
    x: area.x + (area.width - textWidth(anyText, lineType)) / 2,
    y: area.y + (area.height - lineType.line) / 2,
  };
  return element(
    'g',
    { class: 'any' },
    element('title', {}, 'whichever state within is active'),
    element('rect', { class: 'sign', ...area, rx: area.height / 2 }),
    textMarkup(anyText, at, lineType, 'label'),
  );
}

function titleOf({ key, name, description, tags, entry, exit }: ChartState): string {
  const parts = [key || name];
  if (description) parts.push(description);
  if (tags.length > 0) parts.push(`tags: ${tags.join(', ')}`);
  if (entry.length > 0) parts.push(`on entry: ${entry.join(', ')}`);
  if (exit.length > 0) parts.push(`on exit: ${exit.join(', ')}`);
  return parts.join('\n');
}

const inBox = (label: PlacedLabel, area: Area): PlacedLabel => ({
  ...label,
  ...shift(area, label.x, label.y),
});

const inset = ({ x, y, width, height }: Area, by: number): Area => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

const shift = ({ x, y }: Point, dx: number, dy: number): Point => ({
  x: round(x + dx),
  y: round(y + dy),
});
