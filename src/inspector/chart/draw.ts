import { crossings, type Drawing } from './drawing.ts';
import type { ChartState } from './graph.ts';
import { layOut } from './layout.ts';
import { type Hubs, pictureOf } from './picture.ts';
import { svgOf } from './svg.ts';
import type { LayoutThread } from './thread.ts';

const noHubs: Hubs = { all: Infinity, crossing: Infinity, out: Infinity };
const hubs: Hubs = { all: 4, crossing: 1, out: 8 };
/** With more arrows, or where more of them cross, names in boxes are clearer than lines. */
const most = { arrows: 16, crossings: 1 };

/**
 * The statechart as SVG. A small machine is drawn with all its lines, as long as these hardly
 * cross; in a large one, those that would hide the others are named in the boxes.
 *
 * @throws Error when the layout fails or takes too long.
 */
export async function draw(chart: ChartState, key: string, thread: LayoutThread): Promise<string> {
  return svgOf(await thread.during(() => drawingOf(chart, thread)), key);
}

async function drawingOf(chart: ChartState, thread: LayoutThread): Promise<Drawing> {
  const whole = pictureOf(chart, noHubs);
  if (whole.arrows.length <= most.arrows) {
    const drawing = await layOut(whole, thread);
    if (crossings(drawing) <= most.crossings) return drawing;
  }
  return await layOut(pictureOf(chart, hubs), thread);
}
