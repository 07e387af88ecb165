import type { Growth, GrowthPoint } from './growth-point.ts';
import { style } from './growth-style.ts';
import {
  type Axis,
  axisTo,
  count,
  element,
  escaped,
  type Place,
  polyline,
  text,
} from './parts/svg.ts';
import { rounded } from './parts/statistics.ts';

/** One line of a panel. */
interface Series {
  /** Shown at its end where a panel has more than one. */
  name?: string;
  tone: 'first' | 'second';
  /** Its numbers stand under it, where another line runs above. */
  below?: boolean;
  value(point: GrowthPoint): number;
  /** The least and the most of the rounds. */
  range?(point: GrowthPoint): [least: number, most: number];
}

interface Measure {
  title: string;
  unit: string;
  series: Series[];
  bar?: { value: number; label: string };
}

/** A column of panels: the same measures, over the size that changes. */
interface Column {
  title: string;
  unit: string;
  points: GrowthPoint[];
  size(point: GrowthPoint): number;
}

const measures: Measure[] = [
  {
    title: 'Throughput',
    unit: 'messages a second',
    series: [
      {
        tone: 'first',
        value: (point) => point.messagesPerSecond.median,
        range: ({ messagesPerSecond: { least, most } }) => [least, most],
      },
    ],
  },
  {
    title: 'Memory at its peak',
    unit: 'MB, without the parser processes',
    series: [
      {
        tone: 'first',
        value: (point) => point.peakRssMb.median,
        range: ({ peakRssMb: { least, most } }) => [least, most],
      },
    ],
    bar: { value: 250, label: 'bar: 250' },
  },
  {
    title: 'New mail to readable draft',
    unit: 'ms',
    series: [
      { name: 'p50', tone: 'first', below: true, value: (point) => point.draftReadableMs.p50 },
      { name: 'p99', tone: 'second', value: (point) => point.draftReadableMs.p99 },
    ],
  },
];

const width = 880;
const margin = { top: 68, left: 24, bottom: 48 };
const panel = { width: 412, height: 206, gap: 20 };
const dotRadius = 4;
/** Within a panel, around the lines. */
const inner = { left: 44, right: 68, top: 44, bottom: 46 };

/**
 * Draws how cost grows as small multiples: a row a measure, a column a size. The picture follows the
 * reader's light or dark scheme by itself, also where a page shows it as an image.
 */
export function drawGrowth(growth: Growth): string {
  const columns = columnsOf(growth.points);
  const height = margin.top + measures.length * panel.height + margin.bottom;
  const panels = measures.flatMap((measure, row) => {
    const axis = axisTo(highest(measure, growth.points));
    return columns.map((column, n) => {
      const at = {
        x: margin.left + n * (panel.width + panel.gap),
        y: margin.top + row * panel.height,
      };
      return panelOf(measure, column, axis, at);
    });
  });
  const heads = columns.map(({ title }, n) =>
    text('head', { x: margin.left + n * (panel.width + panel.gap), y: 36 }, title),
  );
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-labelledby': 'title desc',
  };
  return `${element('svg', attributes, [
    element('title', { id: 'title' }, ['How throughput, memory and latency grow']),
    element('desc', { id: 'desc' }, [escaped(inWords(columns))]),
    element('style', {}, [style]),
    element('rect', { class: 'paper', width, height, rx: 8 }),
    ...heads,
    ...panels,
    ...footOf(growth).map((line, n) =>
      text('foot', { x: margin.left, y: height - 32 + n * 16 }, line),
    ),
  ])}\n`;
}

/** The sizes in one mailbox; and those of as many messages as are spread over the most mailboxes. */
function columnsOf(points: GrowthPoint[]): Column[] {
  const most = Math.max(...points.map(({ mailboxes }) => mailboxes));
  const spread = points.find(({ mailboxes }) => mailboxes === most)?.messages ?? 0;
  const by = (size: (point: GrowthPoint) => number) => (a: GrowthPoint, b: GrowthPoint) =>
    size(a) - size(b);
  const messages = ({ messages }: GrowthPoint) => messages;
  const mailboxes = ({ mailboxes }: GrowthPoint) => mailboxes;
  return [
    {
      title: 'More messages, in one mailbox',
      unit: 'messages',
      points: points.filter(({ mailboxes }) => mailboxes === 1).toSorted(by(messages)),
      size: messages,
    },
    {
      title: `More mailboxes, ${count(spread)} messages in all`,
      unit: 'mailboxes',
      points: points.filter(({ messages }) => messages === spread).toSorted(by(mailboxes)),
      size: mailboxes,
    },
  ];
}

