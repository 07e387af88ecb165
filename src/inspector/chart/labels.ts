import type { ChartTransition } from './graph.ts';
import { columns, lineType, shorten, type Size, textWidth } from './measure.ts';

/** What the drawing says about one transition. */
export interface Label {
  transition: ChartTransition;
  /** Lines of text, none of them longer than `mostColumns`. */
  rows: string[];
  /** In full, for who points at it. */
  title: string;
  size: Size;
}

/** A longer row is cut; the full text is in the title. */
const mostColumns = 44;
/** A guard that would make its row longer than this stands on a row of its own. */
const breakAt = 26;
/** What the page writes behind a delay that runs. */
const countdown = ' · 00:00';

export const labelPadding = 5;

/** The label of a drawn edge. */
export function labelOf(transition: ChartTransition): Label {
  return label(transition, transition.text.text);
}

/** The line in a box for a transition that changes no state. */
export function internalLabelOf(transition: ChartTransition): Label {
  const { text, delay } = transition.text;
  const isEvent = delay === null && text === transition.event && text !== '';
  return label(transition, isEvent ? `on ${text}` : text);
}

function label(transition: ChartTransition, event: string): Label {
  const guard = transition.guard && `[${transition.guard}]`;
  const said = event || guard ? event : 'always';
  const rows = broken(said, guard, transition.text.delay !== null);
  const reserved = transition.text.delay === null ? 0 : textWidth(countdown, lineType);
  const widths = rows.map((row, i) => textWidth(row, lineType) + (i === 0 ? reserved : 0));
  const size = {
    width: Math.max(...widths) + 2 * labelPadding,
    height: rows.length * lineType.line,
  };
  return { transition, rows, title: titleOf(transition, `${said} ${guard}`.trim()), size };
}

/** A countdown belongs behind the delay, so a delay's guard always has its own row. */
function broken(event: string, guard: string, delayed: boolean): string[] {
  const whole = [event, guard].filter((part) => part !== '');
  const fits = !delayed && columns(whole.join(' ')) <= breakAt;
  return (fits ? [whole.join(' ')] : whole).map((row) => shorten(row, mostColumns));
}

function titleOf({ actions, description, event }: ChartTransition, text: string): string {
  const parts = [text];
  if (event !== '' && !text.includes(event)) parts.push(event);
  if (description) parts.push(description);
  if (actions.length > 0) parts.push(`does: ${actions.join(', ')}`);
  return parts.join('\n');
}
