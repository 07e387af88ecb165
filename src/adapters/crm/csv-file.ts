import { readFile } from 'node:fs/promises';

import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** Problems shown of one file; a file with a wrong column would else fill the screen. */
const shownProblems = 10;

/** The file cannot be used. The message names the file and each problem's line, column and fix. */
export class CrmFileError extends Error {
  constructor(path: string, problems: string[]) {
    const more = problems.length - shownProblems;
    const shown = problems.slice(0, shownProblems).map((problem) => `${path}: ${problem}`);
    super([...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'));
    this.name = 'CrmFileError';
  }
}

export interface CsvLine<C extends string> {
  /** The line of the file on which the record ends, from 1. */
  line: number;
  /** The trimmed cell; empty where there is nothing. */
  cell: (column: C) => string;
}

/**
 * The records of a CSV file (RFC 4180; UTF-8 with or without a byte-order mark) by the columns that
 * its first line names, in any order and case. Cells are trimmed, empty lines and columns that were
 * not asked for are left out.
 * @throws CrmFileError
 */
export async function readCsv<C extends string>(
  path: string,
  columns: readonly C[],
): Promise<CsvLine<C>[]> {
  const [header, ...rows] = split(await readText(path), path);
  if (!header)
    throw new CrmFileError(path, [`is empty; its first line must be: ${columns.join(',')}`]);
  const places = placesOf(header.cells, columns, path);
  const width = header.cells.length;
  const uneven = rows.filter(({ cells }) => cells.length !== width);
  if (uneven.length > 0)
    throw new CrmFileError(
      path,
      uneven.map((row) => unevenness(row, width)),
    );
  return rows.map(({ line, cells }) => ({
    line,
    cell: (column) => cells[places.get(column) ?? -1] ?? '',
  }));
}

function unevenness({ line, cells }: Row, width: number): string {
  return `line ${line}: has ${cells.length} cells where the header has ${width}; put a cell that holds a comma in double quotes`;
}

async function readText(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new CrmFileError(path, [
      `cannot be read (${reason}); correct the path or the permissions`,
    ]);
  }
  try {
    // Takes the byte-order mark away, too.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CrmFileError(path, ['is not UTF-8; save it again as "CSV UTF-8"']);
  }
}

interface Row {
  line: number;
  cells: string[];
}

/** All rows, not yet read by the header, so that all problems can be told at once. */
function split(text: string, path: string): Row[] {
  const rows: Row[] = [];
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        if (cells.some(Boolean)) rows.push({ line: lines, cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = `line ${String(error['lines'])}, column ${Number(error['column']) + 1}`;
    throw new CrmFileError(path, [
      `${place}: a double quote is out of place; put quotes round the whole cell and write those within it twice`,
    ]);
  }
}

/** Where each column stands in a record. */
function placesOf<C extends string>(
  header: string[],
  columns: readonly C[],
  path: string,
): Map<C, number> {
  const names = header.map((name) => name.toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  const twice = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  const expected = `it must be: ${columns.join(',')}`;
  const problems = [
    ...missing.map((column) => `line 1: the header has no column ${column}; ${expected}`),
    ...twice.map((column) => `line 1: the header has column ${column} twice; ${expected}`),
  ];
  if (header.length === 1 && /[;\t|]/.test(header[0] ?? '')) {
    throw new CrmFileError(path, [
      'line 1: cells are not separated by commas; save it as CSV with commas',
    ]);
  }
  if (problems.length > 0) throw new CrmFileError(path, problems);
  return new Map(columns.map((column) => [column, names.indexOf(column)]));
}
