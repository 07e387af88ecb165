import { randomUUID } from 'node:crypto';
import { compile } from 'html-to-text';
import { historyMark } from './history.ts';
import { prune } from './prune.ts';
import { shownBlocks } from './shown-text.ts';

/** Longer HTML is cut: what follows would not be read by a person either. */
const maxHtml = 1_000_000;

export interface HtmlText {
  /** As a reader sees it; `historyMark` stands where quoted history is known to begin. */
  text: string;
  /** What no reader sees. */
  hidden: string[];
}

interface Order {
  trustsLook: boolean;
  isForBlocks: boolean;
  hidden: string[];
  blocks: string[];
}

/** Around the document, so that a formatter gets all of it; no document can close it. */
const wrapper = `x-${randomUUID()}`;

/** The second argument is missing in the types; formatters find it as the builder's `metadata`. */
const convert: (html: string, order: Order) => string = compile({
  wordwrap: false,
  baseElements: { selectors: [wrapper] },
  formatters: {
    document(element, walk, builder) {
      const order = (builder as unknown as { metadata: Order }).metadata;
      order.hidden = prune(element, order);
      if (order.isForBlocks) order.blocks = shownBlocks(element);
      else walk(element.children, builder);
    },
    cell(element, walk, builder) {
      walk(element.children, builder);
      builder.addInline(' ');
    },
  },
  // Newsletters and tracking links would otherwise be mostly addresses.
  selectors: [
    { selector: wrapper, format: 'document' },
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    // Forms are sent as tables: a line a row.
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table'].map((selector) => ({
      selector,
      options: { uppercase: false, uppercaseHeaderCells: false },
    })),
  ],
  // Deeply nested markup overflows the stack.
  limits: { maxDepth: 200 },
});

/** The text of a document that a reader sees, and what is hidden in it. Never throws. */
export function readHtml(html: string): HtmlText {
  const shown = html.slice(0, maxHtml);
  try {
    const order = orderFor({ trustsLook: true, isForBlocks: false });
    const text = run(shown, order);
    if (hasText(text) || order.hidden.length === 0) return { text, hidden: order.hidden };
    // Nobody sends an empty page: more likely its style is more than we understand.
    const second = orderFor({ trustsLook: false, isForBlocks: false });
    return { text: run(shown, second), hidden: second.hidden };
  } catch {
    // html-to-text throws at some markup, such as a Roman list that starts at a billion.
    return { text: withoutTags(shown), hidden: [] };
  }
}

/** The same without its layout, for what is only compared: half the time. Never throws. */
export function surveyHtml(html: string): { blocks: string[]; hidden: string[] } {
  const order = orderFor({ trustsLook: true, isForBlocks: true });
  try {
    run(html.slice(0, maxHtml), order);
  } catch {
    return { blocks: [], hidden: [] };
  }
  return order;
}

function orderFor(options: Pick<Order, 'trustsLook' | 'isForBlocks'>): Order {
  return { ...options, hidden: [], blocks: [] };
}

function run(html: string, order: Order): string {
  // What was taken out leaves its empty lines behind.
  return convert(`<${wrapper}>${html}`, order).replace(/\n{3,}/g, '\n\n');
}

/** Crude, but it cannot fail: what follows an unclosed tag is lost. */
function withoutTags(html: string): string {
  return html
    .replaceAll(historyMark, '')
    .split('<')
    .map((piece, i) => (i === 0 ? piece : piece.slice(piece.indexOf('>') + 1 || Infinity)))
    .join(' ')
    .replace(/\s+/g, ' ');
}

function hasText(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
