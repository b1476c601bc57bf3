import type { TimeGroupFacts } from "../facts/facts.js";
import type { CsvTable } from "../read/csv-table.js";
import type { Read } from "../read/fault.js";
import { columnMissing } from "./bulk-columns.js";

/** `timegroup.csv` of Bulk Handler (FI-35): as many columns `time1`, `time2` … as the longest group has ranges. */
export function bulkTimeGroupFacts(
  file: string,
  table: CsvTable,
): Read<readonly TimeGroupFacts[] | undefined> {
  const faults = columnMissing(file, table, ["description", "time1"]);
  if (faults.length > 0) return { content: undefined, faults };
  const times = table.columns.filter((name) => /^time\d+$/.test(name)).sort(byNumber);
  const content = table.rows.map(({ values }) => ({
    name: values.get("description") ?? "",
    ranges: times.flatMap((column) => values.get(column) || []),
  }));
  return { content, faults };
}

function byNumber(left: string, right: string): number {
  return Number(left.slice("time".length)) - Number(right.slice("time".length));
}
