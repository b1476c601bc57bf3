import type { GroupFacts, UserFacts } from "../facts/facts.js";
import type { CsvTable } from "../read/csv-table.js";
import type { Read } from "../read/fault.js";
import { columnMissing } from "./bulk-columns.js";
import { matchList } from "./devices-sql.js";
import { userFacts } from "./userman-json.js";

/** `usermanusers.csv` of Bulk Handler (FI-34). */
export function bulkUserFacts(file: string, table: CsvTable): Read<readonly UserFacts[] | undefined> {
  const faults = columnMissing(file, table, ["username", "default_extension"]);
  if (faults.length > 0) return { content: undefined, faults };
  const content = table.rows.map(({ values }) =>
    userFacts(values.get("username") ?? "", values.get("default_extension") ?? ""),
  );
  return { content, faults };
}

/** `usermangroups.csv` of Bulk Handler (FI-34): in the order in which they win. Their settings are not in it. */
export function bulkGroupFacts(file: string, table: CsvTable): Read<readonly GroupFacts[] | undefined> {
  const faults = columnMissing(file, table, ["groupname", "users"]);
  if (faults.length > 0) return { content: undefined, faults };
  const content = table.rows.map(({ values }) => ({
    name: values.get("groupname") ?? "",
    users: matchList(values.get("users") ?? ""),
    hotDeskRows: [],
  }));
  return { content, faults };
}
