import { arranged, cheapest } from './arrange.ts';
import { closedWithin, type Cluster, clustersOf } from './clusters.ts';
import { type Contents, contentsOf, insideOf, namingOf } from './contents.ts';
import { type Drawing, joined, moved, nothing, type Shape } from './drawing.ts';
import { elkGraphOf, type Manner } from './elk-graph.ts';
import { drawingOf } from './elk-result.ts';
import { type ChartState, within } from './graph.ts';
import type { Arrow, Box, Picture } from './picture.ts';
import type { LayoutThread } from './thread.ts';

/** The shape of the area for which drawings are made: landscape. */
const landscape: Shape = 1.43;
/** A container is tried tall, as wanted, and wide, for what is around it to choose from. */
const shapes: Shape[] = [0.7, landscape, 2.4];
/** So many states next to each other may be too many: then a bound to that is tried as well. */
const many = 7;
/** With more, a bound helps no more, and each attempt takes long. */
const tooMany = 30;
/** Around the whole, for the outermost line. */
const border = 2;

/**
 * Places everything. A container whose border no arrow crosses is laid out on its own, and so is
 * what arrows connect within it; then all take their places as wholes.
 *
 * @throws Error when the layout fails or takes too long.
 */
export async function layOut(picture: Picture, thread: LayoutThread): Promise<Drawing> {
  const { root } = picture;
  const naming = namingOf(within(root.state));
  const contents = new Map(allBoxes(root).map((box) => [box.state, contentsOf(box, naming)]));
  const layouter = new Layouter(contents, picture.arrows, thread);
  const drawing = cheapest(await layouter.alternatives(root), landscape);
  const width = Math.ceil(drawing.width + 2 * border);
  const height = Math.ceil(drawing.height + 2 * border);
  return { ...moved(drawing, { x: border, y: border }), width, height };
}

class Layouter {
  readonly #contents: Map<ChartState, Contents>;
  readonly #arrows: Arrow[];
  readonly #thread: LayoutThread;

  constructor(contents: Map<ChartState, Contents>, arrows: Arrow[], thread: LayoutThread) {
    this.#contents = contents;
    this.#arrows = arrows;
    this.#thread = thread;
  }

  /** A state with all within it, in each of the shapes. */
  async alternatives(box: Box): Promise<Drawing[]> {
    if (box.children.length === 0) return shapes.map(() => this.#framed(box, nothing));
    const closed = closedWithin(box, this.#arrows);
    const parts: Drawing[][] = [];
    for (const part of closed) parts.push(await this.alternatives(part));
    const states = closed.map(({ state }) => state);
    const drawn: Drawing[][] = [];
    for (const cluster of clustersOf(box, states, this.#arrows)) {
      const inner = states.filter((state) => cluster.boxes.some((one) => holds(one, state)));
      const choices = inner.length === 0 ? [0] : shapes.keys();
      const manners: Drawing[] = [];
      for (const i of choices) {
        const finished = new Map(inner.map((state) => [state, parts[states.indexOf(state)]![i]!]));
        manners.push(...(await this.#drawn(cluster, finished)));
      }
      drawn.push(manners);
    }
    return shapes.map((shape) => this.#framed(box, arranged(drawn, shape)));
  }

  /** A cluster in every manner. */
  async #drawn(cluster: Cluster, finished: Map<ChartState, Drawing>): Promise<Drawing[]> {
    const materials = { contents: this.#contents, finished };
    const drawn: Drawing[] = [];
    for (const manner of mannersFor(cluster)) {
      const placed = await this.#thread.layout(elkGraphOf(cluster, manner, materials));
      drawn.push(drawingOf(cluster, placed, this.#contents, finished));
    }
    return drawn;
  }

  /** The state's own box around what lies within it. */
  #framed({ state, children }: Box, inner: Drawing): Drawing {
    const contents = this.#contents.get(state)!;
    const { top, side, least } = insideOf(contents);
    const isEmpty = children.length === 0;
    const width = isEmpty ? contents.size.width : Math.max(least.width, inner.width + 2 * side);
    const height = isEmpty
      ? contents.size.height
      : Math.max(least.height, inner.height + top + side);
    const area = { x: 0, y: 0, width, height };
    const own = { ...nothing, states: [{ state, contents, area }] };
    return joined(area, [own, moved(inner, { x: side, y: top })]);
  }
}

function mannersFor({ boxes }: Cluster): Manner[] {
  const down: Manner = { direction: 'DOWN', bound: null, isQuick: boxes.length > tooMany };
  const right: Manner = { ...down, direction: 'RIGHT' };
  if (boxes.length < many || boxes.length > tooMany) return [down, right];
  return [down, right, { ...down, bound: 3 }, { ...right, bound: 3 }];
}

function allBoxes(box: Box): Box[] {
  return [box, ...box.children.flatMap(allBoxes)];
}

const holds = (box: Box, inner: ChartState): boolean =>
  allBoxes(box).some(({ state }) => state === inner);
