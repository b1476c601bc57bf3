import { CsvError, parse } from "csv-parse/sync";
import type { Fault, Read } from "./fault.js";
import { textOf } from "./text-of.js";

interface CsvRow {
  readonly line: number;
  /** By lower-case column name; a name that stands twice keeps its last value. */
  readonly values: ReadonlyMap<string, string>;
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

interface Record {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** A table of Bulk Handler: by column name, never by place (FI-30). An empty export is one empty line: no rows. */
export function readCsv(file: string, bytes: Uint8Array): Read<CsvTable> {
  const { content, faults } = textOf(file, bytes);
  let records: readonly Record[];
  try {
    records = parse(content, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Record[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause["lines"] === "number" ? cause["lines"] : 1;
    const message = `this is not CSV (${cause.code}): nothing of it was read`;
    return { content: { columns: [], rows: [] }, faults: [...faults, { file, line, message }] };
  }
  const [header, ...others] = records;
  const columns = (header?.record ?? []).map((name) => name.trim().toLowerCase());
  if (columns.length === 1 && /[;\t]/.test(columns[0] ?? "")) {
    const message = "its fields have semicolons or tabs between them, not commas: nothing of it was read";
    return { content: { columns: [], rows: [] }, faults: [...faults, { file, line: 1, message }] };
  }
  const rows: CsvRow[] = [];
  const uneven: Fault[] = [];
  for (const { record, info } of others) {
    if (record.length === columns.length) {
      rows.push({ line: info.lines, values: new Map(columns.map((name, at) => [name, record[at] ?? ""])) });
    } else {
      const message = `this row has ${record.length} fields, not ${columns.length}: it was not read`;
      uneven.push({ file, line: info.lines, message });
    }
  }
  return { content: { columns, rows }, faults: [...faults, ...uneven] };
}
