import type { DomNode } from 'html-to-text';
import { StyleSheet } from './css.ts';
import { historyMark, isHistory } from './history.ts';
import { isLegible, isRemoved, type Look, lookOf, ordinaryLook } from './visibility.ts';

/** Alternative texts of so many words describe a picture; longer ones say something. */
const fewWords = 4;
/** Never shown by a mail program, whatever their style. */
const unseen = new Set(['title', 'noscript', 'template', 'datalist']);

/** Attributes that colour text without CSS. */
const oldFashioned = ['bgcolor', 'background', 'color', 'text'];

/**
 * Takes what no reader is shown out of a document: removed, invisible, transparent, tiny, clipped
 * and off-screen elements, text in the colour of its background, comments. It sets a mark before
 * what is known to be quoted history. One pass without recursion, because hostile mail nests deep.
 *
 * @param options.trustsLook false: the colours and sizes of a text are no reason to take it out
 * @returns what was taken out, passage by passage
 */
export function prune(root: DomNode, options: { trustsLook: boolean }): string[] {
  const sheet = sheetOf(root);
  const hidden: string[] = [];
  const stack = [{ node: root, look: ordinaryLook }];
  for (let task = stack.pop(); task; task = stack.pop()) {
    const { node, look } = task;
    const isShown = !options.trustsLook || isLegible(look);
    const inside: typeof stack = [];
    node.children = node.children.filter((child) => {
      if (child.type === 'text') {
        if (!isShown) hidden.push(child.data ?? '');
        else if (child.data?.includes(historyMark)) {
          child.data = child.data.replaceAll(historyMark, '');
        }
        return isShown;
      }
      const attributes = (child.attribs ?? {}) as Record<string, string>;
      hidden.push(...asides(child, attributes));
      const inner = child.type === 'tag' ? lookInside(child, attributes, look, sheet) : null;
      if (inner && child.children.length > 0) inside.push({ node: child, look: inner });
      else if (!inner && child.type === 'tag') hidden.push(textOf(child));
      return inner !== null;
    });
    if (isHistory(node)) node.children.unshift(mark(node));
    for (const each of inside.toReversed()) stack.push(each);
  }
  return hidden;
}

/** Null where the element is not shown at all. */
function lookInside(
  { name = '' }: DomNode,
  attributes: Record<string, string>,
  parent: Look,
  sheet: StyleSheet,
): Look | null {
  if (unseen.has(name) || 'hidden' in attributes || attributes['aria-hidden'] === 'true') {
    return null;
  }
  if (sheet.isEmpty && Object.keys(attributes).length === 0) return parent;
  const isLink = name === 'a' && 'href' in attributes;
  const { declarations, hasVagueBackground } = sheet.styleOf(name, attributes);
  // Most elements have nothing by which their look could differ.
  const isPlain = declarations.size === 0 && !isLink && !hasVagueBackground;
  if (isPlain && !oldFashioned.some((attribute) => attribute in attributes)) return parent;
  if (isRemoved(declarations)) return null;
  return lookOf(parent, declarations, attributes, { isLink, hasVagueBackground });
}

/** Text in an element that is not its content: comments, descriptions. */
function asides({ type, name, data }: DomNode, attributes: Record<string, string>): string[] {
  if (type === 'comment') return isForOutlook(data ?? '') ? [] : [withoutTags(data ?? '')];
  if (name === 'meta') {
    return /description|summary|abstract|keywords/i.test(attributes.name ?? '')
      ? [attributes.content ?? '']
      : [];
  }
  if (name === 'input' && attributes.type === 'hidden') return [attributes.value ?? ''];
  if (!('alt' in attributes || 'title' in attributes || 'aria-label' in attributes)) return [];
  const descriptions = [attributes.alt, attributes.title, attributes['aria-label']];
  return descriptions.filter(
    (each): each is string => each !== undefined && each.trim().split(/\s+/).length > fewWords,
  );
}

/** Conditional comments hold markup of layout for one family of programs. */
function isForOutlook(comment: string): boolean {
  return /^\s*\[if\s|<!\[endif\]|^\s*\[endif\]/i.test(comment);
}

function withoutTags(markup: string): string {
  return markup
    .split('<')
    .map((piece, i) => (i === 0 ? piece : piece.slice(piece.indexOf('>') + 1)))
    .join(' ');
}

/** All text below an element, comments too. */
function textOf(root: DomNode): string {
  const pieces: string[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') pieces.push(node.data ?? '');
    else if (node !== root)
      pieces.push(...asides(node, (node.attribs ?? {}) as Record<string, string>));
    if (node.type !== 'tag') continue;
    for (const child of node.children.toReversed()) stack.push(child);
  }
  return pieces.join(' ');
}

function mark(parent: DomNode): DomNode {
  return { type: 'text', data: historyMark, children: [], parent };
}

function sheetOf(root: DomNode): StyleSheet {
  const sheet = new StyleSheet();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'style') sheet.add(node.children.map(({ data }) => data ?? '').join(''));
    if (node.type !== 'tag') continue;
    for (const child of node.children.toReversed()) stack.push(child);
  }
  return sheet;
}
