import { stateTextOfStep } from './story.js';

const svgNamespace = 'http://www.w3.org/2000/svg';
/** The height of the picture in its own units, and its width. */
const height = 10;
const width = 1_000;

/** A tick a step, under a slider: long where the state changed, short where it stayed. */
export class Ticks {
  element = document.createElementNS(svgNamespace, 'svg');
  #path = document.createElementNS(svgNamespace, 'path');
  #drawn = '';

  constructor() {
    this.element.setAttribute('class', 'time-line-ticks');
    this.element.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.element.setAttribute('preserveAspectRatio', 'none');
    this.element.setAttribute('aria-hidden', 'true');
    this.element.append(this.#path);
  }

  /** @param {import('./store.js').Step[]} steps */
  show(steps) {
    const apart = width / Math.max(1, steps.length - 1);
    let state = '';
    const ticks = steps.map((step, i) => {
      const before = state;
      state = stateTextOfStep(step);
      return `M${Math.round(i * apart)} ${state === before ? 6 : 0}V${height}`;
    });
    const drawn = ticks.join('');
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#path.setAttribute('d', drawn);
  }
}
