import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import type { z } from 'zod';

import { knownKeys } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** Each problem of the file's content as `line 3, voice: what is wrong and what to do`. */
export function problemsOf(issues: Issue[], document: Document, lines: LineCounter): string[] {
  const found = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key],
          text: `is unknown here; known are ${known(issue.path)}`,
        }))
      : [{ path: issue.path, text: wordsFor(issue, document) }],
  );
  return found
    .map(({ path, text }) => ({ line: lineOf(path, document, lines), path, text }))
    .toSorted((one, other) => one.line - other.line)
    .map(
      ({ line, path, text }) =>
        `line ${line}${path.length > 0 ? `, ${nameOf(path)}:` : ':'} ${text}`,
    );
}

function wordsFor(issue: Issue, document: Document): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.path.length > 0 && !document.hasIn(issue.path)) return 'is missing: add it';
      return `must be ${expected(issue)}`;
    case 'too_big':
      return issue.origin === 'array'
        ? `has more than ${issue.maximum} items: leave some out`
        : `is longer than ${issue.maximum} characters: shorten it`;
    case 'too_small':
      return 'is empty: fill it in, or leave the key out';
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
}

function expected({ expected: type, path }: Extract<Issue, { code: 'invalid_type' }>): string {
  if (type === 'string') return 'text: put a number or a date in quotes';
  if (type === 'array') return 'a list: begin each item with "- "';
  return `a mapping with the keys ${known(path)}, such as "${known(path).split(',')[0]}: …"`;
}

function known(path: PropertyKey[]): string {
  return (knownKeys[String(path[0] ?? '')] ?? []).join(', ');
}

/** `knowledge[2].title`; items are counted from 1, as a reader counts them. */
function nameOf(path: PropertyKey[]): string {
  return path
    .map((part, at) =>
      typeof part === 'number' ? `[${part + 1}]` : `${at > 0 ? '.' : ''}${String(part)}`,
    )
    .join('');
}

/** The line of the key, else of the value, else of what should have held it. */
function lineOf(path: PropertyKey[], document: Document, lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const name = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