function highest({ series, bar }: Measure, points: GrowthPoint[]): number {
  const values = series.flatMap(({ value, range }) =>
    points.flatMap((point) => [value(point), ...(range?.(point) ?? [])]),
  );
  return Math.max(...values, bar?.value ?? 0);
}

function panelOf(measure: Measure, column: Column, axis: Axis, at: Place): string {
  const { points } = column;
  const left = at.x + inner.left;
  const right = at.x + panel.width - inner.right;
  const floor = at.y + panel.height - inner.bottom;
  const ceiling = at.y + inner.top;
  const x = (i: number) => rounded(left + ((i + 0.5) * (right - left)) / points.length, 1);
  const y = (value: number) => rounded(floor - (value / axis.end) * (floor - ceiling), 1);

  const grid = axis.ticks.map((tick) =>
    [
      element('path', {
        class: tick === 0 ? 'base' : 'grid',
        d: `M${left} ${y(tick)}H${right}`,
      }),
      text('tick end', { x: left - 8, y: y(tick) + 4 }, count(tick)),
    ].join(''),
  );
  const sizes = points.map((point, i) =>
    text('tick mid', { x: x(i), y: floor + 18 }, count(column.size(point))),
  );
  const title = text('title', { x: at.x, y: at.y + 14 }, measure.title, `, ${measure.unit}`);
  const unit = text('tick', { x: right + 8, y: floor + 18 }, column.unit);
  const bar = measure.bar
    ? [
        element('path', { class: 'bar', d: `M${left} ${y(measure.bar.value)}H${right}` }),
        text('bar-label', { x: right + 8, y: y(measure.bar.value) + 4 }, measure.bar.label),
      ]
    : [];
  const lines = measure.series.map((series) => lineOf(series, points, { x, y }));
  return element('g', {}, [title, ...grid, ...bar, ...sizes, unit, ...lines]);
}

interface Scales {
  x(i: number): number;
  y(value: number): number;
}

function lineOf(series: Series, points: GrowthPoint[], { x, y }: Scales): string {
  const { name, tone, value, range, below } = series;
  const places = points.map((point, i) => ({ x: x(i), y: y(value(point)) }));
  const whiskers = points.map((point, i) => {
    const [least, most] = range?.(point) ?? [0, 0];
    // The dot covers it.
    if (y(least) - y(most) < dotRadius * 2) return '';
    const d = `M${x(i)} ${y(least)}V${y(most)}M${x(i) - 6} ${y(least)}h12M${x(i) - 6} ${y(most)}h12`;
    return element('path', { class: `whisker ${tone}`, d });
  });
  const dots = places.map((place) =>
    element('circle', { class: `dot ${tone}`, cx: place.x, cy: place.y, r: dotRadius }),
  );
  const values = points.map((point, i) => {
    const [least, most] = range?.(point) ?? [value(point), value(point)];
    const at = below ? y(least) + 20 : y(most) - 10;
    return text(`value mid ${tone}`, { x: x(i), y: at }, count(value(point)));
  });
  const last = places.at(-1);
  const label = name && last ? [text(`name ${tone}`, { x: last.x + 12, y: last.y + 4 }, name)] : [];
  return element('g', {}, [
    polyline(`line ${tone}`, places),
    ...whiskers,
    ...dots,
    ...values,
    ...label,
  ]);
}

/** For those who do not see it. */
function inWords(columns: Column[]): string {
  return columns
    .map(({ title, points, size, unit }) => {
      const each = points.map((point) => {
        const { messagesPerSecond, peakRssMb, draftReadableMs } = point;
        return (
          `${count(size(point))} ${unit}: ${count(messagesPerSecond.median)} a second, ` +
          `${count(peakRssMb.median)} MB and ${count(draftReadableMs.p50)} ms (p99 ` +
          `${count(draftReadableMs.p99)} ms)`
        );
      });
      return `${title}. ${each.join('; ')}.`;
    })
    .join(' ');
}

function footOf({ machine: { cores, cpu, node }, mail, points }: Growth): string[] {
  const rounds = Math.max(...points.map((point) => point.rounds));
  const shown = rounds > 1 ? ' Dots are medians of rounds, whiskers the least and the most.' : '';
  return [`${cores} × ${cpu}, Node ${node}; the LLM answers at once.${shown}`, `Mail: ${mail}.`];
}
