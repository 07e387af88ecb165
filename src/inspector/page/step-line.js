import { make, setText } from './dom.js';

/** The line that says what the chosen step was. */
export class StepLine {
  element = make('p', 'time-line-words');
  #place = make('span', 'time-line-place');
  #time = make('time');
  #event = make('b');
  #way = make('span', 'time-line-way');
  #stay = make('span', 'time-line-stay');
  #note = make('span', 'time-line-note');

  constructor() {
    this.element.append(this.#place, ' ', this.#time, ' ', this.#event, ' ', this.#way, ' ');
    this.element.append(this.#stay, ' ', this.#note);
  }

  /**
   * @param {import('./step-words.js').StepWords | null} words null: there are no steps
   * @param {number} index
   * @param {number} count
   */
  show(words, index, count) {
    setText(this.#place, words ? `${index + 1} of ${count}` : 'No steps yet');
    setText(this.#time, words?.time ?? '');
    setText(this.#event, words?.event ?? '');
    setText(this.#way, words ? wayText(words) : '');
    setText(this.#stay, words?.stay ? `next after ${words.stay}` : '');
    setText(this.#note, words?.note ?? '');
  }
}

/** @param {import('./step-words.js').StepWords} words */
function wayText({ from, to }) {
  if (from === '') return `→ ${to}`;
  return from === to ? `stays in ${to}` : `${from} → ${to}`;
}
