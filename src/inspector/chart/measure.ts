/** Sizes of text in the drawing, in its own units (CSS pixels at its natural size). */
export interface Size {
  width: number;
  height: number;
}

/** A size of type: the font's size, and the height of a line of it. */
export interface Type {
  readonly size: number;
  readonly line: number;
}

export const nameType: Type = { size: 13, line: 18 };
export const lineType: Type = { size: 12, line: 16 };

/** All common monospace fonts advance by 0.6 em. */
const advance = 0.6;

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const combining = /^(?:\p{M}|[\u200b-\u200f])$/u;

/** How many columns of a monospace font a text takes. */
export function columns(text: string): number {
  let count = 0;
  for (const char of text) {
    if (wide.test(char)) count += 2;
    else if (!combining.test(char)) count += 1;
  }
  return count;
}

/** How wide a text is; the drawing also tells the browser so, whatever its font is. */
export function textWidth(text: string, { size }: Type): number {
  return columns(text) * advance * size;
}

/** The text, or as much of it as fits with an ellipsis behind it. */
export function shorten(text: string, most: number): string {
  if (columns(text) <= most) return text;
  let kept = '';
  for (const char of text) {
    if (columns(kept + char) > most - 1) break;
    kept += char;
  }
  return `${kept.trimEnd()}…`;
}
