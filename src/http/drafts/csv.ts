/** Comma-separated values (RFC 4180) that a spreadsheet shows and never runs. */

/** A text is a stranger's until it is proved otherwise; a number is ours. */
export type Cell = string | number | boolean | null;

/** Tells Excel that the file is UTF-8. */
export const byteOrderMark = '\ufeff';

export function csvRow(cells: Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * What begins a formula: `=`, `+`, `-`, `@` and their full-width forms, behind whatever a spreadsheet
 * skips (OWASP, "CSV Injection"). Also behind a semicolon, where Excel begins a new cell in countries
 * with a decimal comma, quotes or not. A leading tab or line end would be cut off and let the next
 * character lead.
 */
const formula = /(?<=^|;)(?=[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/gu;

/** Text is always quoted, so that no reader takes a part of it for an end. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const harmless = cell.replaceAll('\0', '').replace(formula, "'");
  return `"${harmless.replaceAll('"', '""')}"`;
}
