import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import { CsvError, type Info, parse } from 'csv-parse';

/** What is read and parsed at once: about 5 ms of work. */
const chunkBytes = 16 * 1024;

/** Problems shown of one file; a file with a wrong column would else fill the screen. */
const shownProblems = 10;

/** The file cannot be used. The message names the file and each problem's line, column and fix. */
export class CrmFileError extends Error {
  /** @param more problems that are counted, but not told */
  constructor(path: string, problems: string[], more = 0) {
    const untold = problems.length - shownProblems + more;
    const shown = problems.slice(0, shownProblems).map((problem) => `${path}: ${problem}`);
    super([...shown, ...(untold > 0 ? [`… and ${untold} more`] : [])].join('\n'));
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
 * Reads a CSV file (RFC 4180; UTF-8 with or without a byte-order mark) by the columns that its
 * first line names, in any order and case. Cells are trimmed, empty lines and columns that were
 * not asked for are left out. The file is streamed: 200,000 lines hold nothing up.
 * @param take gets the records in their order, and returns the problems of each
 * @throws CrmFileError when all is read, so that all problems are told at once
 */
export async function readCsv<C extends string>(
  path: string,
  columns: readonly C[],
  take: (line: CsvLine<C>) => string[],
): Promise<void> {
  let header: Header<C> | undefined;
  const problems: string[] = [];
  let more = 0;
  const onRow = (cells: string[], line: number) => {
    if (!cells.some(Boolean)) return;
    if (!header) header = readHeader(cells, columns, path);
    else {
      for (const problem of problemsOf(header, cells, line, take)) {
        if (problems.length < shownProblems) problems.push(problem);
        else more += 1;
      }
    }
  };
  await stream(path, onRow);
  if (!header) {
    throw new CrmFileError(path, [`is empty; its first line must be: ${columns.join(',')}`]);
  }
  if (problems.length > 0) throw new CrmFileError(path, problems, more);
}

function problemsOf<C extends string>(
  { width, places }: Header<C>,
  cells: string[],
  line: number,
  take: (line: CsvLine<C>) => string[],
): string[] {
  if (cells.length === width) {
    return take({ line, cell: (column) => cells[places.get(column) ?? -1] ?? '' });
  }
  return [
    `line ${line}: has ${cells.length} cells where the header has ${width}; put a cell that holds a comma in double quotes`,
  ];
}

async function stream(path: string, onRow: (cells: string[], line: number) => void) {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    on_record: (cells: string[], { lines }: Info) => {
      onRow(cells, lines);
      return null;
    },
  });
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: chunkBytes }),
      onlyUtf8,
      parser,
      drained,
    );
  } catch (error) {
    throw problemWith(path, error);
  }
}

/** Fails with a TypeError where the bytes are not UTF-8; passes them on as they are. */
async function* onlyUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    decoder.decode(chunk, { stream: true });
    yield chunk;
  }
  decoder.decode();
}

/** The records are taken as they are found; the parser has nothing to hand on. */
async function drained(records: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of records);
}

function problemWith(path: string, error: unknown): unknown {
  if (error instanceof CsvError) {
    const place = `line ${String(error['lines'])}, column ${Number(error['column']) + 1}`;
    return new CrmFileError(path, [
      `${place}: a double quote is out of place; put quotes round the whole cell and write those within it twice`,
    ]);
  }
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new CrmFileError(path, ['is not UTF-8; save it again as "CSV UTF-8"']);
  }
  return new CrmFileError(path, [
    `cannot be read (${String(error.code)}); correct the path or the permissions`,
  ]);
}

interface Header<C> {
  width: number;
  /** Where each column stands in a record. */
  places: Map<C, number>;
}

function readHeader<C extends string>(
  header: string[],
  columns: readonly C[],
  path: string,
): Header<C> {
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
  return {
    width: header.length,
    places: new Map(columns.map((column) => [column, names.indexOf(column)])),
  };
}
