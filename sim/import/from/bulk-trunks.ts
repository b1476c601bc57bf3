import type { TrunkFacts } from "../facts/facts.js";
import type { CsvTable } from "../read/csv-table.js";
import type { Read } from "../read/fault.js";
import { columnMissing } from "./bulk-columns.js";
import { wholeNumber } from "./json-shape.js";

/** `trunks.csv` of Bulk Handler (FI-32): enabled PJSIP trunks, without their dial rules. */
export function bulkTrunkFacts(file: string, table: CsvTable): Read<readonly TrunkFacts[] | undefined> {
  const faults = columnMissing(file, table, ["trunkid", "trunk_name"]);
  if (faults.length > 0) return { content: undefined, faults };
  const content = table.rows.map(({ values }) => {
    const text = (column: string): string => values.get(column) ?? "";
    const maxChannels = wholeNumber(text("maxchans"));
    return {
      id: text("trunkid"),
      name: text("trunk_name") || text("channelid"),
      technology: text("tech"),
      callerId: text("outcid"),
      keepCid: text("keepcid") || "off",
      ...(maxChannels === undefined ? {} : { maxChannels }),
      disabled: text("disabled") === "on",
      continueIfBusy: text("continue") === "on",
    };
  });
  return { content, faults };
}
