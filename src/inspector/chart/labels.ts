import type { ChartTransition } from './graph.ts';
import { columns, lineType, shorten, type Size, textWidth } from './measure.ts';

/** What the drawing says about one transition. */
export interface Label {
  transition: ChartTransition;
  /** Lines of text, none of them longer than `mostColumns`. */
  rows: string[];
  /** In full, for who points at it. */
  title: string;
  /** Of the text with its background. */
  size: Size;
  /** With a countdown behind the first row, which the page writes there if it is delayed. */
  fullWidth: number;
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

/** The line in a box for a way to another state. */
export function jumpLabelOf(transition: ChartTransition): Label {
  return label(transition, transition.text.short);
}

/** The line in a box for a transition that changes no state. */
export function internalLabelOf(transition: ChartTransition): Label {
  const { text, short, delay } = transition.text;
  const isEvent = delay === null && text === transition.event && text !== '';
  return label(transition, isEvent ? `on ${text}` : short);
}

function label(transition: ChartTransition, event: string): Label {
  const guard = transition.guard && `[${transition.guard}]`;
  const said = event || guard ? event : 'always';
  const rows = broken(said, guard);
  const delayed = transition.text.delay !== null;
  const size = {
    width: Math.max(...rows.map((row) => textWidth(row, lineType))) + 2 * labelPadding,
    height: rows.length * lineType.line,
  };
  const first = textWidth((rows[0] ?? '') + (delayed ? countdown : ''), lineType);
  const fullWidth = Math.max(size.width, first + 2 * labelPadding);
  const whole = transition.text.text || said;
  const title = titleOf(transition, `${whole} ${guard}`.trim());
  return { transition, rows, title, size, fullWidth };
}

function broken(event: string, guard: string): string[] {
  const whole = [event, guard].filter((part) => part !== '');
  const fits = columns(whole.join(' ')) <= breakAt;
  return (fits ? [whole.join(' ')] : whole).map((row) => shorten(row, mostColumns));
}

function titleOf({ actions, description, event }: ChartTransition, text: string): string {
  const parts = [text];
  if (event !== '' && !text.includes(event)) parts.push(event);
  if (description) parts.push(description);
  if (actions.length > 0) parts.push(`does: ${actions.join(', ')}`);
  return parts.join('\n');
}

/** Labels one below the other, all as wide as the widest. */
export interface Stack {
  labels: Label[];
  size: Size;
  /** With countdowns. */
  fullWidth: number;
}

const betweenLabels = 1;

export function stackOf(labels: Label[]): Stack {
  const width = Math.max(...labels.map(({ size }) => size.width));
  const height = labels.reduce((sum, { size }) => sum + size.height + betweenLabels, -1);
  const fullWidth = Math.max(...labels.map((label) => label.fullWidth));
  return { labels, size: { width, height }, fullWidth };
}

/** Where each label of a stack begins, from the stack's top. */
export function tops({ labels }: Stack): number[] {
  let y = 0;
  return labels.map(({ size }) => {
    const top = y;
    y += size.height + betweenLabels;
    return top;
  });
}
