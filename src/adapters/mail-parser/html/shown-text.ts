import type { DomNode } from 'html-to-text';

const blockTags =
  /^(p|div|td|th|tr|table|li|ul|ol|h[1-6]|blockquote|section|article|header|footer|br|hr|center|pre)$/;

/** The text of a document by its blocks, without their layout. */
export function shownBlocks(root: DomNode): string[] {
  const blocks: string[] = [];
  let block = '';
  const end = () => {
    if (/[\p{L}\p{N}]/u.test(block)) blocks.push(block);
    block = '';
  };
  /** Null is the end of a block. */
  const stack: (DomNode | null)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === null) end();
    else if (node.type === 'text') block += node.data ?? '';
    else if (node.type === 'tag') {
      const isBlock = blockTags.test(node.name ?? '');
      if (isBlock) {
        end();
        stack.push(null);
      }
      for (const child of node.children.toReversed()) stack.push(child);
    }
  }
  end();
  return blocks;
}

/** What one is shown of a block that the other text has not, by the words of both. */
export function absentFrom(text: string, blocks: string[]): string[] {
  const known = new Set(wordsOf(text));
  return blocks.filter((block) => {
    const words = wordsOf(block);
    // A line of menu or a date means nothing by itself.
    if (words.length < leastWords) return false;
    return words.filter((word) => !known.has(word)).length > words.length / 2;
  });
}

const leastWords = 4;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
