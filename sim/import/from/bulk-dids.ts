import type { DidFacts } from "../facts/facts.js";
import type { CsvTable } from "../read/csv-table.js";
import type { Fault, Read } from "../read/fault.js";
import { columnMissing } from "./bulk-columns.js";

/** `dids.csv` of Bulk Handler (FI-33). */
export function bulkDidFacts(file: string, table: CsvTable): Read<readonly DidFacts[] | undefined> {
  const faults: Fault[] = columnMissing(file, table, ["extension", "destination"]);
  if (faults.length > 0) return { content: undefined, faults };
  const content = table.rows.map(({ values }) => ({
    did: (values.get("extension") ?? "").trim(),
    caller: (values.get("cidnum") ?? "").trim(),
    destination: values.get("destination") ?? "",
    description: values.get("description") ?? "",
  }));
  return { content, faults };
}
