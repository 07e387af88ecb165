/** How much of a text is quoted as evidence, and where it is cut. */

/** Characters, the marks of what was left out among them. */
export const passageLength = 160;
/** Characters that are shown ahead of what was found, at the most. */
const lead = 40;
/** Longer than a word: where none ends within it, as in Chinese, the text is cut anywhere. */
const longestWord = 30;
const omission = '…';

/** What was found at `at` with some words around it: whole ones, and `…` where something is left out. */
export function passage(text: string, at: number, length: number): string {
  const room = passageLength - 2 * omission.length;
  const margin = Math.max(0, Math.floor((room - length) / 2));
  const from = wordFrom(text, Math.max(0, at - Math.min(margin, lead)), at);
  const to = wordBefore(text, Math.min(text.length, from + room), from);
  const clip = text.slice(from, to).replace(/\s+/gu, ' ').toWellFormed().trim();
  const isCutBefore = text.slice(0, from).trim() !== '';
  const isCutBehind = text.slice(to).trim() !== '';
  return `${isCutBefore ? omission : ''}${clip}${isCutBehind ? omission : ''}`;
}

/** The first word's beginning from there on, though not behind `latest`. */
function wordFrom(text: string, at: number, latest: number): number {
  if (at === 0 || isSpace(text[at - 1])) return at;
  const last = Math.min(latest, at + longestWord);
  for (let i = at; i < last; i++) if (isSpace(text[i])) return i + 1;
  return at;
}

/** The last word's end up to there, though not before `earliest`. */
function wordBefore(text: string, at: number, earliest: number): number {
  if (at === text.length || isSpace(text[at])) return at;
  const first = Math.max(earliest, at - longestWord);
  for (let i = at; i > first; i--) if (isSpace(text[i - 1])) return i - 1;
  return at;
}

function isSpace(character = ''): boolean {
  return /\s/u.test(character);
}
