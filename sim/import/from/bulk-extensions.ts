import type { ExtensionFacts } from "../facts/facts.js";
import type { CsvTable } from "../read/csv-table.js";
import type { Read } from "../read/fault.js";
import { columnMissing } from "./bulk-columns.js";
import { matchList } from "./devices-sql.js";
import { wholeNumber } from "./json-shape.js";

/** `extensions.csv` of Bulk Handler (FI-31). A column that is missing leaves its field unknown. */
export function bulkExtensionFacts(file: string, table: CsvTable): Read<ReadonlyMap<string, ExtensionFacts>> {
  const faults = columnMissing(file, table, ["extension"]);
  if (faults.length > 0) return { content: new Map(), faults };
  const content = new Map<string, ExtensionFacts>();
  for (const { values, line } of table.rows) {
    const number = values.get("extension") ?? "";
    if (content.has(number)) {
      faults.push({
        file,
        line,
        message: `extension ${number} has a row above: this one, the last, was read`,
      });
    }
    content.set(number, rowFacts(values));
  }
  return { content, faults };
}

function rowFacts(values: ReadonlyMap<string, string>): ExtensionFacts {
  const text = <Key extends keyof ExtensionFacts>(key: Key, column: string) =>
    values.has(column) ? { [key]: values.get(column) ?? "" } : {};
  const number = <Key extends keyof ExtensionFacts>(key: Key, column: string) => {
    const value = wholeNumber(values.get(column));
    return value === undefined ? {} : { [key]: value };
  };
  const match = values.get("match");
  const removeExisting = values.get("remove_existing");
  const voicemail = values.get("voicemail_enable");
  const isBox = voicemail === "yes";
  return {
    ...text("name", "name"),
    ...text("technology", "tech"),
    ...text("secret", "secret"),
    ...(values.get("user") ? text("deviceUser", "user") : {}),
    ...text("context", "context"),
    ...text("emergencyCid", "emergency_cid"),
    ...text("outboundCid", "outboundcid"),
    ...text("cidMasquerade", "cid_masquerade"),
    ...number("maxContacts", "max_contacts"),
    ...number("concurrencyLimit", "concurrency_limit"),
    ...(match === undefined ? {} : { matchPermit: matchList(match) }),
    ...(removeExisting === undefined ? {} : { removeExisting: removeExisting === "yes" }),
    ...(voicemail === undefined ? {} : { mailbox: isBox }),
    ...(isBox ? { ...text("pin", "voicemail_vmpwd"), ...text("mailboxContext", "voicemail") } : {}),
  };
}
