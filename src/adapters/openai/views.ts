/** Text as a reader could take it: as it stands, backwards, and what is base64 in it decoded. */
export function viewsOf(text: string): string[] {
  const backwards = Array.from(text).toReversed().join('');
  return [text, backwards, ...decoded(text), ...decoded(backwards)];
}

/** Base64 (RFC 4648, also in its URL alphabet) of 12 bytes or more, in one piece or in lines. */
const base64 = /[A-Za-z0-9+/_-]{16,}(?:\s+[A-Za-z0-9+/_-]{4,})*={0,2}/g;

function decoded(text: string): string[] {
  const runs = (text.match(base64) ?? []).map((run) => run.replace(/\s+/g, ''));
  // Where a letter stands before it, the first whole group begins further on.
  return runs.flatMap((run) =>
    [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString('utf8')),
  );
}

/** Lower-case words of letters and digits. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Runs of `length` words, with a space between each. */
export function wordRunsOf(words: string[], length: number): string[] {
  // Slices of one string: to join each run anew would take four times as long.
  const text = words.join(' ');
  const ends: number[] = [];
  for (const word of words) ends.push((ends.at(-1) ?? -1) + 1 + word.length);
  const runs: string[] = [];
  for (let last = length - 1; last < words.length; last += 1) {
    const before = ends[last - length];
    runs.push(text.slice(before === undefined ? 0 : before + 1, ends[last]));
  }
  return runs;
}

/** Runs of `length` letters, at every place or at every so many. */
export function letterRunsOf(text: string, length: number, stride = 1): string[] {
  const runs: string[] = [];
  for (let from = 0; from + length <= text.length; from += stride) {
    runs.push(text.slice(from, from + length));
  }
  return runs;
}
