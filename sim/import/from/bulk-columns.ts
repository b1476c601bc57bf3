import type { CsvTable } from "../read/csv-table.js";
import type { Fault } from "../read/fault.js";

/** A fault where a table has rows, and one of the columns without which they say nothing is not there. */
export function columnMissing(file: string, { columns, rows }: CsvTable, needed: readonly string[]): Fault[] {
  const missing = rows.length === 0 ? undefined : needed.find((column) => !columns.includes(column));
  if (missing === undefined) return [];
  return [{ file, line: 1, message: `the column \`${missing}\` is missing: nothing of it was read` }];
}
