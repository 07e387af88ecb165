/** A piece of a sentence: plain, or a name as it is written in code, perhaps with a way to it. */
export interface Part {
  text: string;
  code: boolean;
  /** null: it leads nowhere. */
  href: string | null;
}

export function plain(text: string): Part {
  return { text, code: false, href: null };
}

export function code(text: string, href: string | null = null): Part {
  return { text, code: true, href };
}

/** The text of a description, where `code` stands in backquotes. */
export function partsOf(text: string): Part[] {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? code(piece) : plain(piece)))
    .filter((part) => part.text !== '');
}

export function paragraphsOf(text = ''): Part[][] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => partsOf(paragraph.trim().replace(/\s*\n\s*/g, ' ')))
    .filter((parts) => parts.length > 0);
}
