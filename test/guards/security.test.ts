import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

it('SECURITY.md names only files that are there, and one that proves it in every row', () => {
  const page = readFileSync(new URL('SECURITY.md', root), 'utf8');
  const files = [...page.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, path = '']) => path);
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  const rows = page.split('\n').filter((line) => /^\| (?!they try|-)/.test(line));
  expect(rows.length).toBeGreaterThan(30);
  const unproved = rows.filter((row) => !/`test\/[\w./-]+\.test\.ts`[^|]*\|$/.test(row.trim()));
  expect(unproved).toEqual([]);
});
