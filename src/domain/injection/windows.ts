/** Where a closer look is worth its time: most mail has no such place. */
import type { Needs } from './needs.ts';
import type { Sentence } from './scan.ts';

export interface Window {
  at: number;
  text: string;
}

/** On either side: how far from its words a sign may reach. */
const margin = 250;
/** Sentences further apart than this do not belong together. */
const gap = 250;

/** Finds the windows of a text for one sign after another; signs of the same needs share theirs. */
export class Windows {
  #text: string;
  #sentences: Sentence[];
  /** The kinds of each sentence and its neighbours. */
  #near: number[];
  /** Of all sentences. */
  #all: number;
  #known = new Map<Needs, Window[]>();

  constructor(text: string, sentences: Sentence[]) {
    this.#text = text;
    this.#sentences = sentences;
    this.#all = this.#sentences.reduce((all, { mask }) => all | mask, 0);
    this.#near = this.#sentences.map(
      ({ mask }, i) => mask | this.#beside(i, -1) | this.#beside(i, 1),
    );
  }

  for(needs: Needs): Window[] {
    if (!needs.some((list) => list.every((kinds) => (this.#all & kinds) !== 0))) return [];
    let windows = this.#known.get(needs);
    if (!windows) this.#known.set(needs, (windows = this.#find(needs)));
    return windows;
  }

  #find(needs: Needs): Window[] {
    const windows: Window[] = [];
    const text = this.#text;
    let from = 0;
    let to = -1;
    for (const [i, { at, end, mask }] of this.#sentences.entries()) {
      if (!needs.some((list) => isMet(list, mask, this.#near[i]!))) continue;
      const start = startBefore(text, at - margin);
      if (start > to) {
        if (to > from) windows.push({ at: from, text: text.slice(from, to) });
        from = start;
      }
      to = Math.max(to, Math.min(text.length, end + margin));
    }
    if (to > from) windows.push({ at: from, text: text.slice(from, to) });
    return windows;
  }

  #beside(i: number, step: -1 | 1): number {
    const self = this.#sentences[i]!;
    const other = this.#sentences[i + step];
    if (!other) return 0;
    const distance = step > 0 ? other.at - self.end : self.at - other.end;
    return distance <= gap ? other.mask : 0;
  }
}

/** The first in the sentence itself, the others there or beside it. */
function isMet([first = 0, ...others]: readonly number[], mask: number, near: number): boolean {
  return (mask & first) !== 0 && others.every((each) => (near & each) !== 0);
}

/** At the start of a line, or else within a word: a cut looks like no start of anything. */
function startBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const before = text.slice(Math.max(0, at - margin), at);
  const line = before.lastIndexOf('\n');
  if (line !== -1) return at - before.length + line + 1;
  const blank = text.slice(at, at + margin).indexOf(' ');
  return blank > 0 ? at + blank - 1 : at;
}
