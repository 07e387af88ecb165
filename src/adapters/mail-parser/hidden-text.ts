import { squeezed } from './clean.ts';

const maxHidden = 10_000;

/** The hidden passages of a mail, a line each; those without any word, and repetitions, are left out. */
export function hiddenText(passages: string[]): string {
  const lines = new Set<string>();
  let length = 0;
  for (const passage of passages) {
    if (length > maxHidden) break;
    if (!/[\p{L}\p{N}\u{E0020}-\u{E007E}]/u.test(passage)) continue;
    const line = squeezed(passage, maxHidden);
    if (lines.has(line)) continue;
    lines.add(line);
    length += line.length + 1;
  }
  return squeezed([...lines].join('\n'), maxHidden);
}
