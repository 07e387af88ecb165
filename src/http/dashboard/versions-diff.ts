import { diffWordsWithSpace } from 'diff';

/** A run of text that both have, or only the older or the newer one. */
export interface Part {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/**
 * Changed words at most; the search costs their square. At this many two texts of 100 kB that share
 * nothing take some 40 ms, and a reader has long lost the thread.
 */
const maxEditLength = 700;

/** Below this share of words in common the one text is read instead of the other, not as its edit. */
const related = 0.25;

/** From `before` to `after` by words; texts that have little in common come whole, one after the other. */
export function wordDiff(before: string, after: string): Part[] {
  const from = before.replaceAll('\r\n', '\n');
  const to = after.replaceAll('\r\n', '\n');
  const changes = diffWordsWithSpace(from, to, { maxEditLength });
  if (!changes) return whole(from, to);
  const parts = joined(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })),
  );
  return shareOf(parts) < related ? whole(from, to) : parts;
}

export function isSame(parts: Part[]): boolean {
  return parts.every(({ kind }) => kind === 'same');
}

function whole(from: string, to: string): Part[] {
  const parts: Part[] = [
    { kind: 'removed', text: from },
    { kind: 'added', text: to },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Letters of the longer side that both have; texts without any are taken for related. */
function shareOf(parts: Part[]): number {
  const letters = (kinds: Part['kind'][]) =>
    parts
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((sum, { text }) => sum + text.replaceAll(/\s/g, '').length, 0);
  const longer = Math.max(letters(['same', 'removed']), letters(['same', 'added']));
  return longer === 0 ? 1 : letters(['same']) / longer;
}

/** Two words that changed with a mere blank between them read as one change. */
function joined(parts: Part[]): Part[] {
  const result: Part[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  parts.forEach(({ kind, text }, index) => {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (/^(?:[^\S\n]*|\S)$/.test(text) && removed && added && parts[index + 1]) {
      removed += text;
      added += text;
    } else {
      flush();
      result.push({ kind, text });
    }
  });
  flush();
  return result;
}
